"""rulekit/report/excerpt.py: the place, the line, a pointer under it."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.core.position import PATH, Positions
from rulekit.core.span import Span
from rulekit.core.verdict import EVIDENCE_COUNTED, Finding, Verdict
from rulekit.report.excerpt import BEFORE, show_evidence, show_finding, show_verdict, window
from rulekit.report.printer import Printer

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
VERDICT = Verdict("a.py", "drop", "mine/loud: 5 shouts", ("mine/loud",), findings=(FINDING,))


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


# On a terminal


@pytest.fixture
def narrow(on_terminal):
    """A function: how the first place of a word in a text is shown on a terminal of 30 columns."""

    def shown(text, word):
        evidence = evidence_of(text, word)
        told = on_terminal(lambda to: show_evidence(Printer(to), "a.py", evidence), 30)
        return re.sub(r"\x1b\[[\d;]*m", "", told).splitlines()

    return shown


def test_of_a_line_that_is_too_long_the_part_around_the_place_is_shown(narrow):
    assert [
        "     1 | …xxxxxx pass yyyyyyy…",
        "       |         ^^^^",
    ] == narrow("x" * 500 + " pass " + "y" * 500, "pass")[1:]


def test_a_place_near_the_start_of_a_long_line_is_shown_with_the_start(narrow):
    assert ["     1 | pass yyyyyyyyyyyyyyy…", "       | ^^^^"] == narrow(
        "pass " + "y" * 500, "pass"
    )[1:]


def test_a_place_that_is_too_long_is_shown_from_where_it_begins(narrow):
    word = "z" * 100
    assert ["     1 | …xxxxxx zzzzzzzzzzzz…", "       |         ^^^^^^^^^^^^^"] == narrow(
        f"{'x' * 50} {word}", word
    )[1:]


@given(st.integers(0, 150), st.integers(1, 150), st.integers(0, 150), st.integers(10, 120))
def test_a_window_fits_and_the_place_stays_in_it(before, long, after, room):
    source = "a" * before + "X" * long + "b" * after
    text, at, shown = window(source, before, long, room)
    assert len(text) <= room
    assert {"X"} == set(text[at : at + shown].rstrip("…"))
    assert shown == long or (long >= room - BEFORE and at + shown == len(text))


@given(st.integers(0, 150), st.integers(1, 9), st.integers(0, 150), st.integers(20, 120))
def test_a_short_place_is_whole_in_a_window(before, long, after, room):
    text, at, shown = window("a" * before + "X" * long + "b" * after, before, long, room)
    assert "X" * long == text[at : at + shown]


def test_a_line_that_fits_is_its_own_window():
    assert ("abc", 1, 1) == window("abc", 1, 0, 3) == window("abc", 1, 1, None)


# Findings


@pytest.fixture
def shown(lines):
    """A function: how a finding is shown among those of its verdict."""

    def printed(finding, *others, excerpts=1):
        verdict = replace(VERDICT, findings=(finding, *others))
        return lines(lambda printer: show_finding(printer, verdict, finding, excerpts=excerpts))

    return printed


def test_a_finding_says_what_it_found_and_its_value_against_the_limit(shown):
    assert ["  mine/loud  5 shouts (5 > 4)"] == shown(FINDING)


def test_a_share_is_a_percentage(shown):
    share = replace(FINDING, value=0.5, limit=0.2, unit="share of lines")
    assert ["  mine/loud  5 shouts (50% > 20%)"] == shown(share)


def test_what_is_missing_is_less_than_the_limit(shown):
    assert ["  mine/loud  5 shouts (1 < 4)"] == shown(replace(FINDING, value=1.0, bound="min"))


def test_where_none_is_allowed_there_is_nothing_to_compare(shown):
    assert ["  mine/loud  5 shouts"] == shown(replace(FINDING, limit=0.0))


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ("flag", {"action": "flag"}),
        ("one of the 20% that stay", {"action": "spare", "note": "one of the 20% that stay"}),
    ],
)
def test_what_does_not_drop_says_so(shown, said, more):
    assert [f"  mine/loud  5 shouts (5 > 4) ({said})"] == shown(replace(FINDING, **more))


def test_what_follows_from_a_finding_stands_under_it_those_with_numbers_first(shown):
    some = replace(FINDING, rule="mine/odd", limit=0.0, implied_by="mine/loud")
    more = replace(FINDING, rule="mine/more", value=7.0, implied_by="mine/loud")
    other = replace(FINDING, rule="mine/other")
    assert [
        "  mine/loud  5 shouts (5 > 4)",
        "    and so: mine/more (7 > 4), mine/odd",
    ] == shown(FINDING, some, more, other)


@pytest.mark.parametrize(
    ("excerpts", "count", "expected"),
    [
        (1, 1, ["a.py:1:1"]),
        (1, 3, ["a.py:1:1  (+2 more)"]),
        (2, 3, ["a.py:1:1", "a.py:2:1  (+1 more)"]),
        (3, 3, ["a.py:1:1", "a.py:2:1", "a.py:3:1"]),
        (3, 90, ["a.py:1:1", "a.py:2:1", "a.py:3:1  (+87 more)"]),
        (
            1,
            EVIDENCE_COUNTED,
            [f"a.py:1:1  (+at least {EVIDENCE_COUNTED - 1:,} more)"],
        ),
    ],
)
def test_the_first_places_are_shown_and_the_others_counted(shown, excerpts, count, expected):
    positions = Positions(b"a\nb\nc\n")
    places = tuple(positions.evidence(Span(at, at + 1)) for at in (0, 2, 4))
    finding = replace(FINDING, evidence=places, evidence_count=count)
    told = shown(finding, excerpts=excerpts)
    assert expected == [line.partition("--> ")[2] for line in told if "-->" in line]


def test_a_place_in_the_path_is_the_path_with_a_pointer_and_no_line(lines):
    evidence = evidence_of("src/vendor/a.py", "vendor")._replace(line=PATH, end_line=PATH)
    assert [
        "    --> here/src/vendor/a.py  the path",
        "       | src/vendor/a.py",
        "       |     ^^^^^^",
    ] == lines(lambda printer: show_evidence(printer, "here/src/vendor/a.py", evidence))


# Verdicts


def test_a_verdict_has_each_reason_that_stands_by_itself_the_worst_first(lines):
    far = replace(FINDING, rule="mine/far", value=9.0, margin=5.0)
    follows = replace(FINDING, rule="mine/follows", implied_by="mine/far")
    flag = replace(FINDING, rule="mine/flag", action="flag", margin=90.0)
    verdict = replace(VERDICT, findings=(flag, follows, FINDING, far))
    assert [
        "drop  a.py",
        "  mine/far  5 shouts (9 > 4)",
        "    and so: mine/follows (5 > 4)",
        "  mine/loud  5 shouts (5 > 4)",
        "  mine/flag  5 shouts (5 > 4) (flag)",
    ] == lines(lambda printer: show_verdict(printer, verdict))


def test_where_no_rule_dropped_the_reason_is_said(lines):
    error = Verdict("a.py", "error", "cannot be read: no", ("unreadable",))
    assert ["error a.py", "  cannot be read: no"] == lines(lambda to: show_verdict(to, error))
