"""rulekit/ask/conversation.py: a reply of another form is asked for again, twice."""

import json

from asking import REQUEST, SCHEMA, answer

from rulekit.ask.conversation import Ended, next_step
from rulekit.ask.journal import Entry
from rulekit.spec.reply_form import read_reply_form

FORM, _ = read_reply_form(json.dumps(SCHEMA), "reply.json")
GOOD = '{"reason": "short", "score": {"quality": 7}}'
BAD = GOOD.replace("7", "77")


def talk(*said, form=FORM):
    """The step after these replies, and the requests that had them."""
    known, asked, step = {}, [], REQUEST
    for one in said:
        step = next_step(REQUEST, known.get, form)
        asked.append(step)
        known[step.key] = Entry(step.key, "answered", 200, answer(one))
    return next_step(REQUEST, known.get, form), asked


def test_nobody_was_asked_yet():
    assert (REQUEST, []) == talk()


def test_a_reply_of_its_form_is_the_end():
    step, _ = talk(GOOD)
    assert ("answered", 1) == (step.reply.outcome, len(step.entries))


def test_a_reply_of_another_form_is_told_why():
    step, _ = talk(BAD)
    said, complaint = json.loads(step.body)["messages"][-2:]
    assert BAD == said["content"]
    assert "score.quality must be 9 at most" in complaint["content"]


def test_the_third_such_reply_is_the_end():
    step, asked = talk(BAD, BAD, BAD)
    assert ("unparsed", 3, 3) == (
        step.reply.outcome,
        len(step.entries),
        len({one.key for one in asked}),
    )


def test_a_reply_that_is_cut_off_or_refused_is_not_asked_for_again():
    entry = Entry(REQUEST.key, "answered", 200, answer(GOOD, finish_reason="length"))
    assert "length" == next_step(REQUEST, {REQUEST.key: entry}.get, FORM).reply.outcome


def test_who_reads_replies_otherwise_asks_nothing_again():
    """The answers are found by what was asked, whatever was complained of them."""
    known = {}
    for one in (BAD, GOOD):
        step = next_step(REQUEST, known.get, FORM)
        known[step.key] = Entry(step.key, "answered", 200, answer(one))
    lenient, _ = read_reply_form(json.dumps(SCHEMA).replace('"maximum": 9', '"maximum": 99'), "r")
    strict, _ = read_reply_form(json.dumps(SCHEMA).replace('"maximum": 9', '"maximum": 8'), "r")
    values = [next_step(REQUEST, known.get, form) for form in (FORM, lenient, strict)]
    assert [7, 77, 7] == [one.reply.value["score"]["quality"] for one in values]
    assert all(isinstance(one, Ended) for one in values)
