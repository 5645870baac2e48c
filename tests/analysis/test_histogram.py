"""rulekit/analysis/histogram.py: bins of readings, and the limits in force."""

from dataclasses import replace

import numpy as np
import pytest
from counting import RULES
from hypothesis import given
from hypothesis import strategies as st
from making import range_of

from rulekit.analysis.histogram import FEW, histogram
from rulekit.analysis.rule_rows import rows_of_rule

NUMBERS = st.one_of(
    st.floats(0, 1), st.integers(0, 3000).map(float), st.floats(-5, 5), st.floats(0, 1e-9),
    st.just(0.0), st.floats(1e-6, 1e9),
)  # fmt: skip


@pytest.fixture(scope="module")
def rows(full, plan):
    """The rows of a rule, in which other readings are put."""
    return rows_of_rule(full, plan, "mine/loud")


def with_values(rows, values, keep):
    """As many of the rows with these readings, all under one limit."""
    count = len(values)
    some = rows.where(np.arange(len(rows)) < count)
    rule = replace(rows.rule, keep=keep)
    return replace(
        some, value=np.array(values), sorts=(rule,), sort=np.zeros(count, np.int64), rule=rule
    )


@given(st.lists(NUMBERS, min_size=1, max_size=70), st.sampled_from([(None, 2), (2, None), (1, 5)]))
def test_every_reading_is_in_its_bin_and_in_no_other(rows, values, ends):
    some = with_values(rows, values, range_of(*ends))
    found = histogram(some)
    assert sorted(found.low) == list(found.low)
    assert len(some) == found.rows.sum()
    assert (some.kept.sum(), some.failing().sum()) == (found.kept.sum(), found.failed.sum())
    assert (~some.kept & ~some.failing()).sum() == found.others.sum()
    assert some.size.sum() == found.bytes.sum()
    apart = found.low[0] == found.high[0] == 0
    for place, (low, high) in enumerate(zip(found.low, found.high, strict=True)):
        first = place == int(apart)
        if low == high:
            inside = [one for one in values if one == low]
        elif ends[1] is None:
            last = place == len(found.low) - 1
            inside = [
                one for one in values if low <= one and (one < high or (last and one == high))
            ]
        else:
            inside = [one for one in values if low < one <= high or (first and one == low)]
        if apart and place:
            inside = [one for one in inside if one]
        assert len(inside) == found.rows[place]


def test_few_different_readings_have_a_bin_each(full, plan, told):
    for rule in RULES:
        rows = rows_of_rule(full, plan, rule)
        found = histogram(rows)
        assert "values" == found.scale
        assert sorted({*rows.value.tolist()}) == list(found.low) == list(found.high)


def test_the_limits_in_force_stand_with_their_rows_languages_and_layers(rows):
    limits = histogram(rows).limits
    assert [(2, 40), (4, 20), (0, 20)] == [(one.high, one.rows) for one in limits]
    assert [("profile ours",), ("python",)] == [limits[1].set_by, limits[1].languages]
    assert {None} == {one.low for one in limits}


def test_shares_have_steps_that_people_count_in_and_the_limit_is_one_of_the_edges(rows):
    values = [number / 70 for number in range(70)]
    found = histogram(with_values(rows, values, range_of(None, 0.12)))
    edges = [0, 0.1, 0.12, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
    assert ("linear", edges) == (found.scale, found.low.tolist())
    assert found.failed.tolist()[:2] == [0, 0]
    assert found.failed.tolist()[2:] == found.rows.tolist()[2:]


def test_lengths_from_one_to_thousands_have_powers_and_zeros_stand_apart(rows):
    values = [0.0] + [1.5**number for number in range(25)]
    found = histogram(with_values(rows, values, range_of(None, 1000)))
    assert "log" == found.scale
    edges = [0, 1, 10, 100, 1000, 10000]
    assert [*edges] == [one for one in found.low.tolist() if one in edges]
    assert (1, 0) == (found.rows[0], found.high[0])
    assert len(values) > FEW


def test_many_zeros_stand_apart_on_a_scale_of_equal_steps(rows):
    values = [0.0] * 30 + [0.5 + number / 100 for number in range(20)]
    found = histogram(with_values(rows, values, range_of(None, 0.6)))
    assert ("linear", 30, 0, 0.5) == (found.scale, found.rows[0], found.high[0], found.low[1])
