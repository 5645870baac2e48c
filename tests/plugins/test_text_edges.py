"""plugins/text/edges.py: how lines begin and end."""

import pytest
from making import located, note, read

BULLETS, BROKEN = "line_fraction(text.bullet_lines)", "line_fraction(text.broken_lines)"


@pytest.mark.parametrize("bullet", "•‣■●◆")
def test_a_bullet_symbol_is_a_bullet(bullet):
    assert 1 == read(BULLETS, f"{bullet} milk\n")


@pytest.mark.parametrize("mark", ["-", "*", "+", "1.", "o"])
def test_a_mark_of_markdown_is_no_bullet(mark):
    assert 0 == read(BULLETS, f"{mark} milk\n")


def test_bullets_are_a_share_of_all_lines():
    assert 0.5 == read(BULLETS, "Shopping:\n• milk\n\n\t• bread • butter\n")


def test_lines_with_bullets_are_located():
    assert ["• milk", "  ● bread"] == located(BULLETS, "a\n• milk\n  ● bread")


@pytest.mark.parametrize("end", ["...", "…", "…]", "更多", "...)  ", "المزيد", "[...]】"])
def test_a_teaser_breaks_off(end):
    assert 1 == read(BROKEN, f"Ten tips for better code{end}\n")


@pytest.mark.parametrize("end", ["", ".", "..", "...!", "... and more", "more"])
def test_a_line_that_ends_does_not_break_off(end):
    assert 0 == read(BROKEN, f"Ten tips for better code{end}\n")


def test_lines_that_break_off_are_a_share_of_all_lines():
    assert 0.25 == read(BROKEN, "a...\nb\n\nc\n")


def test_lines_that_break_off_are_located():
    assert ["b …"] == located(BROKEN, "a\nb …\nc")


@pytest.mark.parametrize("signal", [BULLETS, BROKEN])
def test_without_lines_there_is_nothing_to_measure(signal):
    assert "there are no lines" == note(signal, "")
