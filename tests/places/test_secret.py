"""rulekit/places/secret.py: texts of others, without the secrets that may be in them."""

import pytest

from rulekit.places.secret import without_secrets


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no answer from https://host/a?X-Amz-Signature=x&y=z", "no answer from https://host/a?…"),
        ('url="http://host/a?sig=x", tried', 'url="http://host/a?…", tried'),
        ("proxy http://me:word@host:3128", "proxy http://…@host:3128"),
        ("is it there? https://host/a@b", "is it there? https://host/a@b"),
    ],
)
def test_addresses_lose_their_logins_and_queries(text, told):
    assert told == without_secrets(text)


def test_secrets_of_the_environment_are_not_told(monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI")
    monkeypatch.setenv("HF_TOKEN", "hf_abcdef")
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    said = "key wJalrXUtnFEMI, token hf_abcdef, region eu-west-1"
    assert "key …, token …, region eu-west-1" == without_secrets(said)


def test_a_short_value_is_in_any_text(monkeypatch):
    monkeypatch.setenv("MY_TOKEN", "a")
    assert "a man" == without_secrets("a man")
