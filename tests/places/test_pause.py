"""rulekit/places/pause.py: pauses that a store asks for."""

from types import SimpleNamespace

import pytest

from rulekit.places.pause import asked_pause


class RefusedError(Exception):
    """An error with the answer that it is of, as those of clients of HTTP and of botocore are."""

    def __init__(self, response):
        super().__init__("429")
        self.response = response


def refused(**headers):
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return RefusedError(SimpleNamespace(headers=told))


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
    assert 7 == asked_pause(RefusedError(answer))


def test_the_error_that_another_came_of_is_looked_at():
    error = FileNotFoundError("o/n")
    error.__cause__ = refused(Retry_After="9")
    assert 9 == asked_pause(error)


def test_an_error_without_an_answer_asks_for_no_pause():
    assert 0 == asked_pause(ConnectionError("reset"))
