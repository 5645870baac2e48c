"""rulekit/places/symptom.py: what an error of a file system, and those behind it, tell."""

import pytest
from aiohttp.http_exceptions import ContentLengthError

from rulekit.places.symptom import is_behind, is_mute, is_taken, symptom_of


class ClientError(Exception):
    """As botocore has it."""

    def __init__(self, code, status, message="", headers=(), **more):
        super().__init__(f"An error occurred ({code}): {message}")
        self.response = {
            "Error": {"Code": code, "Message": message, **more},
            "ResponseMetadata": {"HTTPStatusCode": status, "HTTPHeaders": dict(headers)},
        }


class ClientResponseError(Exception):
    """As aiohttp has it."""

    def __init__(self, status, message):
        super().__init__(f"{status}, message={message!r}, url='https://host/a?sig=secret'")
        self.status, self.message = status, message


def raised_from(error, cause):
    """An error that came of another."""
    with pytest.raises(type(error)) as found:
        raise error from cause
    return found.value


def test_code_and_status_are_those_of_the_answer_behind_an_error():
    error = raised_from(PermissionError("Access Denied"), ClientError("AccessDenied", 403))
    found = symptom_of(error)
    assert ("AccessDenied", 403, "Access Denied") == (found.code, found.status, found.said)
    assert found.has("PermissionError")
    assert found.has("ClientError")
    assert not is_mute(error)


def test_an_answer_to_a_head_has_no_word():
    assert is_mute(raised_from(PermissionError("Forbidden"), ClientError("403", 403)))


def test_who_knows_only_what_is_missing_says_nothing():
    error = raised_from(FileNotFoundError("a"), ClientResponseError(503, "Service Unavailable"))
    assert (503, "Service Unavailable") == symptom_of(error)[2:4]
    assert "" == symptom_of(FileNotFoundError("a")).said


def test_an_error_without_a_word_says_that_of_which_it_came():
    assert "too slow" == symptom_of(raised_from(TimeoutError(), OSError("too slow"))).said


def test_an_answer_that_breaks_off_is_none_of_a_server():
    error = raised_from(OSError("not completed"), ContentLengthError("received 0 of 1 bytes"))
    assert 0 == symptom_of(error).status


def test_secrets_are_not_said():
    assert (
        "to https://host/a?… in vain" == symptom_of(OSError("to https://host/a?s=x in vain")).said
    )


def test_numbers_of_errors_say_nothing():
    assert "Connection refused" == symptom_of(OSError("[Errno 111] Connection refused")).said


@pytest.mark.parametrize(
    "error",
    [
        ClientError("PermanentRedirect", 301, headers={"x-amz-bucket-region": "eu-west-1"}),
        ClientError("AuthorizationHeaderMalformed", 400, Region="eu-west-1"),
        ClientError("AuthorizationHeaderMalformed", 400, "wrong; expecting 'eu-west-1'"),
    ],
)
def test_the_region_is_where_a_store_says_it(error):
    assert "eu-west-1" == symptom_of(error).region


def test_a_proxy_error_that_says_nothing_is_the_502_of_gcsfs():
    silent = type("ProxyError", (Exception,), {})
    assert (502, False) == ((found := symptom_of(silent())).status, found.has("Proxy"))
    assert symptom_of(silent("no way")).has("Proxy")


def test_an_error_that_came_of_itself_ends():
    first, second = OSError("first"), OSError("second")
    first.__cause__, second.__cause__ = second, first
    assert "first" == symptom_of(first).said


def test_not_every_store_says_that_a_file_is_taken_in_the_same_way():
    assert is_taken(FileExistsError())
    assert is_taken(raised_from(OSError("no"), ClientError("PreconditionFailed", 412)))
    assert not is_taken(OSError())


def test_a_range_behind_the_end_is_known():
    assert is_behind(raised_from(OSError("no"), ClientError("InvalidRange", 416)))
    assert is_behind(ClientResponseError(416, "Range Not Satisfiable"))
    assert not is_behind(ClientResponseError(404, "Not Found"))
