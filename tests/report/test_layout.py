"""rulekit/report/layout.py: the columns of a table, on one line or on several."""

from hypothesis import given
from hypothesis import strategies as st

from rulekit.report.layout import Layout
from rulekit.report.pieces import Styled, plain


def laid_out(row, widths, width, right=(), indent=1):
    """The lines of a row as text, and how far each is indented where it goes on."""
    lines = Layout(widths, frozenset(right), indent, width).lines(row)
    return [("".join(map(plain, pieces)).rstrip(), hang) for pieces, hang in lines]


def test_without_a_width_a_row_is_one_line():
    assert [(" a    bb  c", 10)] == laid_out(("a", "bb", "c"), (3, 2, 90), None)


def test_columns_stand_two_blanks_apart_and_some_align_right():
    assert [("   a  bb", 6)] == laid_out(("a", "bb"), (3, 2), 80, right=(0,))


def test_the_last_column_stays_where_it_stands_while_it_has_room_to_be_wrapped():
    assert [(" a    b", 6)] == laid_out(("a", "b"), (3, 90), 30)


def test_where_it_has_not_it_goes_beneath():
    assert [(" a", 1), ("     b", 5)] == laid_out(("a", "b"), (3, 90), 29)


def test_the_first_column_that_does_not_fit_begins_the_next_line_of_each_row():
    widths = (10, 10, 10, 5)
    expected = [(" a           b", 13), ("     c           d", 17)]
    assert expected == laid_out("abcd", widths, 25)


def test_a_line_of_empty_cells_is_left_out():
    assert [(" a", 1)] == laid_out(("a", ""), (3, 90), 20)


def test_a_row_may_be_shorter_than_the_table():
    assert [(" a", 1)] == laid_out("a", (10, 10), 15)


def test_cells_keep_their_styles():
    (line, _), *_ = Layout((3, 3), frozenset(), 1, None).lines((Styled("a", "red"), "b"))
    assert ["", "red", "", ""] == [getattr(piece, "style", "") for piece in line]


cells = st.lists(st.text("abc", min_size=1, max_size=60), min_size=1, max_size=7)


@given(cells, st.none() | st.integers(1, 200), st.integers(0, 9))
def test_no_cell_is_lost_at_any_width_and_their_order_stays(row, width, indent):
    shown = laid_out(row, [len(cell) for cell in row], width, indent=indent)
    assert row == " ".join(text for text, _ in shown).split()


@given(st.lists(st.integers(1, 24), min_size=1, max_size=7), st.integers(30, 200))
def test_a_line_is_as_wide_as_it_may_be_where_each_column_fits(widths, width):
    row = ["x" * one for one in widths]
    assert all(len(text) <= width for text, _ in laid_out(row, widths, width))
