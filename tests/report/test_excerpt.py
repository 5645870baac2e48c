"""rulekit/report/excerpt.py: the place, the line, a pointer under it."""

from dataclasses import replace

import pytest

from rulekit.core.position import Positions
from rulekit.core.span import Span
from rulekit.core.verdict import Finding
from rulekit.report.excerpt import bar, show_evidence, show_finding

FINDING = Finding(
    "mine/loud",
    "fail",
    value=5.0,
    limit=4.0,
    bound="max",
    margin=1.0,
    limit_from="profile default",
    message="5 shouts",
)


def evidence_of(text, word):
    """The first place of a word in a text."""
    data = text.encode()
    start = data.index(word.encode())
    return Positions(data).evidence(Span(start, start + len(word.encode())))


@pytest.fixture
def excerpt(lines):
    """A function: how the first place of a word in a text is shown."""

    def shown(text, word):
        return lines(lambda printer: show_evidence(printer, "a.py", evidence_of(text, word)))

    return shown


def under(excerpt_lines):
    """The text that stands right over the pointer."""
    _, source, pointer = excerpt_lines
    return source[pointer.index("^") : len(pointer)]


# Evidence


def test_a_place_is_path_line_and_column_over_the_line_and_a_pointer(excerpt):
    expected = ["    --> a.py:2:5", "     2 |     pass", "       |     ^^^^"]
    assert expected == excerpt("class A:\n    pass\n", "pass")


@pytest.mark.parametrize(
    ("text", "word", "marked"),
    [
        ("pass", "pass", "pass"),
        ("x = 1; pass\r\n", "pass", "pass"),
        ("\tif x: pass", "pass", "pass"),
        ("naïve: pass", "pass", "pass"),
        ("\x1b[31m pass", "pass", "pass"),
        ("a \x1b[31m b", "\x1b[31m", r"\x1b[31m"),
        ("x = 'pass\nmore'", "pass\nmore", "pass"),
        ("x" * 500 + " pass " + "y" * 500, "pass", "pass"),
        ("z" * 500, "z" * 500, "z" * 160),
    ],
)
def test_the_pointer_stands_under_what_it_means(excerpt, text, word, marked):
    assert marked == under(excerpt(text, word))


def test_an_empty_place_has_a_pointer_of_one(excerpt, lines):
    nothing = Positions(b"ab\n").evidence(Span(1, 1))
    shown = lines(lambda printer: show_evidence(printer, "a.py", nothing))
    assert ["    --> a.py:1:2", "     1 | ab", "       |  ^"] == shown


def test_a_line_without_text_is_not_shown(lines):
    empty = Positions(b"").evidence(Span(0, 0))
    assert ["    --> a.py:1:1"] == lines(lambda printer: show_evidence(printer, "a.py", empty))


def test_markup_in_a_line_is_text(excerpt):
    assert "     1 | x = '[red]a[/]'" == excerpt("x = '[red]a[/]'", "x")[1]


# Findings


def test_a_finding_says_value_limit_margin_and_who_set_the_limit(lines):
    assert [
        "  mine/loud                 5 shouts",
        "    5  |################|====|  limit <= 4   over by 1   (profile default)",
    ] == lines(lambda printer: show_finding(printer, "a.py", FINDING))


def test_what_is_missing_is_short(lines):
    few = replace(FINDING, value=1.0, bound="min", margin=3.0)
    assert "    1  |#####|...............|  limit >= 4   short by 3   (profile default)" in lines(
        lambda printer: show_finding(printer, "a.py", few)
    )


@pytest.mark.parametrize("action", ["flag", "spare"])
def test_what_does_not_drop_says_so(lines, action):
    shown = lines(lambda printer: show_finding(printer, "a.py", replace(FINDING, action=action)))
    assert f"  mine/loud                 5 shouts  ({action})" == shown[0]


@pytest.mark.parametrize(
    ("excerpts", "count", "shown"),
    [
        (1, 1, ["a.py:1:1"]),
        (1, 3, ["a.py:1:1  (+2 more)"]),
        (2, 3, ["a.py:1:1", "a.py:2:1  (+1 more)"]),
        (3, 3, ["a.py:1:1", "a.py:2:1", "a.py:3:1"]),
        (3, 90, ["a.py:1:1", "a.py:2:1", "a.py:3:1  (+87 more)"]),
    ],
)
def test_the_first_places_are_shown_and_the_others_counted(lines, excerpts, count, shown):
    positions = Positions(b"a\nb\nc\n")
    places = tuple(positions.evidence(Span(at, at + 1)) for at in (0, 2, 4))
    finding = replace(FINDING, evidence=places, evidence_count=count)
    told = lines(lambda printer: show_finding(printer, "a.py", finding, excerpts=excerpts))
    assert shown == [line.partition("--> ")[2] for line in told if "-->" in line]


# Bars


@pytest.mark.parametrize(
    ("drawn", "value", "limit"),
    [
        ("|##########|==========|", 8.0, 4.0),
        ("|##########|..........|", 4.0, 8.0),
        ("|####################||", 4.0, 4.0),
        ("||....................|", 0.0, 4.0),
        ("|#|===================|", 1.0, 0.05),
        ("", 5.0, 0.0),
        ("", -1.0, 1.0),
        ("", -3.0, -1.0),
    ],
)
def test_a_bar_is_the_value_against_the_limit(drawn, value, limit):
    assert drawn == bar(replace(FINDING, value=value, limit=limit, margin=1.0))


def test_what_was_not_measured_has_no_bar():
    assert "" == bar(Finding("mine/loud", "unmeasured"))
