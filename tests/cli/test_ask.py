"""rulekit/cli/ask.py: each row is asked about once, and what came back is a table."""

from pathlib import Path

import pyarrow.parquet as pq
from asking import FILES, serving

COMMAND = ("ask", "score.yaml", "rows.jsonl", "--out", "out")


def replies(folder="out"):
    return pq.read_table(f"{folder}/replies").to_pylist()


def files(folder="out"):
    return {path: path.read_bytes() for path in sorted(Path(folder).rglob("*.*"))}


def test_each_row_gets_its_reply(rulekit, write):
    write(FILES)
    with serving() as script:
        ended = rulekit(*COMMAND)
    assert (0, 20) == (ended.code, script.answered.total())
    assert [f"f{i}.py" for i in range(20)] == [one["path"] for one in replies()]
    assert {"answered"} == {one["outcome"] for one in replies()}
    assert all(0 <= one["reply.score.quality"] <= 9 for one in replies())


def test_the_same_command_asks_nothing_again_and_needs_no_server(rulekit, write):
    write(FILES)
    with serving():
        rulekit(*COMMAND)
    before = files()
    assert 0 == rulekit(*COMMAND).code
    assert before == files()
