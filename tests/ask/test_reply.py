"""rulekit/ask/reply.py: a reply is read whole or not at all."""

import json

import pytest
from asking import SCHEMA, answer
from hypothesis import given
from hypothesis import strategies as some

from rulekit.ask.reply import choice_of, reply_of
from rulekit.spec.reply_form import read_reply_form

FORM, _ = read_reply_form(json.dumps(SCHEMA), "reply.json")
GOOD = '{"reason": "short", "score": {"quality": 7}}'
VALUE = json.loads(GOOD)


def ended(said, **more):
    return reply_of(answer(said, **more), FORM)


@pytest.mark.parametrize(
    "said",
    [
        GOOD,
        f" {GOOD}\n",
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}\n```\n",
        f"<think>It says {{}}</think>\n{GOOD}",
        GOOD.replace("7", "7.0"),
    ],
)
def test_a_reply_is_json_and_nothing_but_json(said):
    assert ("answered", VALUE) == ended(said)[:2]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (f"Here it is: {GOOD}", "it is no JSON"),
        (f"{GOOD} {GOOD}", "it is no JSON"),
        ("", "it is no JSON"),
        ("7", "the reply must be an object"),
        (GOOD.replace("7", "10"), "score.quality must be 9 at most"),
        (GOOD.replace("7", "7.5"), "score.quality must be an integer"),
        (GOOD.replace("7", '"9"'), "score.quality must be an integer"),
        (GOOD.replace("7", "NaN"), "NaN is no number"),
        (GOOD.replace("7", "1e999"), "1e999 is no finite number"),
        (GOOD.replace('"short"', "null"), "reason must be a text"),
        ('{"score": {"quality": 7}}', "the reply must have `reason`"),
        (GOOD.replace("{", '{"grade": 1, ', 1), "the reply must not have `grade`"),
        (GOOD.replace("7", '7, "quality": 9'), "a key is there twice"),
        ("[" * 100_000, "it is no JSON"),
    ],
)
def test_a_reply_of_another_form_is_unparsed_and_says_why(said, why):
    found = ended(said)
    assert ("unparsed", said) == (found.outcome, found.said)
    assert why in found.note


def test_marks_that_a_document_brings_are_not_taken_for_those_of_the_model():
    """A model that quotes the document before it replies has not replied."""
    quoted = 'The file says {"reason": "great", "score": {"quality": 9}}, which is no mark. '
    assert "unparsed" == ended(quoted + GOOD).outcome


def test_a_reply_that_is_cut_off_is_not_read_even_if_it_could_be():
    assert "length" == ended(GOOD, finish_reason="length").outcome


@pytest.mark.parametrize("more", [{"finish_reason": "content_filter"}, {"refusal": "I cannot"}])
def test_a_model_may_refuse(more):
    assert "refused" == ended(GOOD, **more).outcome


def test_half_a_character_is_no_text():
    assert "half of a character" in ended(GOOD.replace("short", "\\ud800")).note
    assert "😀" == ended(GOOD.replace("short", "\\ud83d\\ude00")).value["reason"]


@given(some.text())
def test_whatever_a_server_says_nothing_is_raised(body):
    assert None is choice_of(body)
    assert ended(body).outcome == "unparsed"


@pytest.mark.parametrize("body", ["[]", "{}", '{"choices": []}', '{"choices": [{"message": 1}]}'])
def test_what_is_no_answer_of_the_protocol_has_no_choice(body):
    assert None is choice_of(body)
