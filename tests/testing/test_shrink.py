"""rulekit/testing/shrink.py: what is left of a text that breaks something."""

from rulekit.testing.shrink import BUDGET, smallest


def test_what_does_not_matter_goes():
    text = "one\ntwo = (1)\nthree\n" * 20
    assert "(" == smallest(text, lambda left: "(" in left)


def test_pieces_that_matter_together_stay():
    assert b"ac" == smallest(b"a\nb\nc\n", lambda left: b"a" in left and b"c" in left)


def test_nothing_may_be_left():
    assert "" == smallest("one\n", lambda left: True)


def test_what_cannot_be_smaller_stays_as_it_is():
    assert "one\n" == smallest("one\n", lambda left: left == "one\n")


def test_the_work_is_bounded():
    judged = []
    text = "x" * (BUDGET // 3)
    assert text == smallest(text, lambda left: bool(judged.append(len(left))))
    assert BUDGET + len(text) >= sum(judged)
