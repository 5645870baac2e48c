"""rulekit/signals/weighted.py: the sum of what other signals add."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import document_of

from rulekit.core.reading import Reading, Unmeasured
from rulekit.core.signal import Signal
from rulekit.signals.weighted import WeightedTerm, signal_name, told, weighted


def reading(value, name="a", **more):
    return Signal(name, "marks", name, lambda _: value, **more)


def term(value, weight, mean=0.0, name="a"):
    return WeightedTerm(reading(value, name), weight, mean)


def test_a_signal_adds_its_weight_for_each_unit_that_it_reads_above_the_mean():
    signal = weighted("marks", [term(7.0, 0.5, mean=5.0), term(2.0, -0.25, name="b")])
    assert Reading(0.5) == signal.read(document_of("x"))
    assert ("weighted(marks)", "score") == (signal.name, signal.unit)


def test_what_reads_the_mean_adds_nothing():
    assert Reading(0.0) == weighted("marks", [term(5.0, 3.0, mean=5.0)]).read(document_of("x"))


def test_a_signal_that_is_unmeasured_makes_the_sum_unmeasured_with_its_reason():
    def fails(_):
        raise Unmeasured("not parsed")

    terms = [term(1.0, 1.0), WeightedTerm(Signal("b", "marks", "b", fails), 1.0, 0.0)]
    assert Reading(None, "b: not parsed") == weighted("marks", terms).read(document_of("x"))


def test_it_needs_what_its_signals_need():
    some = [reading(1.0, needs=frozenset({"comment"}), gates=frozenset({"x"})), reading(2.0)]
    signal = weighted("marks", [WeightedTerm(one, 1.0, 0.0) for one in some])
    assert (frozenset({"comment"}), frozenset({"x"})) == (signal.needs, signal.gates)


def test_it_tells_which_signals_added_how_much_the_largest_first():
    signal = weighted("marks", [term(7.0, 0.5, mean=5.0), term(2.0, -0.75, name="b")])
    assert "`b` -1.50, `a` +1.00" == signal.tell(document_of("x"))


def test_of_many_signals_those_that_added_least_are_told_together():
    parts = [6.0, -5.0, 4.0, 3.0, -2.0, 1.0, 0.5]
    said = told("abcdefg", parts)
    assert said.startswith("`a` +6.00, `b` -5.00, `c` +4.00, ")
    assert said.endswith("`e` -2.00, others +1.50")


@given(st.permutations([(1e16, 1.0), (3.0, 0.1), (-1e16, 1.0), (7.0, 0.3)]))
def test_the_sum_is_the_same_in_any_order(parts):
    signal = weighted(
        "x", [term(value, weight, name=str(i)) for i, (value, weight) in enumerate(parts)]
    )
    assert pytest.approx(2.4) == signal.read(document_of("x")).value


def test_weights_are_called_by_a_name():
    assert "weighted(aspects)" == signal_name("aspects")
