"""plugins/text/edges.py: how lines begin and end."""

import pytest
from making import located, note, read


@pytest.mark.parametrize("bullet", "•‣■●◆")
def test_a_bullet_symbol_is_a_bullet(bullet):
    assert 1 == read("text.bullet_line_fraction", f"{bullet} milk\n")


@pytest.mark.parametrize("mark", ["-", "*", "+", "1.", "o"])
def test_a_mark_of_markdown_is_no_bullet(mark):
    assert 0 == read("text.bullet_line_fraction", f"{mark} milk\n")


def test_bullets_are_a_share_of_all_lines():
    assert 0.5 == read("text.bullet_line_fraction", "Shopping:\n• milk\n\n\t• bread • butter\n")


def test_lines_with_bullets_are_located():
    assert ["• milk", "  ● bread"] == located("text.bullet_line_fraction", "a\n• milk\n  ● bread")


@pytest.mark.parametrize("end", ["...", "…", "…]", "更多", "...)  ", "المزيد", "[...]】"])
def test_a_teaser_breaks_off(end):
    assert 1 == read("text.broken_line_fraction", f"Ten tips for better code{end}\n")


@pytest.mark.parametrize("end", ["", ".", "..", "...!", "... and more", "more"])
def test_a_line_that_ends_does_not_break_off(end):
    assert 0 == read("text.broken_line_fraction", f"Ten tips for better code{end}\n")


def test_lines_that_break_off_are_a_share_of_all_lines():
    assert 0.25 == read("text.broken_line_fraction", "a...\nb\n\nc\n")


def test_lines_that_break_off_are_located():
    assert ["b …"] == located("text.broken_line_fraction", "a\nb …\nc")


@pytest.mark.parametrize("signal", ["text.bullet_line_fraction", "text.broken_line_fraction"])
def test_without_lines_there_is_nothing_to_measure(signal):
    assert "there are no lines" == note(signal, "")
