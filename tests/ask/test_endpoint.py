"""rulekit/ask/endpoint.py: who is asked is said by the environment, and by nothing else."""

import os

import pytest

from rulekit.ask.endpoint import Endpoint
from rulekit.errors import UsageError


def of(address, key=""):
    return Endpoint.of({"OPENAI_BASE_URL": address, "OPENAI_API_KEY": key})


def test_an_address_names_host_port_and_path():
    assert (True, "api.example.org", None, "/v1", "k", "OPENAI") == of(
        "https://api.example.org/v1/", "k"
    )
    assert "http://localhost:8000/v1" == str(of("http://localhost:8000/v1"))


def test_an_environment_that_a_library_put_in_its_place_is_read(monkeypatch):
    """`datasets` does so, where several processes map."""
    monkeypatch.setattr(os, "environ", os.environ | {"OPENAI_BASE_URL": "http://localhost:8000"})
    assert "http://localhost:8000" == str(Endpoint.of())


def test_another_server_has_variables_of_its_own():
    both = {"OPENAI_BASE_URL": "http://a/v1", "JUDGE_BASE_URL": "http://b/v1", "JUDGE_API_KEY": "k"}
    assert ("http://b/v1", "k") == (str(found := Endpoint.of(both, "JUDGE")), found.key)
    with pytest.raises(UsageError, match="SECOND_BASE_URL is not set: nobody is asked"):
        Endpoint.of(both, "SECOND")


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("", ""),
        ("localhost:8000/v1", ""),
        ("ftp://localhost/v1", ""),
        ("http://", ""),
        ("http://host:port", ""),
        ("http://host:99999999", ""),
        ("http://[::1", ""),
        ("http://me:word@host/v1", ""),
        ("http://host/v1?key=1", ""),
        ("http://host/v1\r\nX: y", ""),
        ("http://höst/v1", ""),
        ("http://host/v1", "k\r\nX: y"),
    ],
)
def test_what_names_nobody_is_refused_without_being_told(address, key):
    with pytest.raises(UsageError) as error:
        of(address, key)
    assert "OPENAI_" in str(error.value)
    assert not any(secret in str(error.value) for secret in ("word", "X: y", "key=1"))


def test_a_key_is_hidden_wherever_it_stands():
    assert "of … and …" == of("http://host", "sk-1").hidden("of sk-1 and sk-1")
    assert "nothing" == of("http://host").hidden("nothing")
