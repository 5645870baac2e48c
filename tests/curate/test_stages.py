"""rulekit/curate/stages.py: what is done in one reading of the corpus, and what between."""

from dataclasses import dataclass, replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rulekit
from curate.planning import built, planned, steps
from rulekit.curate.stages import stages_of


class Passing:
    def apply(self, row):
        return rulekit.GOES_ON


class Counting(Passing):
    def note(self, row):
        return []

    def settle(self, notes, rows):
        return {}

    def apply(self, row, settled):
        return rulekit.GOES_ON


@dataclass
class Comparing:
    is_exact: bool
    prefer: tuple = ()
    threshold: float | None = None

    def keys(self, row):
        return ()

    def features(self, row):
        return None


KINDS = {
    "row": Passing(), "corpus": Counting(), "exact": Comparing(True), "near": Comparing(False)
}  # fmt: skip


def stages(*kinds):
    made = tuple(planned(KINDS[kind], f"{kind}{i}") for i, kind in enumerate(kinds))
    return stages_of(replace(built(steps("exact")), steps=made))


def told(found):
    return [(one.name, one.first, one.stop, one.noted) for one in found]


def test_the_steps_of_these_tests_are_of_the_kinds_that_they_are_called():
    kinds = (rulekit.RowStep, rulekit.CopyStep, rulekit.CorpusStep)
    found = {name: [isinstance(one, kind) for kind in kinds] for name, one in KINDS.items()}
    assert {
        "row": [True, False, False],
        "corpus": [True, False, True],
        "exact": [False, True, False],
        "near": [False, True, False],
    } == found


def test_steps_that_look_at_rows_are_done_in_one_reading():
    assert [("00-rows", 0, 3, None)] == told(stages("row", "row", "row"))


def test_equal_rows_are_found_by_one_sorting():
    assert [("00-rows", 0, 1, 1), ("01-group", 1, 1, 1), ("02-rows", 2, 3, None)] == told(
        stages("row", "exact", "row")
    )


def test_near_rows_are_compared_and_settled():
    assert [
        ("00-rows", 0, 1, 1),
        ("01-group", 1, 1, 1),
        ("02-features", 1, 1, 1),
        ("03-settle", 1, 1, 1),
        ("04-rows", 2, 2, None),
    ] == told(stages("row", "near"))


def test_a_step_that_must_know_the_corpus_notes_first_and_looks_again_in_the_next_stage():
    assert [("00-rows", 0, 0, 0), ("01-settle", 0, 0, 0), ("02-rows", 0, 2, None)] == told(
        stages("corpus", "row")
    )


def test_a_pipeline_without_steps_still_writes_the_audit():
    (only,) = stages()
    assert (True, True, 0, 0) == (only.is_last, only.reads_rows, only.first, only.stop)


@pytest.mark.parametrize("kinds", [("near",), ("corpus",), ("exact", "row")])
def test_the_corpus_is_read_where_rows_are_looked_at_or_compared(kinds):
    assert {"rows", "features"} >= {one.do for one in stages(*kinds) if one.reads_rows}
    assert {"group", "settle"} >= {one.do for one in stages(*kinds) if not one.reads_rows}


@given(st.lists(st.sampled_from(sorted(KINDS)), max_size=8))
def test_every_step_is_done_once_and_in_order_and_the_last_stage_alone_is_the_last(kinds):
    found = stages(*kinds)
    assert list(range(len(found))) == [one.number for one in found]
    assert len(found) == len({one.name for one in found})
    assert [found[-1]] == [one for one in found if one.is_last]
    walked = [step for one in found if one.do == "rows" for step in range(one.first, one.stop)]
    copying = [i for i, kind in enumerate(kinds) if kind in ("exact", "near")]
    assert [i for i in range(len(kinds)) if i not in copying] == walked
    noted = [one.noted for one in found if one.do == "rows" and not one.is_last]
    assert [i for i, kind in enumerate(kinds) if kind != "row"] == noted


@given(st.lists(st.sampled_from(sorted(KINDS)), max_size=8))
def test_what_was_settled_of_a_step_stands_first_in_its_stage(kinds):
    for one in stages(*kinds):
        if one.do == "rows":
            assert "corpus" not in kinds[one.first + 1 : one.stop]


def test_the_stages_of_a_published_pipeline_read_the_corpus_as_often_as_they_must():
    lines = ("admit: {}", "exact", "near", "header", "pii", "rules")
    found = stages_of(SimpleNamespace(steps=built(steps(*lines)).steps))
    assert "rows group rows group features settle rows" == " ".join(one.do for one in found)
