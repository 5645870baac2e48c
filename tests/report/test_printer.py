"""rulekit/report/printer.py: plain and whole in a pipe, coloured and wrapped on a terminal."""

import io
import re
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rulekit.core.escape import visible
from rulekit.report.pieces import Styled, plain, width_of
from rulekit.report.printer import Printer

LONG = "word " * 60 + "end"
HOSTILE = "\x1b[31mred\x07\x9b1m\r\x7f\u202e"


def colours(text):
    return re.findall(r"\x1b\[[0-9;]*m", text)


# In a pipe


def test_a_line_is_its_pieces_side_by_side_without_styles(lines):
    assert ["a bc"] == lines(lambda printer: printer.line("a ", Styled("b", "bold red"), "c"))


def test_a_long_line_is_whole(lines):
    assert [LONG] == lines(lambda printer: printer.line(LONG))


def test_columns_do_not_cut_a_pipe(lines, monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    assert [LONG] == lines(lambda printer: printer.line(LONG))


def test_blanks_at_the_end_of_a_line_go(lines):
    assert [" a", ""] == lines(lambda printer: (printer.line(" a  "), printer.line("  ")))


def test_markup_in_a_text_is_text(lines):
    text = "[bold red]x[/] [link=file:///etc/passwd]y :smile: [/nonsense]"
    assert [text] == lines(lambda printer: printer.line(Styled(text, "bold")))


def test_no_escape_sequence_reaches_a_pipe(piped):
    shown = piped(lambda stream: Printer(stream).line(HOSTILE, Styled(HOSTILE, "red")))
    assert [] == re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)


# Tables


def test_columns_are_as_wide_as_their_widest_cell(lines):
    rows = [("name", "count"), ("a", "1"), ("longer", "10,000")]
    expected = [" name    count", " a       1", " longer  10,000"]
    assert expected == lines(lambda printer: printer.table(rows))


def test_numbers_align_right(lines):
    rows = [("name", "count", "x"), ("a", "1", "y"), ("b", "10,000", "z")]
    expected = [" name   count  x", " a          1  y", " b     10,000  z"]
    assert expected == lines(lambda printer: printer.table(rows, right=[1]))


def test_wide_characters_count_double(lines):
    assert [" 文  1", " ab  2"] == lines(lambda printer: printer.table([("文", "1"), ("ab", "2")]))


def test_an_escaped_character_is_as_wide_as_it_is_shown(lines):
    rows = [("\x1b", "1"), ("ab", "2")]
    assert [r" \x1b  1", " ab    2"] == lines(lambda printer: printer.table(rows))


def test_rows_may_be_shorter_than_the_table(lines):
    rows = [("a", "b", "c"), ("d",), ("e", "f")]
    assert [" a  b  c", " d", " e  f"] == lines(lambda printer: printer.table(rows))


def test_a_table_without_rows_prints_nothing(lines):
    assert [] == lines(lambda printer: printer.table([]))


def test_a_wide_table_is_whole_in_a_pipe(lines):
    [row] = lines(lambda printer: printer.table([(LONG, LONG)]))
    assert f" {LONG}  {LONG}" == row


# On a terminal

WIDTHS = (20, 40, 60, 80)


@pytest.fixture
def wrapped(monkeypatch):
    """A function: the lines of a printer that takes its stream for a terminal of so many columns.

    It is not one of the system's, which would take a hundred times as long.
    """

    def printed(show, columns=40):
        monkeypatch.setenv("COLUMNS", str(columns))
        stream = io.StringIO()
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
        show(Printer(stream))
        return re.sub(r"\x1b\[[\d;]*m", "", stream.getvalue()).split("\n")[:-1]

    return printed


def test_a_line_that_fits_is_whole(on_terminal):
    assert "short\n" == on_terminal(lambda stream: Printer(stream).line("short"), columns=20)


def test_a_line_that_does_not_fit_goes_on_two_blanks_further_in(wrapped):
    assert ["  one two three four", "    five six seven"] == wrapped(
        lambda printer: printer.line("  one two three four five six seven"), 20
    )


def test_or_as_far_in_as_is_said(wrapped):
    assert ["one two three four", "      five six seven"] == wrapped(
        lambda printer: printer.line("one two three four five six seven", hang=6), 20
    )


def test_but_never_so_far_in_that_half_a_narrow_terminal_is_left(wrapped):
    assert ["one two three four", "          five six", "          seven"] == wrapped(
        lambda printer: printer.line("one two three four five six seven", hang=70), 20
    )


def test_a_word_that_is_wider_than_the_terminal_is_broken(wrapped):
    assert ["x" * 20, "  " + "x" * 18, "  xx"] == wrapped(lambda to: to.line("x" * 40), 20)


def test_a_style_goes_on_on_the_next_line(on_terminal):
    shown = on_terminal(lambda to: Printer(to).line("one ", Styled("two " * 6 + "end", "red")), 20)
    assert ["\x1b[31mtwo two two two\x1b[0m", "\x1b[31mtwo two end\x1b[0m"] == re.findall(
        r"\x1b\[31m.*?\x1b\[0m", shown
    )


def test_a_terminal_of_few_columns_counts_as_one_of_twenty(wrapped):
    assert ["x" * 20, "  x"] == wrapped(lambda printer: printer.line("x" * 21), 8)


