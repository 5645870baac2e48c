"""rulekit/report/printer.py: plain and whole in a pipe, coloured and cut on a terminal."""

import re

from rulekit.report.pieces import Styled
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


def test_a_line_is_cut_at_the_width_of_the_terminal(on_terminal):
    shown = on_terminal(lambda stream: Printer(stream).line(LONG), columns=20)
    assert f"{LONG[:19]}…\n" == shown


def test_a_line_that_fits_is_whole(on_terminal):
    assert "short\n" == on_terminal(lambda stream: Printer(stream).line("short"), columns=20)


def test_a_row_of_a_table_is_cut_too(on_terminal):
    shown = on_terminal(lambda stream: Printer(stream).table([(LONG, LONG)]), columns=30)
    assert 30 == len(shown.strip("\n"))


def test_styles_are_colours(on_terminal):
    shown = on_terminal(lambda stream: Printer(stream).line(Styled("no", "red"), "ne"))
    assert "\x1b[31mno\x1b[0mne\n" == shown


def test_what_a_text_says_of_colours_is_shown_escaped(on_terminal):
    shown = on_terminal(lambda stream: Printer(stream).line(HOSTILE, Styled(HOSTILE, "bold")))
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
