"""rulekit/ask/stub.py: a server whose replies hang on the request alone."""

import json
import subprocess
import sys
import urllib.request
from contextlib import closing

from asking import REQUEST, SCHEMA, serving
from hypothesis import given
from hypothesis import strategies as some

from rulekit.ask.client import Client
from rulekit.ask.endpoint import Endpoint
from rulekit.ask.reply import reply_of
from rulekit.ask.stub import Script, known_by_heart, value_of
from rulekit.spec.reply_form import read_reply_form

FORM, _ = read_reply_form(json.dumps(SCHEMA), "reply.json")


def body():
    with closing(Client(Endpoint.of(), 1, 5.0)) as client:
        return client.ask(REQUEST).entry.body


def test_the_same_request_has_the_same_answer():
    with serving():
        first = body()
    with serving():
        assert first == body()
    assert "answered" == reply_of(first, FORM).outcome


@given(some.binary(min_size=32, max_size=32))
def test_a_value_is_of_the_form_that_is_asked_for(digest):
    assert "" == FORM.mistake(value_of(SCHEMA, digest))


def test_a_text_is_as_long_as_it_has_to_be():
    assert 40 == len(value_of({"type": "string", "minLength": 40}, bytes(32)))
    assert 5 == len(value_of({"type": "string", "maxLength": 5}, bytes(32)))


def test_so_large_a_share_of_requests_meets_a_fault():
    script = Script(faults=0.25)
    hashes = [number.to_bytes(4, "big") + bytes(28) for number in range(0, 2**32, 2**22)]
    assert 256 == sum(script.fault(one) != "" for one in hashes)


def test_it_tells_how_often_each_request_was_answered():
    with serving():
        body()
        body()
        with urllib.request.urlopen(str(Endpoint.of())) as answer:
            assert [2] == [*json.load(answer).values()]


def test_it_serves_as_long_as_a_command_runs():
    code = "import os, urllib.request as u; u.urlopen(os.environ['OPENAI_BASE_URL']); exit(3)"
    words = [sys.executable, "-m", "rulekit.ask.stub", "--", sys.executable, "-c", code]
    assert 3 == subprocess.run(words, check=False).returncode


def test_what_it_knows_by_heart_it_says_with_a_number_of_its_own():
    words = {"type": "array", "items": {"type": "string"}}
    properties = {"name": {"type": "string"}, "names": words, "mark": {"type": "integer"}}
    schema = {"type": "object", "properties": properties}
    known = [{"name": "plus{n}", "names": ["plus{n}", "b"], "else": 1}]
    found = known_by_heart(known, schema, bytes(range(32)))
    number = int.from_bytes(bytes(range(8, 12)), "big") % 1_000
    assert {"name": f"plus{number}", "names": [f"plus{number}", "b"]} == found
    assert {} == known_by_heart([], schema, bytes(32))
    assert {} == known_by_heart(known, {"type": "string"}, bytes(32))
