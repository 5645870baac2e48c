"""rulekit/core/absence.py: what is not there is 0, and nobody is asked for it."""

import pytest
from making import document_of

from rulekit.core.absence import Absence, Absences
from rulekit.core.document import Document
from rulekit.core.reading import Reading
from rulekit.core.readings import Readings, Signals
from rulekit.core.signal import Signal
from rulekit.signals.build import captured, inside, matched, measured, on_path

CODE = "import os\n# todo: more\n"


def readings_of(document, *signals):
    """Readings of a document, and the names of the signals that were asked."""
    asked = []

    def read(signal, document):
        asked.append(signal.name)
        return Signal.read(signal, document)

    return Readings(document, Signals(signals), read), asked


@pytest.mark.parametrize(
    ("signal", "asked"),
    [
        (measured(matched("todo"), "count"), True),
        (measured(matched("fixme"), "count"), False),
        (measured(matched("fixme"), "code_line_fraction"), False),
        (measured(captured(["import"]), "count"), True),
        (measured(captured(["class"]), "code_line_fraction"), False),
        (measured(captured(["class", "import"]), "count"), True),
        (measured(inside(matched("todo"), captured(["comment"])), "count"), True),
        (measured(inside(matched("fixme"), captured(["comment"])), "count"), False),
        (measured(inside(matched("todo"), captured(["class"])), "count"), False),
        (on_path(r"\.py$", "count"), True),
        (on_path(r"\.go$", "count"), False),
    ],
    ids=lambda value: value.name if isinstance(value, Signal) else None,
)
def test_a_signal_is_read_where_something_of_it_is_there(signal, asked):
    document = document_of(CODE, path="a.py")
    readings, names = readings_of(document, signal)
    assert signal.read(document) == readings[signal.name]
    assert asked == bool(names)


def test_what_is_unmeasured_is_not_said_to_be_absent():
    lines = measured(captured(["class"]), "count")
    readings, names = readings_of(Document("a", "text\n", "x", "prose"), lines)
    assert readings[lines.name].value is None
    assert names == [lines.name]


def test_a_capture_that_the_language_never_marks_is_unmeasured():
    documented = measured(captured(["rust.unsafe"]), "count")
    readings, _ = readings_of(document_of(CODE), documented)
    assert readings[documented.name].value is None


def test_lines_of_code_are_told_in_languages_with_comments_alone():
    absence = Absence("x", needs=frozenset({"comment"}))
    assert absence.holds_in(frozenset({"comment", "string"}))
    assert not absence.holds_in(frozenset({"string"}))


def test_absences_of_a_text_ask_for_no_tree():
    named = Absences((("a", Absence("todo")), ("b", Absence(captures=frozenset({"class"})))))
    document = Document("a", "", "x", "prose")
    assert ["a"] == named.in_text(document)
    assert [] == named.in_tree(document)


def test_zero_is_a_reading():
    gone = measured(matched("fixme"), "count")
    readings, _ = readings_of(document_of(CODE), gone)
    assert (Reading(0.0), (0.0, 0.0)) == (readings[gone.name], readings.within(gone))
