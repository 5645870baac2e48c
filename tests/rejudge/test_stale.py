"""rulekit/rejudge/stale.py: models, weights and replies that are others by now."""

import pytest

from rulekit.rejudge.stale import stale

NOW = {"models": {"worth": "a1", "new": "b1"}, "weights": {"size": "e1"}}
NOW["replies"] = {"marks": "c1"}


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ({}, []),
        ({"models": {"worth": "a1", "gone": "d1"}, "replies": {}}, []),
        ({"models": {"worth": "a2"}}, ["the model worth: has changed"]),
        ({"weights": {"size": "e2"}}, ["the weights size: has changed"]),
        ({"replies": {"marks": "c2"}}, ["the set of replies to marks: has changed"]),
    ],
)
def test_what_both_have_and_differs_is_told(before, expected):
    assert expected == stale(before, NOW)
