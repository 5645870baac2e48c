"""rulekit/category/embedding_request.py: one text for one model, and the vector in an answer."""

import json

import pytest

from rulekit.category.embedding_request import EmbeddingRequest, model_of, vector_of

REQUEST = EmbeddingRequest("embedder", "def f(): ...")


def answer(embedding, **more):
    return json.dumps({"data": [{"embedding": embedding}], **more})


def test_a_key_is_the_same_on_every_day_and_machine():
    """Else all that was ever asked would be asked, and paid, again."""
    assert "778fcd66b069fbd7" == REQUEST.key[:16]


def test_an_embedding_hangs_on_the_model_and_the_text():
    others = [EmbeddingRequest("other", REQUEST.text), EmbeddingRequest("embedder", "")]
    assert 3 == len({REQUEST.key, *(one.key for one in others)})


def test_the_body_is_as_servers_take_it():
    assert {"model": "embedder", "input": "def f(): ..."} == json.loads(REQUEST.body)


def test_a_vector_is_read_as_it_is():
    assert (0.25, -1.0, 0.0) == vector_of(answer([0.25, -1, 0]))
    assert REQUEST.is_answered_by(answer([1]))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        '{"data": []}',
        answer(None),
        answer([]),
        answer("AAAA"),
        answer([1, "2"]),
        answer([True]),
        answer([float("nan")]),
        answer([10**400]),
        answer([1e101]),
        "[" * 100_000,
    ],
)
def test_what_has_no_vector_is_no_answer(body):
    assert vector_of(body) is None
    assert not REQUEST.is_answered_by(body)


def test_the_name_of_the_model_is_what_the_server_says():
    assert ("large-2", "") == (model_of(answer([1], model="large-2")), model_of(answer([1])))
