"""rulekit/core/rule.py: one signal, and where it must stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import range_of, rule_of, signal_of

from rulekit.core.rule import Guard

numbers = st.integers(-50, 50)
bounds = st.none() | numbers


@pytest.mark.parametrize("value", [2, 3, 4])
def test_a_range_holds_its_bounds_and_what_is_between(value):
    assert value in range_of(2, 4)


@pytest.mark.parametrize("value", [1, 5])
def test_a_range_holds_nothing_beyond_its_bounds(value):
    assert value not in range_of(2, 4)


def test_an_open_range_has_no_end():
    assert 1e300 in range_of(minimum=0)
    assert -1e300 in range_of(maximum=0)


@given(bounds, bounds, numbers)
def test_a_range_is_what_two_comparisons_say(low, high, value):
    expected = (low is None or low <= value) and (high is None or value <= high)
    assert expected == (value in range_of(low, high))


def test_the_margin_is_the_distance_beyond_the_bound():
    assert [3, 2] == [range_of(2, 4).margin(value) for value in (7, 0)]


def test_the_margin_inside_is_negative():
    assert -1 == range_of(0, 10).margin(9)


def test_the_margin_on_a_bound_is_nothing():
    assert [0, 0] == [range_of(2, 4).margin(value) for value in (2, 4)]


def test_the_nearer_bound_is_the_one_that_would_be_violated_first():
    sides = [range_of(0, 10).nearer(value)[0] for value in (1, 9, -5, 20)]
    assert ["min", "max", "min", "max"] == sides


@given(bounds, bounds, numbers)
def test_the_margin_is_measured_from_the_nearer_bound(low, high, value):
    if low is None and high is None:
        return
    keep = range_of(low, high)
    side, bound = keep.nearer(value)
    distance = value - bound.value if side == "max" else bound.value - value
    assert keep.margin(value) == distance


@pytest.mark.parametrize(
    ("written", "keep"),
    [
        ("<= 0.05", range_of(maximum=0.05)),
        (">= 10", range_of(minimum=10)),
        ("1 to 2.5", range_of(1, 2.5)),
        ("0 to 0", range_of(0, 0)),
        ("<= 0", range_of(maximum=0)),
        ("anything", range_of()),
    ],
)
def test_a_range_is_written_as_people_write_it(written, keep):
    assert written == str(keep)


def test_a_rule_applies_everywhere_when_it_names_nothing():
    assert rule_of().applies_to("cobol", "prose")


@pytest.mark.parametrize(
    ("expected", "language", "kind"),
    [
        (True, "go", "programming"),
        (False, "c", "programming"),
        (False, "go", "data"),
    ],
)
def test_a_rule_applies_where_both_language_and_kind_are_named(expected, language, kind):
    rule = rule_of(languages=frozenset({"go"}), kinds=frozenset({"programming"}))
    assert expected == rule.applies_to(language, kind)


def test_a_rule_that_names_kinds_only_applies_to_any_language():
    rule = rule_of(kinds=frozenset({"prose"}))
    assert [True, False] == [rule.applies_to("text", kind) for kind in ("prose", "data")]


def test_a_rule_that_names_languages_only_applies_to_any_kind():
    rule = rule_of(languages=frozenset({"go"}))
    assert [True, False] == [rule.applies_to(language, "data") for language in ("go", "c")]


def test_a_rule_reads_its_own_signal_then_those_of_its_guards():
    guards = (Guard(signal_of("b"), range_of(1)), Guard(signal_of("a"), range_of(1)))
    assert ["x", "b", "a"] == [signal.name for signal in rule_of(when=guards).signals]
