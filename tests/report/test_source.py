"""rulekit/report/source.py: a window on lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rulekit.report.pieces import plain, width_of
from rulekit.report.source import clipped, flowing, numbered


@pytest.mark.parametrize(
    ("line", "left", "width", "shown"),
    [
        ("abcdef", 0, 6, "abcdef"),
        ("abcdef", 0, 5, "abcd…"),
        ("abcdef", 1, 6, "…cdef"),
        ("abcdef", 2, 3, "…d…"),
        ("abcdef", 9, 6, "…"),
        ("", 9, 6, ""),
        ("漢字漢字", 0, 8, "漢字漢字"),
        ("漢字漢字", 0, 7, "漢字漢…"),
        ("漢字漢字", 0, 6, "漢字…"),
        ("abcdef", 3, None, "abcdef"),
    ],
)
def test_a_line_is_cut_where_there_is_more_of_it(line, left, width, shown):
    assert shown == clipped(line, left, width)


@given(
    some.text(some.characters(categories=["L", "N", "Z", "S"])),
    some.integers(0, 9),
    some.integers(2, 30),
)
def test_no_line_is_wider_than_there_is_room_for(line, left, width):
    assert width_of(clipped(line, left, width)) <= width


def test_lines_have_their_numbers_and_what_was_found_is_marked():
    lines = numbered(["a", "b"], 8, 0, 20, digits=3, found=9)
    assert ["  9 | a", " 10 | b"] == ["".join(map(plain, line)) for line in lines]
    assert ["blue", "bold yellow"] == [line[0].style for line in lines]


def test_groups_flow_and_none_is_broken():
    groups = [["one"], ["two", " three"], ["four"]]
    assert ["one  two three", "four"] == ["".join(map(plain, line)) for line in flowing(groups, 16)]
    assert ["one  two three  four"] == ["".join(map(plain, line)) for line in flowing(groups, None)]
