"""rulekit/ask/prompt.py: holes and nothing else, and a document that is data."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rulekit.ask.prompt import Prompt, fenced
from rulekit.errors import SpecError


def said(prompt, text="x", most=None, **values):
    (message,) = Prompt(prompt, "prompt.md").messages(text, values, most)
    return message["content"].partition("\n\n")[2]


def test_a_hole_is_filled_by_what_a_column_says_as_json_in_one_line():
    assert 'is "a\\n b" good?' == said("is {path} good?", path="a\n b")


def test_other_braces_stand_for_themselves():
    assert '{"mark": 1} {0} {} {a b} {x!r}' == said('{"mark": 1} {0} {} {a b} {x!r}')


def test_what_fills_a_hole_has_no_holes():
    assert '"{text}"' == said("{path}", path="{text}")


def test_a_document_stands_between_two_lines_with_a_mark():
    mark = hashlib.sha256(b"x = 1").hexdigest()[:16]
    assert f"--- document {mark} ---\nx = 1\n--- end of document {mark} ---" == said(
        "{text}", "x = 1"
    )


@given(some.text(), some.text())
def test_no_document_holds_its_own_mark(text, other):
    first, *body, last = fenced(text).split("\n")
    mark = first.split()[2]
    assert text == "\n".join(body)
    assert (mark, False) == (last.split()[4], mark in text)
    assert text == other or mark not in fenced(other)


def test_of_a_long_document_the_beginning_is_sent_and_called_so():
    assert "--- beginning of document" in said("{text}", "abc", 2)
    assert ["ab", "abc"] == [said("{text}", "abc", most).split("\n")[1] for most in (2, 3)]


def test_a_document_that_knows_the_mark_of_another_text_does_not_end_its_own():
    fence = fenced("x")
    assert 1 == fenced(fence).count(fenced(fence).split("\n")[-1])


def test_a_hole_that_no_column_fills_is_told_with_its_place():
    prompt = Prompt("one\ntwo {pth}\n{text}", "prompt.md")
    with pytest.raises(SpecError, match=r"did you mean `path`\?\n +--> prompt.md:2:5"):
        prompt.check(["path"])


def test_a_prompt_has_a_hole_for_the_document():
    with pytest.raises(SpecError, match=r"no `\{text\}`"):
        Prompt("how good?", "prompt.md").check([])
