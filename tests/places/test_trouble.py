"""rulekit/places/trouble.py: trouble with a store, in words for the person who can end it."""

import pytest

from places.test_symptom import ClientError, ClientResponseError, raised_from
from rulekit.places.trouble import is_missing, trouble_of

HERE = "s3://bucket/data"


def named(*names, said="", of=Exception):
    """An error of classes with these names, the last of which is its own."""
    kind = of
    for name in names:
        kind = type(name, (kind,), {})
    return kind(said) if said else kind()


def s3(code, status, message="so it is"):
    return ClientError(code, status, message)


# What does not pass, by what the store says; words of the message, and of the remedy.
FOR_GOOD = {
    "NoSuchBucket": (s3("NoSuchBucket", 404), "there is no `s3://bucket`", "spelling"),
    "InvalidBucketName": (s3("InvalidBucketName", 400), "can be no name", "spelling"),
    "InvalidAccessKeyId": (s3("InvalidAccessKeyId", 403), "does not know the key", "AWS_PROFILE"),
    "InvalidToken": (s3("InvalidToken", 400), "does not know the key", "AWS_PROFILE"),
    "SignatureDoesNotMatch": (s3("SignatureDoesNotMatch", 403), "secret is not", "look at both"),
    "RequestTimeTooSkewed": (s3("RequestTimeTooSkewed", 403), "the clock of this", "NTP"),
    "PermanentRedirect": (s3("PermanentRedirect", 301), "in another region", "AWS_REGION=…"),
    "NotImplemented": (s3("NotImplemented", 501), "only where none is", "If-None-Match"),
    "InvalidObjectState": (s3("InvalidObjectState", 403), "is archived", "restore"),
    "AccessDenied": (s3("AccessDenied", 403), "does not let you read it", "s3:GetObject"),
    "403": (s3("403", 403), "does not let you read it", "s3:GetObject"),
    "401": (ClientResponseError(401, "Unauthorized"), "does not know who asks", "AWS_PROFILE"),
    "no credentials": (named("NoCredentialsError"), "no credentials here", "FSSPEC_S3_ANON"),
    "proxy": (
        named("ClientError", "ProxyConnectionError", said="no way"),
        "proxy does not let it through: no way",
        "HTTPS_PROXY",
    ),
    "certificate": (
        named("SSLError", said="certificate verify failed: self-signed certificate (_ssl.c:1006)"),
        "the certificate of the server is not trusted: self-signed certificate",
        "AWS_CA_BUNDLE",
    ),
    "no TLS": (
        named("SSLError", said="[SSL: WRONG_VERSION_NUMBER] wrong version number"),
        "speaks no TLS",
        "http://",
    ),
    "no ranges": (ValueError("doesn't appear to support range requests"), "no ranges", "copy it"),
    "forbidden": (OSError("Forbidden: b/o\nno access"), "does not let you", "s3:GetObject"),
    "gated": (
        named("RepositoryNotFoundError", "GatedRepoError", of=FileNotFoundError),
        "owner has to grant access first",
        "on its page",
    ),
    "repository": (named("RepositoryNotFoundError"), "there is no", "hf://datasets/OWNER/NAME"),
    "revision": (named("RevisionNotFoundError"), "no such revision", "behind the @"),
    "address": (named("HfUriError", said="no"), "no address of the Hub: no", "OWNER/NAME"),
    "offline": (named("OfflineModeIsEnabled"), "HF_HUB_OFFLINE is set", "unset it"),
    "unknown": (RuntimeError("what is this"), "cannot read it: RuntimeError: what is this", "kept"),
}

# What may pass.
PASSING = {
    "SlowDown": (s3("SlowDown", 503), "asked for too much at once: An error"),
    "429": (ClientResponseError(429, "Too Many Requests"), "too much at once: Too Many Requests"),
    "InternalError": (s3("InternalError", 500), "the store fails"),
    "RequestTimeout": (s3("RequestTimeout", 400), "the store fails"),
    "502": (named("ProxyError"), "the store fails"),
    "refused": (ConnectionRefusedError(111, "Connection refused"), "no connection to the store"),
    "cut": (named("ClientPayloadError", said="not all of it"), "no connection to the store"),
    "unknown host": (named("gaierror", of=OSError, said="not known"), "no connection"),
    "time": (TimeoutError(), "no connection to the store"),
    "behind a missing file": (
        raised_from(FileNotFoundError("a"), ClientResponseError(503, "Service Unavailable")),
        "too much at once",
    ),
    "connection behind a missing file": (
        raised_from(FileNotFoundError("a"), named("ClientConnectorError", said="no route")),
        "no connection to the store: no route",
    ),
    "expired": (s3("ExpiredToken", 400), "the credentials have expired"),
    "written anew": (s3("PreconditionFailed", 412), "written anew while it was read"),
}


@pytest.mark.parametrize(("error", "message", "remedy"), FOR_GOOD.values(), ids=FOR_GOOD)
def test_what_does_not_pass_is_said_with_what_to_do(error, message, remedy):
    found = trouble_of(error, HERE)
    assert message in found.message
    assert remedy in found.remedy
    assert (False, False, 0) == (found.passes, found.is_missing, found.tries)


@pytest.mark.parametrize(("error", "message"), PASSING.values(), ids=PASSING)
def test_what_may_pass_is_tried_again(error, message):
    found = trouble_of(error, HERE)
    assert message in found.message
    assert (True, False) == (found.passes, found.is_missing)
    assert found.tries > 2


@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError(2, "No such file"),
        ClientResponseError(404, "Not Found"),
        raised_from(FileNotFoundError("a"), s3("NoSuchKey", 404)),
        named("HfHubHTTPError", "EntryNotFoundError", of=FileNotFoundError),
    ],
)
def test_what_is_missing_is_no_fault_of_the_store(error):
    assert is_missing(error, HERE)


def test_what_was_to_be_done_is_said():
    for doing, right in (("list", "s3:ListBucket"), ("delete", "s3:DeleteObject")):
        found = trouble_of(s3("AccessDenied", 403), HERE, doing)
        assert f"`{HERE}`: the store does not let you {doing} it" == found.message
        assert f"ask for the right to {doing} ({right})" in found.remedy


def test_a_region_that_is_told_is_named():
    error = s3("AuthorizationHeaderMalformed", 400, "wrong; expecting 'eu-west-1'")
    assert "AWS_REGION=eu-west-1;" in trouble_of(error, HERE).remedy


def test_other_credentials_are_looked_for_a_few_times_only():
    found = trouble_of(s3("ExpiredToken", 400), HERE)
    assert (True, 3) == (found.is_expired, found.tries)


def test_a_signed_address_is_not_told():
    found = trouble_of(ClientResponseError(403, "Forbidden"), "https://host/a?signature=secret")
    assert "`https://host/a?…`" in found.message
    assert "secret" not in str(found)


def test_how_often_it_was_tried_is_said():
    found = trouble_of(TimeoutError("slow"), HERE)
    assert (found, f"{found.message} (7 tries)") == (found.after(1), found.after(7).message)
