"""rulekit/syntax/query_notes.py: comments that decide, and those that only look so."""

import pytest

from rulekit.syntax.query_notes import inherits_of, note_mistakes, notes_of, unknown_notes


def inherited(text):
    found = inherits_of(text)
    return found and (found.group(), found.start())


def mistakes(text):
    return [(token.group(), message) for token, message in note_mistakes(text)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("c", 12), "; inherits: c\n(x) @comment"),
        (("objective-c++", 12), "; inherits: objective-c++"),
        (("c", 21), "; a file\n; inherits: c\n\n(x) @comment"),
        (None, "(x) @comment\n; inherits: c\n"),
        (None, "(x) @comment ; inherits: c\n"),
        (None, '("; inherits: c") @comment'),
        (None, ""),
    ],
)
def test_a_language_is_inherited_before_the_first_pattern(expected, text):
    assert expected == inherited(text)


@pytest.mark.parametrize(
    "line",
    [
        ";inherits: c",
        ";; inherits: c",
        "; inherit: c",
        "; inherits c",
        "; inherits : c",
        "; inherits: c, d",
        "; inherits:",
        " ; inherits: c",
    ],
)
def test_another_spelling_of_it_is_told(line):
    expected = "a file inherits by one line `; inherits: LANGUAGE` before its patterns"
    assert [(line, expected)] == mistakes(f"{line}\n(x) @comment\n")


def test_it_is_told_after_a_pattern_and_when_it_is_there_twice():
    late = "(x) @comment\n; inherits: c\n"
    assert ["; inherits: c"] == [word for word, _ in mistakes(late)]
    assert ["; inherits: d"] == [word for word, _ in mistakes("; inherits: c\n; inherits: d\n")]


def test_a_sentence_that_begins_with_the_word_is_none():
    assert [] == mistakes("; inherits nothing from others, as its grammar is its own\n")


def test_a_note_names_captures_and_says_why():
    text = "; no @goto @c.label: nothing: jumps\n; own @main: it begins elsewhere\n(x) @main"
    assert [
        ("goto", False, "nothing: jumps"),
        ("c.label", False, "nothing: jumps"),
        ("main", True, "it begins elsewhere"),
    ] == [(note.name, note.own, note.why) for note in notes_of(text)]


def test_a_note_is_placed_at_its_capture():
    [_, second] = notes_of("; no @goto @goto: why")
    assert (11, "@goto") == (second.token.start(), second.token.group())


def test_notes_of_what_is_and_is_not_captured_are_right():
    text = "; inherits: c\n; no @goto: none\n; own @main: it begins elsewhere\n(x) @main"
    assert [] == mistakes(text)


FORM = "a note has the form `; no @a @b: why` or `; own @a @b: why`"


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            ("@main", "`own` replaces inherited patterns, and this file inherits none"),
            "; own @main: why\n(x) @main",
        ),
        (
            ("@main", "no pattern of this file captures its own `@main`"),
            "; inherits: c\n; own @main: why\n(x) @goto",
        ),
        (
            ("@main", "a pattern of this file captures `@main`, which it leaves out"),
            "; no @main: why\n(x) @main",
        ),
        (("; own @main", FORM), "; inherits: c\n; own @main\n(x) @main"),
        (("; no @main, @goto: why", FORM), "; inherits: c\n; no @main, @goto: why"),
    ],
)
def test_a_note_that_would_do_nothing_is_told(expected, text):
    assert [expected] == mistakes(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([], "; no @goto: none"),
        ([], "; no @docstring: none"),
        ([], "; own @goto: why"),
        (["no `@gotto` is inherited, did you mean `goto`?"], "; no @gotto: none"),
        (["no `@main` is inherited"], "; own @main: why"),
        (["no `@c.labels` is inherited, did you mean `c.label`?"], "; no @c.labels: why"),
    ],
)
def test_a_note_is_about_what_is_inherited_or_in_the_vocabulary(expected, text):
    found = unknown_notes(text, frozenset({"goto", "c.label"}))
    assert expected == [message for _, message in found]