texts = st.text(st.sampled_from("ab  ,./\t\x1b文é😀"), max_size=150) | st.text(max_size=150)
pieces = st.lists(texts | st.builds(Styled, texts, st.just("bold")), max_size=4)


def inked(text):
    """The text without its blanks, which may go where a line is broken."""
    return re.sub(r"\s", "", text)


FIXTURES = [HealthCheck.function_scoped_fixture]


@pytest.mark.parametrize("columns", WIDTHS)
@settings(suppress_health_check=FIXTURES)
@given(line=pieces, hang=st.none() | st.integers(0, 90))
def test_nothing_of_a_line_is_lost_and_no_line_is_too_wide(wrapped, columns, line, hang):
    shown = wrapped(lambda printer: printer.line(*line, hang=hang), columns)
    assert inked("".join(visible(plain(one)) for one in line)) == inked("".join(shown))
    assert all(width_of(one) <= columns for one in shown)


rows = st.lists(st.lists(texts, min_size=1, max_size=5), min_size=1, max_size=4)


@pytest.mark.parametrize("columns", WIDTHS)
@settings(suppress_health_check=FIXTURES)
@given(table=rows, right=st.sets(st.integers(0, 4)))
def test_no_cell_of_a_table_is_lost_and_no_line_is_too_wide(wrapped, columns, table, right):
    shown = wrapped(lambda printer: printer.table(table, right=right), columns)
    expected = "".join(visible(cell) for row in table for cell in row)
    assert inked(expected) == inked("".join(shown))
    assert all(width_of(one) <= columns for one in shown)


TABLE = [("language", "files", "reasons"), ("python", "12", "mine/loud 7, mine/short 5, a/b 1")]


def test_the_last_column_of_a_table_goes_on_under_itself(wrapped):
    assert [
        " language  files  reasons",
        " python       12  mine/loud 7, mine/short",
        "                  5, a/b 1",
    ] == wrapped(lambda printer: printer.table(TABLE, right=(1,)), 42)


def test_columns_that_do_not_fit_stand_on_a_second_line_of_each_row(wrapped):
    assert [
        " language  files",
        "     reasons",
        " python       12",
        "     mine/loud 7, mine/short 5,",
        "     a/b 1",
    ] == wrapped(lambda printer: printer.table(TABLE, right=(1,)), 34)


def test_a_row_that_has_none_of_them_takes_one_line(wrapped):
    rows = [*TABLE, ("go", "1", "")]
    assert " go            1" == wrapped(lambda to: to.table(rows, right=(1,)), 34)[-1]


PATHS = [("path", "count"), ("src/one/two/three/four/five/six/seven.py", "1"), ("a.py", "20")]


def test_a_path_is_shortened_in_the_middle_where_the_table_is_too_wide(wrapped):
    assert [
        " path                                count",
        " src/one/two…four/five/six/seven.py      1",
        " a.py                                   20",
    ] == wrapped(lambda printer: printer.table(PATHS, right=(1,), paths=(0,)), 42)


def test_a_path_is_whole_where_there_is_room_and_in_a_pipe(wrapped, lines):
    for printed in (partial(wrapped, columns=48), lines):
        assert PATHS[1][0] in printed(lambda printer: printer.table(PATHS, paths=(0,)))[1]


def test_but_never_under_32_columns_which_leaves_the_next_one_beneath(wrapped):
    shown = wrapped(lambda to: to.table([(PATHS[1][0], "x" * 15, "y")], paths=(0,)), 40)
    assert [" src/one/two…ur/five/six/seven.py", "     xxxxxxxxxxxxxxx  y"] == shown
    assert 32 == len(shown[0].strip())


def test_unless_the_terminal_is_narrower_still(wrapped):
    first, *_ = wrapped(lambda to: to.table([(PATHS[1][0], "x" * 15, "y")], paths=(0,)), 30)
    assert (30, 1) == (len(first), first.count("…"))


def test_styles_are_colours(on_terminal):
    shown = on_terminal(lambda stream: Printer(stream).line(Styled("no", "red"), "ne"))
    assert "\x1b[31mno\x1b[0mne\n" == shown


def test_what_a_text_says_of_colours_is_shown_escaped(on_terminal):
    shown = on_terminal(lambda stream: Printer(stream).line(HOSTILE, Styled(HOSTILE, "bold")), 200)
    assert ["\x1b[1m", "\x1b[0m"] == colours(shown)
    assert [] == re.findall(r"[\x07\r\x7f-\x9f\u202e]", shown)


def test_no_color_means_none(on_terminal, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    shown = on_terminal(lambda stream: Printer(stream).line(Styled("no", "red")))
    assert "no\n" == shown


def test_an_empty_no_color_says_nothing(on_terminal, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "")
    assert colours(on_terminal(lambda stream: Printer(stream).line(Styled("no", "red"))))


# Forced


def test_force_color_colours_a_pipe(piped, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[31mno\x1b[0m\n" == piped(lambda stream: Printer(stream).line(Styled("no", "red")))


def test_no_color_goes_before_force_color(piped, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "no\n" == piped(lambda stream: Printer(stream).line(Styled("no", "red")))
