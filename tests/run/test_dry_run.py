"""rulekit/run/dry_run.py: rows counted and a few judged, and nothing written."""

from pathlib import Path

import pytest
from filtering import BLOCK, OPTIONS, ROWS, begun, finished, rewrite, stopped_after
from mirroring import hashes

from rulekit.errors import UsageError
from rulekit.run.dry_run import attempt, count, outlook
from rulekit.run.prepared import FilterOptions, PreparedRun

pytestmark = pytest.mark.slow  # each test reads a corpus
TOTAL = 2 * ROWS + 1


def prepared(corpus="data", out="audit", **more):
    return PreparedRun(OPTIONS, FilterOptions((corpus,), out, block=BLOCK, **more))


def clock(*times):
    """A clock that says these times, and then stands still."""
    left = list(times)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


def test_all_rows_are_counted(corpus):
    counted = count(prepared())
    size = sum(path.stat().st_size for path in Path("data").iterdir())
    assert (TOTAL, TOTAL, size) == (counted.total, counted.judged, counted.bytes)


def test_rows_that_would_be_judged_are_those_of_the_run(corpus):
    assert 20 == count(prepared(sample=20)).judged
    assert TOTAL == count(prepared(sample=999)).judged
    counted = count(prepared(limit=5))
    assert (5, None, 1) == (counted.judged, counted.total, len(counted.known))


def test_what_there_is_no_time_to_count_goes_by_its_size(corpus):
    counted = count(prepared(), clock(0, 999))
    a, b = (Path("data", name).stat().st_size for name in ("a.parquet", "b.jsonl"))
    assert (1, ROWS + round(ROWS * b / a)) == (len(counted.known), counted.total)
    assert counted.total == counted.judged


def test_a_few_rows_are_judged_in_memory(corpus):
    run = prepared(sample=20)
    tried = attempt(run, count(run))
    finished(corpus, "whole", sample=20)
    assert 20 == tried.tally.total
    assert begun(corpus, "whole", sample=20).work.tally.totals() == tried.tally.totals()
    assert tried.rate > 0


def test_nothing_is_written(corpus):
    run = prepared(kept=True)
    attempt(run, count(run))
    assert "audit would be made" == outlook(run)
    assert not Path("audit").exists()


def test_without_time_nothing_is_judged(corpus):
    run = prepared()
    assert (0, 0.0) == ((tried := attempt(run, count(run), clock(0, 999))).tally.total, tried.rate)


def test_a_corpus_of_files_is_tried_as_any_other(write):
    write({f"src/{i}.py": "x = 1\n" * 9 for i in range(3)})
    run = prepared("src", out="")
    counted = count(run)
    assert (3, 162) == (counted.total, counted.bytes)
    assert 3 == attempt(run, counted).tally.all.keep
    assert "not said; --out DIR says where the audit goes" == outlook(run)


def test_a_corpus_without_rows_is_tried_too(write):
    write({"a.jsonl": ""})
    run = prepared("a.jsonl")
    counted = count(run)
    assert (0, 0) == (counted.judged, attempt(run, counted).tally.total)


def test_what_would_become_of_the_folder_is_told_and_it_stays_as_it_is(corpus):
    stopped_after(5, corpus)
    before = hashes("audit")
    assert "audit would be gone on with: 1 of 2 shards are closed" == outlook(prepared())
    assert before == hashes("audit")
    finished(corpus)
    assert "audit holds this audit, finished: nothing would be judged" == outlook(prepared())


def test_a_folder_that_would_be_refused_is_refused(corpus):
    finished(corpus)
    with pytest.raises(UsageError, match="--limit: none before, 5 now"):
        outlook(prepared(limit=5))
    rewrite("data/b.jsonl")
    with pytest.raises(UsageError, match=r"the shard b.jsonl has changed"):
        outlook(prepared())
