"""rulekit/analysis/precision.py: a rule on labelled rows."""

from dataclasses import replace

import numpy as np
import pytest
from auditing import refused
from hypothesis import given
from hypothesis import strategies as st
from making import range_of

from rulekit.analysis.label import LabelledRows
from rulekit.analysis.precision import (
    FEWEST,
    LabelledReadings,
    Quality,
    labelled_readings,
    wilson,
)
from rulekit.analysis.rule_rows import rows_of_rule


@pytest.fixture(scope="module")
def rows(full, plan):
    return rows_of_rule(full, plan, "mine/loud")


def readings(rows, values, keep, ends=(None, 2)):
    """As many labelled rows with these readings."""
    some = rows.where(np.arange(len(rows)) < len(values))
    rule = replace(rows.rule, keep=range_of(*ends))
    some = replace(some, value=np.array(values, float), sorts=(rule,), sort=some.sort * 0)
    labels = np.array(keep, bool)
    return LabelledReadings(some, labels, int((~labels).sum()))


def test_wilson_is_what_the_table_says():
    assert pytest.approx(0.6990, abs=1e-4) == wilson(18, 20)
    assert (None, 0.0) == (wilson(0, 0), wilson(0, 5))


@given(right=st.integers(0, 300), wrong=st.integers(0, 300))
def test_wilson_is_under_the_share_and_nearer_with_more_labels(right, wrong):
    if count := right + wrong:
        assert 0 <= wilson(right, count) <= right / count
        assert wilson(right, count) <= wilson(10 * right, 10 * count) + 1e-12


def test_quality_counts_labels_that_fail(rows):
    found = readings(rows, [1, 2, 3, 4, 5], [True, False, False, True, False])
    assert Quality(3, 2, 3) == found.quality()
    assert Quality(1, 1, 3) == found.quality("max", 4)
    assert (2 / 3, 2 / 3) == (found.quality().precision, found.quality().recall)
    assert Quality(5, 3, 3) == found.quality("min", 9)


def test_only_rows_of_the_rule_are_read(full, plan):
    rows = rows_of_rule(full, plan, "mine/named")
    shards = rows.shard[:2].tolist()
    labelled = LabelledRows(
        np.array([0, *shards]),
        np.array([0, *rows.row[:2].tolist()]),
        np.array([False, True, False]),
        ("", "", ""), ((), (), ()), {},
    )  # fmt: skip
    found = labelled_readings(rows, labelled)
    assert (2, [True, False], 2) == (len(found.rows), found.keep.tolist(), found.wanted)


def test_the_limit_that_fails_most_with_the_precision_is_proposed(rows):
    values = [0.1] * 10 + [0.2 + number / 100 for number in range(30)]
    keep = [True] * 10 + [True, True] + [False] * 28
    proposal = readings(rows, values, keep).proposal("max", 0.9)
    assert (0.1, Quality(30, 28, 28)) == (proposal.limit, proposal.quality)
    strict = readings(rows, values, keep).proposal("max", 0.99)
    assert (0.21, Quality(28, 28, 28)) == (strict.limit, strict.quality)


def test_a_minimum_is_proposed_from_below(rows):
    values = [number / 100 for number in range(40)]
    proposal = readings(rows, values, [False] * 25 + [True] * 15, (0, None)).proposal("min", 1)
    assert (0.25, Quality(25, 25, 25)) == (proposal.limit, proposal.quality)


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=2, max_size=70))
def test_no_other_limit_fails_more_with_the_precision(rows, labels):
    found = readings(rows, [value for value, _ in labels], [keep for _, keep in labels])
    fits = []
    for limit in range(-1, 10):
        failing = [keep for value, keep in labels if value > limit]
        if len(failing) >= FEWEST and failing.count(False) >= 0.6 * len(failing):
            fits.append(len(failing))
    inner = [one for one in fits if one < len(labels)]
    if not inner:
        refused(found.proposal, "max", 0.6)
    else:
        assert max(inner) == found.proposal("max", 0.6).quality.failed


def test_too_few_labels_propose_nothing(rows):
    problem = refused(readings(rows, [1, 2, 3], [False] * 3).proposal, "max", 0.9)
    message = "too few labels to propose a max for mine/loud: it reads 3 labelled rows"
    assert message == problem.message
    values, keep = [0] + [5 + number for number in range(30)], [True] * 16 + [False] * 15
    problem = refused(readings(rows, values, keep).proposal, "max", 0.9)
    assert "no max of mine/loud reaches a precision of 90% on 20 labels or more" == problem.message
    assert "the best is 14, with 15 of 20 right (75%)" == problem.remedy
