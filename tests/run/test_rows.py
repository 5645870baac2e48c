"""rulekit/run/rows.py: rows that are named to `check` and `explain`."""

import json
from dataclasses import replace

import pytest

from rulekit.corpus.row import row_verdict
from rulekit.errors import UsageError
from rulekit.loader import build_engine
from rulekit.plan.options import PlanOptions
from rulekit.run.rows import BLOCK, named_rows, row_of

OPTIONS = PlanOptions(select=("text/few-lines",))
ENGINE = build_engine(OPTIONS)


def lines(count):
    rows = ({"content": "a\n" * (i % 9), "path": f"{i}.py"} for i in range(count))
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_every_row_of_every_shard_is_judged_in_order(write, jobs):
    write({"a.jsonl": lines(BLOCK * 2 + 3), "b.jsonl": lines(2) + "{\n"})
    rows = named_rows(ENGINE, ["a.jsonl", "b.jsonl"])
    found = list(rows.check(OPTIONS, jobs=jobs))
    executors = [("a.jsonl", i) for i in range(BLOCK * 2 + 3)] + [("b.jsonl", i) for i in range(3)]
    assert executors == [(one.shard, one.row) for one in found]
    assert rows.count() == len(found)
    assert rows.verdict(ENGINE, 5) == found[5]


def test_a_row_alone_has_the_verdict_that_it_has_among_others(write):
    write({"a.jsonl": lines(3)})
    rows = named_rows(ENGINE, ["a.jsonl"])
    raw = {"content": "a\n" * 2, "path": "2.py"}
    assert row_verdict(ENGINE, rows.job, rows.shards[0], 2, raw) == rows.verdict(ENGINE, 2)


def test_the_folders_of_a_shard_say_what_its_rows_are_in(write):
    write({"d/lang=Go/a.jsonl": json.dumps({"content": "a\n" * 9})})
    rows = named_rows(ENGINE, ["d/lang=Go/a.jsonl"])
    (found,) = rows.check(OPTIONS, jobs=1)
    assert ("go", found) == (found.language, rows.verdict(ENGINE, 0))


def test_a_row_that_is_not_there_is_told_with_how_many_there_are(write):
    write({"a.jsonl": lines(3)})
    with pytest.raises(UsageError, match="has 3 rows, numbered from 0: no row 3"):
        named_rows(ENGINE, ["a.jsonl"]).verdict(ENGINE, 3)


@pytest.mark.parametrize(
    "paths", [["a.py"], ["data.jsonl"], ["data.jsonl", "a.py"], ["a.py", "a.jsonl"], ["."]]
)
def test_files_stay_files(write, paths):
    """JSON lines without a known column of texts are a source file like others."""
    write({"a.py": "", "data.jsonl": '{"name": 1}\n', "a.jsonl": lines(1)})
    assert named_rows(ENGINE, paths) is None


def test_what_the_user_says_is_in_it_is_judged(write):
    write({"data.jsonl": '{"name": "x"}\n'})
    assert ("name", 1) == (
        (rows := named_rows(ENGINE, ["data.jsonl"], "content=name")).job.columns.content,
        rows.count(),
    )


@pytest.mark.parametrize("other", ["a.py", "."])
def test_a_corpus_among_files_is_told(write, other):
    write({"a.py": "", "a.jsonl.gz": b"", "b.jsonl": lines(1)})
    with pytest.raises(UsageError, match="rows and files are judged apart"):
        named_rows(ENGINE, ["b.jsonl", other, "a.jsonl.gz"])


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("a.parquet#row=18231", ("a.parquet", 18231)),
        ("x#row=1#row=2", ("x#row=1", 2)),
        ("a.parquet", None),
        ("a.parquet#row=", None),
        ("a.parquet#row=-1", None),
        ("-", None),
    ],
)
def test_a_target_may_be_a_row(folder, target, expected):
    assert expected == row_of(target)


def test_a_file_that_is_called_so_is_a_file(write):
    write({"a#row=1": ""})
    assert row_of("a#row=1") is None


def test_where_it_stood_is_all_that_a_row_adds_to_a_verdict(write):
    write({"a.jsonl": lines(1)})
    found = named_rows(ENGINE, ["a.jsonl"]).verdict(ENGINE, 0)
    assert ENGINE.check_bytes(b"", "0.py") == replace(found, shard=None, row=None)
