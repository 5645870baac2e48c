"""rulekit/core/signal.py: whatever a signal does, it ends as a reading."""

import pytest
from making import document_of

from rulekit.core.reading import Reading, Unmeasured
from rulekit.core.signal import Signal


def read(measure):
    return Signal("x", "things", "an example", measure).read(document_of("ab"))


def fails(error):
    def measure(_document):
        raise error

    return measure


def test_a_number_is_read():
    assert Reading(2.0) == read(lambda document: len(document.text))


def test_a_truth_is_read_as_a_number():
    assert Reading(1.0) == read(lambda document: document.text == "ab")


def test_a_signal_may_say_why_it_has_no_value():
    assert Reading(None, "too short") == read(fails(Unmeasured("too short")))


def test_an_error_costs_its_signal_only_and_is_named():
    assert Reading(None, "failed: ZeroDivisionError: division by zero") == read(lambda _: 1 / 0)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_no_value(value):
    assert Reading(None, f"failed: the value is {value}") == read(lambda _: value)


def test_none_is_no_value():
    reading = read(lambda _: None)
    assert reading.value is None
    assert reading.note.startswith("failed: TypeError")


def test_recursion_without_an_end_is_an_error_like_any_other():
    assert read(fails(RecursionError())).note.startswith("failed: RecursionError")


def test_memory_that_is_not_there_is_no_reading():
    """Another machine has more of it: the document is an error, not one signal the poorer."""
    with pytest.raises(MemoryError):
        read(fails(MemoryError()))


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_a_wish_to_stop_is_no_reading(stop):
    with pytest.raises(stop):
        read(fails(stop()))


def test_a_signal_about_the_whole_document_is_nowhere_in_it():
    assert [] == list(Signal("x", "things", "an example", len).locate(document_of("ab")))
