"""rulekit/labelling/view.py: a window on a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rulekit.labelling.view import MOVES, View


def view(lines=100, height=10, width=20):
    text = "".join(f"line {number}\n" for number in range(lines))
    return View(text, height=height, width=width)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\nb\n", ["a", "b"]),
        ("a\r\n\r\n", ["a", ""]),
        ("\x1b[2J\n\tb", ["\\x1b[2J", "    b"]),
        ("a\u2028b\u202ec", ["a\\u2028b\\u202ec"]),
    ],
)
def test_lines_are_safe_to_print(text, lines):
    assert lines == View(text).lines


@pytest.mark.parametrize(
    ("moves", "top"),
    [
        (["next"], 10),
        (["next", "next", "previous"], 10),
        (["previous"], 0),
        (["down", "down", "up"], 1),
        (["last"], 90),
        (["last", "next"], 90),
        (["last", "first"], 0),
    ],
)
def test_it_moves_and_stays_inside(moves, top):
    shown = view()
    for where in moves:
        shown.move(where)
    assert top == shown.top


def test_it_moves_sideways_by_half_a_window():
    shown = View("x" * 100, width=20)
    assert shown.is_cut
    shown.move("right")
    assert 10 == shown.left
    for _ in range(20):
        shown.move("right")
    assert 99 == shown.left
    assert not shown.is_cut


def test_characters_that_take_two_columns_are_not_jumped_over():
    shown = View("漢" * 100, width=20)
    shown.move("right")
    assert 5 == shown.left
    assert View("漢" * 11, width=20).is_cut
    assert not View("漢" * 10, width=20).is_cut


def test_a_search_goes_from_hit_to_hit_and_begins_anew():
    shown = view()
    assert shown.find("LINE 5")
    assert 5 == shown.found
    assert shown.find("")
    assert 50 == shown.found
    assert shown.top <= 50 < shown.end
    for _ in range(9):
        shown.find("")
    assert 59 == shown.found
    shown.find("")
    assert 5 == shown.found
    assert not shown.find("nowhere")
    assert not View("").find("a")
    assert not view().find("")


def test_a_hit_at_the_right_is_in_the_window():
    shown = View("x" * 100 + "needle", width=20)
    assert shown.find("needle")
    assert shown.left <= 100
    assert shown.left + 20 >= 106


@given(
    some.text(),
    some.lists(some.sampled_from(MOVES) | some.tuples(some.integers(1, 9), some.integers(1, 9))),
)
def test_it_is_never_outside_of_the_text(text, moves):
    shown = View(text)
    for one in moves:
        shown.resize(*one) if isinstance(one, tuple) else shown.move(one)
        assert 0 <= shown.top <= max(0, len(shown.lines) - 1)
        assert shown.top <= shown.end <= len(shown.lines)
        assert 0 <= shown.left <= max(0, shown.longest - 1)
        shown.is_cut  # noqa: B018
