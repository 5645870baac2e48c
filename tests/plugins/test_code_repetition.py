"""plugins/code/repetition.py: lines of code that stand in the file again."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import located, note, read

lines = st.lists(st.sampled_from(["a = 1", "a  =1", "b()", "},", "}", "# c", "", "  b()", "z"]))


def test_code_lines_that_occur_again_are_a_share_of_code_lines():
    assert 0.5 == read("code.repeated_line_fraction", "a = 1\na = 1\nb = 2\nc = 3\n")


def test_lines_are_the_same_whatever_their_blanks():
    assert 1 == read("code.repeated_line_fraction", "f( a )\n    f(a)\r\n\tf (a)\n")


def test_a_comment_makes_no_difference():
    assert 1 == read("code.repeated_line_fraction", "f(a)  # once\nf(a)  # twice\n")


def test_comments_and_blank_lines_do_not_count():
    assert 0.5 == read("code.repeated_line_fraction", "# c\n# c\n\n\na()\na()\nb()\nc()\n")


@pytest.mark.parametrize("line", ["}", ")", "x", "},"])
def test_a_mark_alone_says_nothing_when_it_repeats(line):
    assert 0.5 == read("code.repeated_line_fraction", f"{line}\n{line}\na()\na()\n")


@given(lines)
def test_repeated_lines_are_as_defined(lines):
    squeezed = Counter("".join(line.split()) for line in lines if line and line != "# c")
    if squeezed:
        repeated = sum(
            count
            for line, count in squeezed.items()
            if count > 1 and len(line) > 1 and line != "},"
        )
        expected = repeated / squeezed.total()
        assert expected == read("code.repeated_line_fraction", "\n".join(lines))


def test_without_code_nothing_repeats():
    assert "no line has code" == note("code.repeated_line_fraction", "# c\n\n# c\n")


def test_repeated_lines_are_located():
    text = "a()  # c\nb()\n  a()\nc()\n"
    assert ["a()  # c", "  a()"] == located("code.repeated_line_fraction", text)
