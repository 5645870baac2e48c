"""rulekit/core/document.py: a text and its views."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import covered, document_of, spans_of, syntax_of

from rulekit.core.reading import Unmeasured

CODE = '''\
"""What the module is for."""

import os  # for getpid


# why it is so
def f():
    """Two
    lines."""
    return "# no comment"
'''


def test_a_document_without_bytes_is_as_large_as_its_utf_8():
    assert 6 == document_of("字字").size


def test_a_document_keeps_the_size_of_its_original_bytes():
    assert 4 == document_of("字字", size=4).size


def test_a_document_without_bytes_has_the_hash_of_its_utf_8():
    assert hashlib.sha256("字".encode()).hexdigest() == document_of("字").sha256


def test_a_document_keeps_the_hash_of_its_original_bytes():
    assert "ab12" == document_of("字", sha256="ab12").sha256


def test_a_lone_surrogate_becomes_a_visible_mark():
    text = document_of("a\ud800b").text
    assert ("a", "b", {"\ufffd"}) == (text[0], text[-1], set(text[1:-1]))


@given(st.text())
def test_a_text_and_its_data_say_the_same(text):
    document = document_of(text)
    assert text == document.text == document.data.decode()


def test_lines_are_without_their_ends():
    assert ["a", "", "b"] == document_of("a\n\nb\n").lines


def test_a_last_line_needs_no_end():
    assert ["a", "b"] == document_of("a\nb").lines


def test_a_carriage_return_stays_in_its_line():
    assert ["a\r", "b\rc"] == document_of("a\r\nb\rc").lines


def test_an_empty_text_has_no_lines():
    assert [] == document_of("").lines


@given(st.text(st.sampled_from("ab\n\r\x0b\x85\u2028")))
def test_lines_and_positions_know_the_same_lines(text):
    document = document_of(text)
    assert len(document.lines) == len(document.positions.line_starts)


@given(st.text(st.sampled_from("ab\n\r\u2028"), min_size=1))
def test_lines_joined_are_the_text(text):
    assert text.removesuffix("\n") == "\n".join(document_of(text).lines)


def test_a_view_is_computed_once():
    asked = []

    def length(document):
        asked.append(document.id)
        return len(document.text)

    document = document_of("abc")
    assert [3, 3] == [document.view(length), document.view(length)]
    assert ["a"] == asked


def test_each_document_has_views_of_its_own():
    def length(document):
        return len(document.text)

    assert [1, 2] == [document_of(text).view(length) for text in ("a", "ab")]


def test_why_there_is_no_view_is_said_each_time_and_found_once():
    asked = []

    def reason(document):
        asked.append(document.id)
        raise Unmeasured("it is too quiet")

    document = document_of("abc")
    for _ in range(2):
        with pytest.raises(Unmeasured, match="it is too quiet"):
            document.view(reason)
    assert ["a"] == asked


def test_a_document_is_parsed_once():
    document = document_of("x = 1\n")
    assert document.captures is document.captures


def test_a_language_without_a_grammar_has_no_captures():
    with pytest.raises(Unmeasured, match=r"^no parser for cobol$"):
        document_of("x", language="cobol").capture("comment")


def test_a_capture_that_the_language_lacks_is_named():
    with pytest.raises(Unmeasured, match=r"^no @goto is marked in python$"):
        document_of("x = 1\n").capture("goto")


def test_commentary_is_comments_and_docstrings():
    document = document_of(CODE)
    expected = ['"""What the module is for."""', "# for getpid", "# why it is so"]
    assert expected == covered(document, document.commentary)[:3]
    assert 4 == len(document.commentary)


def test_a_language_without_docstrings_has_commentary_too():
    document = document_of("'s'\n# c\n", syntax=syntax_of("(comment) @comment"))
    assert ["# c"] == covered(document, document.commentary)


def test_code_is_the_text_without_its_commentary():
    assert b"\n\nimport os  \n\n\n\ndef f():\n    \n\n" in document_of(CODE).code


def test_a_comment_mark_in_a_string_is_code():
    assert b'return "# no comment"' in document_of(CODE).code


def test_code_lines_keep_their_numbers():
    assert frozenset({2, 6, 9}) == document_of(CODE).code_lines


@given(st.lists(st.sampled_from(['"""d"""', "# c", "x = 1  # c", "", "  ", "f('''a\n\nb''')"])))
def test_removing_commentary_removes_no_line(lines):
    document = document_of("\n".join(lines))
    assert document.data.count(b"\n") == document.code.count(b"\n")


@given(st.lists(st.sampled_from(["# c", "x = 1  # c", "", "\t", "y = '''#\n'''"])))
def test_code_lines_are_those_with_code(lines):
    numbered = enumerate("\n".join(lines).split("\n"))
    expected = {number for number, line in numbered if line.strip(" \t") and line != "# c"}
    assert expected == document_of("\n".join(lines)).code_lines


def test_a_union_has_the_spans_of_several_captures_in_order_and_each_once():
    document = document_of("def f(a): b = a\n")
    expected = sorted({*document.capture("parameter"), *document.capture("variable")})
    assert expected == document.union("variable", "parameter", "parameter")


def test_a_capture_that_the_language_lacks_adds_nothing_to_a_union():
    document = document_of("x = 1  # c\n")
    assert ["x"] == covered(document, document.union("goto", "variable"))
    assert [] == document.union("goto")


def test_without_a_grammar_there_is_no_union():
    with pytest.raises(Unmeasured, match=r"^no parser for cobol$"):
        document_of("x", language="cobol").union("comment")


@pytest.mark.parametrize(
    ("spans", "numbers"),
    [([], set()), ([(0, 1)], {0}), ([(1, 3), (5, 6)], {0, 1, 2}), ([(0, 2)], {0}), ([(3, 3)], {1})],
)
def test_lines_of_spans_are_those_that_they_touch(spans, numbers):
    assert numbers == document_of("a\nbc\nd\n").lines_of(spans_of(*spans))


@pytest.mark.parametrize("text", ["a\nbc\n\nd", "a\nbc\n\nd\n", "é\r\n\n", "\n"])
def test_spans_of_lines_cover_the_lines(text):
    document = document_of(text)
    numbers = range(len(document.lines))
    assert document.lines == covered(document, document.line_spans(numbers))


def test_spans_of_some_lines_come_as_they_are_asked_for():
    document = document_of("a\nbc\nd\n")
    assert ["d", "a"] == covered(document, document.line_spans([2, 0]))
