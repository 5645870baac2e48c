"""rulekit/report/pieces.py: text made safe for a terminal and measured in its columns."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rulekit.report.pieces import Styled, padded, plain, shortened, style_of, width_of

PATH = "src/one/two/three/four.py"


@pytest.mark.parametrize(
    ("shown", "width"),
    [
        (PATH, 25),
        (PATH, 80),
        ("src/one…/three/four.py", 22),
        ("src/…our.py", 11),
        ("s…py", 4),
        ("…", 1),
    ],
)
def test_a_path_that_is_too_wide_lacks_its_middle(shown, width):
    assert shown == shortened(PATH, width)


@given(st.text(st.sampled_from("ab/.文é😀"), max_size=60), st.integers(1, 60))
@example("文" * 40, 20)
def test_what_is_shortened_fits_and_has_both_ends(text, width):
    head, mark, tail = shortened(text, width).partition("…")
    assert width_of(head + mark + tail) <= width
    assert text.startswith(head)
    assert text.endswith(tail)


def test_of_wide_characters_as_much_is_shown_as_of_narrow_ones():
    assert "文" * 10 + "…" + "文" * 19 == shortened("文" * 30, 59)


@pytest.mark.parametrize(
    ("width", "text"), [(0, ""), (3, "abc"), (4, "文é文"[:2] + "a"), (2, "😀")]
)
def test_width_is_in_columns(width, text):
    assert width == width_of(text)


def test_a_cell_is_padded_to_columns():
    assert ("文  ", "  文") == (padded("文", 4, right=False), padded("文", 4, right=True))


def test_a_piece_is_a_text_with_or_without_a_style():
    assert ("a", "", "b", "red") == (
        plain("a"),
        style_of("a"),
        plain(Styled("b", "red")),
        style_of(Styled("b", "red")),
    )
