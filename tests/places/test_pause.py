"""rulekit/places/pause.py: pauses that a store asks for."""

import httpx2
import pytest
from botocore.exceptions import ClientError
from huggingface_hub.errors import HfHubHTTPError

from rulekit.places.pause import asked_pause


def refused(**headers):
    """An error of the Hub's package, as its answer has these headers."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    request = httpx2.Request("GET", "http://hub")
    return HfHubHTTPError("429", response=httpx2.Response(429, headers=told, request=request))


@pytest.mark.parametrize(
    ("seconds", "headers"),
    [
        (55, {"RateLimit": '"resolvers";r=0;t=55', "Retry_After": "3"}),
        (3, {"RateLimit": '"resolvers";r=12;t=55', "Retry_After": "3"}),
        (120, {"Retry_After": "120"}),
        (0, {"Retry_After": "Wed, 21 Oct 2015 07:28:00 GMT"}),
        (0, {}),
    ],
)
def test_the_hub_says_how_long_no_request_is_answered(seconds, headers):
    assert seconds == asked_pause(refused(**headers))


def test_an_s3_server_may_say_so_too():
    answer = {"ResponseMetadata": {"HTTPStatusCode": 503, "HTTPHeaders": {"retry-after": "7"}}}
    assert 7 == asked_pause(ClientError(answer, "GetObject"))


def test_the_error_that_another_came_of_is_looked_at():
    error = FileNotFoundError("o/n")
    error.__cause__ = refused(Retry_After="9")
    assert 9 == asked_pause(error)


def test_an_error_without_an_answer_asks_for_no_pause():
    assert 0 == asked_pause(ConnectionError("reset"))
