"""Readings that are taken only where bounds leave it open."""

import pytest

from rulekit.core.document import Document
from rulekit.core.reading import Reading, Unmeasured
from rulekit.core.readings import Readings, Signals
from rulekit.core.rule import Bound, Range
from rulekit.core.signal import Signal

UP_TO_TEN = Range(None, Bound(10.0))


def readings_of(value, bounds):
    taken = []

    def measure(_document):
        taken.append(value)
        if value is None:
            raise Unmeasured("nobody knows")
        return value

    signal = Signal("x", "", "", measure, bounds=lambda _document: bounds)
    return (
        Readings(Document("a", "", "text", "prose"), Signals((signal,)), Signal.read),
        signal,
        taken,
    )


@pytest.mark.parametrize(
    ("bounds", "inside", "reads"),
    [
        ((0.0, 10.0), True, 0),  # whatever it is, it is within the limit
        ((11.0, 20.0), False, 0),
        ((0.0, 11.0), True, 1),
        ((10.0, 10.0 + 1e-12), True, 1),  # a hair over the limit is measured
    ],
)
def test_what_bounds_tell_is_not_read(bounds, inside, reads):
    readings, signal, taken = readings_of(8.0, bounds)
    assert inside is readings.inside(signal, UP_TO_TEN)
    assert reads == len(taken)


def test_what_was_read_is_not_bounded_any_more():
    readings, signal, taken = readings_of(8.0, (0.0, 11.0))
    assert readings["x"] == Reading(8.0)
    assert readings.within(signal) == (8.0, 8.0)
    assert len(taken) == 1


def test_what_cannot_be_measured_is_inside_of_nothing():
    readings, signal, _ = readings_of(None, (0.0, 11.0))
    assert readings.inside(signal, UP_TO_TEN) is None


def test_a_bound_that_fails_leaves_it_to_the_reading():
    def broken(_document):
        raise Unmeasured("not parsed")

    signal = Signal("x", "", "", lambda _document: 3.0, bounds=broken)
    readings = Readings(Document("a", "", "text", "prose"), Signals((signal,)), Signal.read)
    assert readings.inside(signal, UP_TO_TEN) is True
    assert list(readings) == ["x"]
    assert len(readings) == 1
