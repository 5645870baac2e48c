"""rulekit/curate/stage_rows.py: the rows of a block in one stage."""

import hashlib
from dataclasses import replace

import numpy as np
import pytest

import rulekit
from curate.planning import planned
from rulekit.core.document import MAX_BYTES
from rulekit.curate.ranks import WORST, Preference, lot
from rulekit.curate.stage_rows import FeatureRows, MiddleRows, StagePlan
from rulekit.curate.stages import stages_of
from rulekit.curate.work import Work


class Comparing:
    """Rows of one first line are copies."""

    prefer = ("stars", "day asc")
    threshold = None
    is_exact = False

    def keys(self, row):
        if "no keys" in row.text:
            return ()
        return [1 / 0] if "broken" in row.text else [row.text.split("\n")[0].ljust(16).encode()]

    def features(self, row):
        return None if "no features" in row.text else np.array([len(row.data)], np.uint64)


class Counting:
    def note(self, row):
        return [rulekit.Note(1, 2, len(row.data))] * row.text.count("!")

    def settle(self, notes, rows):
        return {}

    def apply(self, row, settled):
        return rulekit.GOES_ON


@pytest.fixture
def rows_of(curated, tmp_path):
    """A function: the rows of the first stage (or one of a number) before a step."""

    def rows(*built, kind=MiddleRows, stage=0, columns=None):
        half = curated.half
        steps = tuple(planned(one, f"s{i}") for i, one in enumerate(built))
        pipeline = replace(half.work.pipeline, steps=steps)
        work = Work(tmp_path, pipeline, stages_of(pipeline))
        curation = replace(half.curation, columns=columns or {"stars": "n", "day": "day"})
        languages = half.engine.plan.catalog.languages
        plan = StagePlan(work, work.stages[stage], half.job, curation, languages, {})
        shard = curated.run.source.shards[0]
        for one in work.before(work.stages[stage]):
            folder = work.folder(one)
            folder.work.mkdir(parents=True, exist_ok=True)
            folder.write_sealed(folder.closed(0), {"files": {}})
        journal = replace(curated.journal(0), work=work, stage=work.stages[stage])
        return kind(plan, shard, journal, 0, 9)

    return rows


def raw(text, path="a.py", **more):
    return {"content": text, "path": path, **more}


def test_a_row_that_goes_on_is_noted_with_its_keys_and_its_rank(rows_of):
    rows = rows_of(Comparing())
    rows.take(3, raw("same\n", n=5, day="2024-01-01"))
    ((number, rank),) = rows.block.ranks
    assert ([(3, b"same".ljust(16))], 3) == (rows.block.keys, number)
    day = Preference("day", least=True)
    assert (Preference("stars").rank(5), day.rank("2024-01-01")) == rank[:2]
    assert (lot("", "a.py", None), lot("a.jsonl", "3")) == rank[2:]


def test_what_the_columns_do_not_say_is_as_bad_as_can_be(rows_of):
    rows = rows_of(Comparing())
    rows.take(0, raw("x", day=rulekit.BrokenRow("broken-row", "there twice")))
    assert (WORST, WORST) == rows.block.ranks[0][1][:2]


@pytest.mark.parametrize("column", ["rows", "step", "self", "rows_in"])
def test_a_column_may_have_any_name(rows_of, column):
    class ByColumn(Comparing):
        prefer = (column,)

    rows = rows_of(ByColumn(), columns={column: column})
    for number, value in enumerate((None, 3)):
        rows.take(number, raw("x", **{column: value}))
    assert {} == rows.block.records
    assert [WORST, Preference(column).rank(3)] == [rank[0] for _, rank in rows.block.ranks]


def test_a_row_without_keys_has_no_rank(rows_of):
    rows = rows_of(Comparing())
    rows.take(0, raw("no keys"))
    assert ([], [], {}) == (rows.block.keys, rows.block.ranks, rows.block.records)


