"""rulekit/core/reading.py: a value, or why there is none."""

from rulekit.core.reading import Reading


def test_a_value_needs_no_note():
    assert "" == Reading(1.5).note


def test_readings_are_equal_when_they_say_the_same():
    assert Reading(None, "no words") == Reading(None, "no words") != Reading(0.0, "no words")
