"""rulekit/run/shard_progress.py: the first rows of a corpus, or a sample, judged into an audit."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from filtering import ALL, OPTIONS, ROWS, Here, begun, finished, names, stopped_after, table
from mirroring import hashes

from rulekit.audit.checksums import verify
from rulekit.corpus.choice import draw
from rulekit.errors import UsageError
from rulekit.run.local_runner import LocalRunner

pytestmark = pytest.mark.slow  # they start processes, or judge a corpus

TOTAL = 2 * ROWS + 1  # a.parquet, then b.jsonl with a broken line at its end
SOME = [{"sample": 20}, {"limit": ROWS + 3}, {"limit": 3}, {"sample": TOTAL + 1}]


def rows_in(out="audit"):
    """Shard and number of every row that has a verdict."""
    tables = sorted(Path(out, "verdicts").iterdir())
    return [
        (row["shard"], row["row"]) for one in tables for row in table("verdicts", one.stem, out)
    ]


def manifest(out="audit"):
    return json.loads(Path(out, "manifest.json").read_text())


def test_a_sample_is_drawn_from_the_rows_of_all_shards(corpus):
    finished(corpus, sample=20)
    drawn = draw(20, TOTAL)
    expected = [("a.parquet", one) for one in drawn if one < ROWS]
    assert [*expected, *(("b.jsonl", one - ROWS) for one in drawn if one >= ROWS)] == rows_in()


def test_the_first_rows_go_on_in_the_next_shard(corpus):
    finished(corpus, limit=ROWS + 3)
    expected = [("a.parquet", row) for row in range(ROWS)]
    assert [*expected, *(("b.jsonl", row) for row in range(3))] == rows_in()


def test_a_verdict_of_a_sample_is_that_of_the_whole(corpus):
    finished(corpus, sample=20)
    finished(corpus, "whole")
    for shard in ("a", "b.jsonl"):
        of_whole = {row["row"]: row for row in table("verdicts", shard, "whole")}
        for row in table("verdicts", shard):
            assert of_whole[row["row"]] == row


def test_only_rows_that_were_judged_are_copied(corpus):
    finished(corpus, limit=5, kept=True, dropped=True)
    copied = [json.loads(row) for row in Path("data/b.jsonl").read_text().splitlines()[:5]]
    found = [
        row
        for side in ("kept", "dropped")
        for row in pq.read_table(f"audit/{side}/a.parquet").to_pylist()
    ]
    assert sorted(copied, key=str) == sorted(found, key=str)


def test_a_shard_of_which_nothing_is_judged_is_not_read_and_leaves_nothing(corpus):
    run = begun(corpus, limit=5)
    place = Here(run)
    list(run.run(lambda: [place]))
    assert {"a.parquet"} == {task.shard.name for task in place.tasks}
    a, b = manifest()["shards"]
    assert (5, ROWS, 0, None, None) == (a["chosen"], a["rows"], b["chosen"], b["rows"], b["sha256"])
    assert ["a.parquet"] == names("audit/verdicts")


def test_a_shard_of_which_a_sample_takes_nothing_is_counted_and_not_hashed(corpus):
    Path("data/c.jsonl").write_text("{}\n")
    run = begun(corpus, sample=1)
    place = Here(run)
    list(run.run(lambda: [place]))
    facts = {one["name"]: one for one in manifest()["shards"]}
    [chosen] = [name for name, one in facts.items() if one["chosen"]]
    others = [one for name, one in facts.items() if name != chosen]
    assert [None, None] == [one["sha256"] for one in others]
    assert 3 == sum(task.do == "count" for task in place.tasks)
    assert [chosen] == [task.shard.name for task in place.tasks if task.do == "open"]


def test_the_manifest_says_what_was_asked_and_what_came_of_it(corpus):
    finished(corpus, sample=20)
    found = manifest()
    assert (None, 20, 20) == (found["limit"], found["sample"], found["counts"]["rows"])
    assert TOTAL == sum(one["rows"] for one in found["shards"])


@pytest.mark.slow
@pytest.mark.parametrize("some", SOME)
def test_the_number_of_places_changes_no_byte_of_a_part(corpus, some):
    finished(corpus, "one", **ALL, **some)
    run = finished(corpus, executors=3, **ALL, **some)
    assert hashes("one") == hashes("audit")
    assert [] == list(verify(run.audit))


@pytest.mark.slow
@pytest.mark.parametrize("some", SOME)
@pytest.mark.parametrize("after", [1, 2, 4, 7])
def test_a_part_that_was_stopped_after_any_task_ends_with_the_same_bytes(corpus, some, after):
    finished(corpus, "whole", **ALL, **some)
    run = begun(corpus, **ALL, **some)
    steps = run.run(lambda: [Here(run)])
    for _ in range(after):
        next(steps, None)
    del steps
    finished(corpus, **ALL, **some)
    assert hashes("whole") == hashes("audit")


@pytest.mark.slow
def test_processes_change_no_byte_of_a_sample(corpus):
    finished(corpus, "one", **ALL, sample=20, verdict_columns=True)
    run = begun(corpus, **ALL, sample=20, verdict_columns=True)
    for _ in run.run(lambda: LocalRunner().executors(run.worker_config.to_json(), 2, None)):
        pass
    assert hashes("one") == hashes("audit")


def test_the_place_of_a_corpus_changes_no_row(corpus):
    finished(corpus, sample=20)
    here = rows_in()
    shutil.copytree("data", "elsewhere/far/away")
    finished("elsewhere/far/away", "there", sample=20)
    finished(("data/b.jsonl", "data/a.parquet"), "turned", sample=20)
    assert here == rows_in("there") == rows_in("turned")


@pytest.mark.slow
def test_another_seed_draws_other_rows(corpus):
    finished(corpus, sample=20)
    finished(corpus, "other", sample=20, options=replace(OPTIONS, seed=1))
    assert rows_in() != rows_in("other")


@pytest.mark.slow
@pytest.mark.parametrize("ended", [True, False])
def test_another_number_is_refused(corpus, ended):
    if ended:
        finished(corpus, sample=20)
    else:
        stopped_after(5, corpus, sample=20)
    for more, said in (
        ({"sample": 21}, "--sample: 20 before, 21 now"),
        ({"limit": 20}, "--limit: none before, 20 now"),
        ({}, "--sample: 20 before, none now"),
    ):
        with pytest.raises(UsageError, match=said):
            begun(corpus, **more)


def test_a_sample_is_drawn_anew_when_a_shard_has_other_rows_now(corpus):
    stopped_after(5, corpus, **ALL, sample=20)
    assert not Path("audit/verdicts").exists()
    with Path("data/b.jsonl").open("a") as file:
        file.write('{"content": "x", "path": "y.py"}\n' * 9)
    finished(corpus, **ALL, sample=20)
    finished(corpus, "whole", **ALL, sample=20)
    assert hashes("whole") == hashes("audit")


def test_a_sample_is_refused_when_a_shard_is_closed_with_rows_that_it_has_no_more(corpus):
    run = begun(corpus, sample=20)
    steps = run.run(lambda: [Here(run)])
    assert "a.parquet" == next(one.shard.name for task, one in steps if task.do == "close")
    steps.close()
    with Path("data/b.jsonl").open("a") as file:
        file.write('{"content": "x", "path": "y.py"}\n' * 9)
    late = begun(corpus, sample=20)
    with pytest.raises(UsageError, match=r"the shard a.parquet: others of its rows are chosen now"):
        list(late.run(lambda: [Here(late)]))


def test_a_shard_that_changed_is_told_where_nothing_of_it_was_judged(corpus):
    Path("data/c.jsonl").write_text("{}\n")
    finished(corpus, sample=1)
    assert 0 == manifest()["shards"][2]["chosen"]
    Path("data/c.jsonl").write_text("[]\n")
    assert begun(corpus, sample=1).ended  # as many rows, and nobody has looked at them
    Path("data/c.jsonl").write_text("{}\n{}\n")
    with pytest.raises(UsageError, match=r"the shard c.jsonl has changed"):
        begun(corpus, sample=1)