def test_a_bug_in_what_is_noted_is_the_row_s_error(rows_of):
    rows = rows_of(Comparing())
    rows.take(0, raw("broken"))
    rows.take(1, raw("x"))
    (event,) = rows.block.records["events"]
    assert ("s0", "error", "failed", 0) == tuple(
        event[name] for name in ("step", "decision", "cause", "row")
    )
    assert event["text"].startswith("a bug of the step `s0`: ZeroDivisionError")
    assert [1] == [row for row, _ in rows.block.keys]


def test_notes_are_kept_with_their_row(rows_of):
    rows = rows_of(Counting())
    for number, text in enumerate(("a!", "b", "c!!")):
        rows.take(number, raw(text))
    assert [(0, (1, 2, 2)), (2, (1, 2, 3)), (2, (1, 2, 3))] == rows.block.notes


@pytest.mark.parametrize(
    ("found", "decision", "cause"),
    [
        (raw(None), "error", "no-content"),
        ({"path": "a.py"}, "error", "no-content"),
        (rulekit.BrokenRow("broken-row", "half a line"), "error", "broken-row"),
        (raw(b"\0\1\2\3"), "drop", "binary"),
        (raw("\ud800"), "error", "broken-row"),
        (raw("x" * (MAX_BYTES + 1)), "drop", "too-large"),
    ],
    ids=["null", "no content", "broken row", "binary", "half a character", "too large"],
)
def test_a_row_without_a_text_ends_before_the_first_step(rows_of, found, decision, cause):
    rows = rows_of(Comparing())
    rows.take(4, found)
    (event,) = rows.block.records["events"]
    assert ("", decision, cause, 4) == tuple(
        event[name] for name in ("step", "decision", "cause", "row")
    )
    assert ([], True) == (rows.block.keys, bool(event["text"]))


def test_a_row_that_a_step_ends_is_not_noted(rows_of):
    class Dropping:
        def apply(self, row):
            return rulekit.Outcome(drop="no" if "bad" in row.text else "", fact="seen")

    rows = rows_of(Dropping(), Comparing())
    rows.take(0, raw("bad"))
    rows.take(1, raw("good"))
    assert [(0, "", "seen"), (0, "drop", "no"), (1, "", "seen")] == [
        (one["row"], one["decision"], one["text"]) for one in rows.block.records["events"]
    ]
    assert [1] == [row for row, _ in rows.block.keys]


def test_features_are_written_down_of_rows_that_have_any(rows_of):
    rows = rows_of(Comparing(), kind=FeatureRows, stage=2)
    assert "features" == rows.plan.stage.do
    for number, text in enumerate(("é", "no features", "four")):
        rows.take(number, raw(text))
    rows.take(3, raw(None))
    assert [(0, [2]), (2, [4])] == [(row, one.tolist()) for row, one in rows.block.features]


def test_the_size_and_hash_of_a_row_are_those_of_its_bytes_not_of_its_text(rows_of):
    seen = []

    class Looking:
        def apply(self, row):
            seen.append((row.text, row.size, row.sha256[:8]))
            return rulekit.GOES_ON

    rows = rows_of(Looking(), Comparing())
    rows.take(0, raw("\ufeffx = 1\n".encode()))
    expected = hashlib.sha256("\ufeffx = 1\n".encode()).hexdigest()[:8]
    assert [("x = 1\n", 9, expected)] == seen


def test_what_an_earlier_stage_has_told_is_not_taken_for_nothing_when_it_is_gone(rows_of):
    """Nor is it the fault of a row: another process has ended the run, and taken its work away."""
    rows = rows_of(Comparing(), kind=FeatureRows, stage=2)
    folder = rows.plan.work.folder(rows.plan.work.stages[0])
    folder.closed(0).unlink()
    with pytest.raises(FileNotFoundError, match="somebody removed it"):
        rows.take(0, raw("four"))
