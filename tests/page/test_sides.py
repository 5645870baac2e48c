"""rulekit/page/sides.py: two texts side by side."""

from hypothesis import given
from hypothesis import strategies as st

from rulekit.page.sides import SHOWN, sides

texts = st.lists(st.sampled_from(["a", "b", "", "c" * 400]), max_size=30).map("\n".join)


def lines(found, side):
    return [tuple(one) for one in found[side]["lines"]]


def test_lines_that_are_not_alike_are_told_on_each_side():
    found = sides(("old", "a\nb\nc"), ("new", "a\nx\nc"))
    assert [("same", "a"), ("gone", "b"), ("same", "c")] == lines(found, "left")
    assert [("same", "a"), ("new", "x"), ("same", "c")] == lines(found, "right")
    assert ("old", "new") == (found["left"]["name"], found["right"]["name"])


def test_lines_far_from_any_difference_are_left_out():
    head = "".join(f"{i}\n" for i in range(50))
    found = sides(("", f"{head}b"), ("", f"{head}x"))
    assert ("skip", "… 47 lines alike …") == lines(found, "left")[0]
    assert ("gone", "b") == lines(found, "left")[-1]


def test_equal_texts_are_shown_from_their_beginning():
    found = sides(("", "a\nb"), ("", "a\nb"))
    assert [("same", "a"), ("same", "b")] == lines(found, "left") == lines(found, "right")


@given(texts, texts)
def test_no_side_is_longer_than_a_page_can_show(left, right):
    found = sides(("", left), ("", right))
    assert all(len(lines(found, side)) <= SHOWN for side in ("left", "right"))


@given(texts, texts)
def test_every_line_that_is_gone_is_of_the_left_text(left, right):
    gone = [
        text.rstrip("…")
        for kind, text in lines(sides(("", left), ("", right)), "left")
        if kind == "gone"
    ]
    assert all(any(line.startswith(one) for line in left.split("\n")) for one in gone)


def test_a_character_that_a_terminal_would_obey_is_an_escape():
    assert ("gone", "\\x1b[2J") in lines(sides(("", "\x1b[2J"), ("", "")), "left")
