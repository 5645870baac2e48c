"""rulekit/ask/budget.py: what asking costs, and when it costs too much."""

import pytest

from rulekit.ask.budget import Budget
from rulekit.ask.journal import Entry
from rulekit.spec.ask import AskLimits, AskPrice

ANSWER = Entry("a", "answered", 200, "{}", {"input": 900, "output": 100}, tries=2)
FAILURE = Entry("b", "failed", 500, "", tries=3)
PRICE = AskPrice(input=1, output=20)


def after(*entries, **limits):
    budget = Budget(AskLimits(**limits), PRICE)
    for entry in entries:
        budget.spent.add(entry)
    return budget


def test_tries_are_requests_and_failures_cost_no_tokens():
    assert [("requests", 5, None), ("tokens", 1000, None), ("money", 0.0029, None)] == [
        *after(ANSWER, FAILURE).sums()
    ]


@pytest.mark.parametrize("limits", [{"requests": 6}, {"tokens": 3000}, {"money": 0.0087}])
def test_a_limit_stops_before_it_is_passed(limits):
    budget = after(ANSWER, ANSWER, **limits)
    assert None is budget.refusal(0)
    assert f"{{{next(iter(limits))}: " in str(budget.refusal(2))


@pytest.mark.parametrize("limits", [{"tokens": 3000}, {"money": 1.0}])
def test_a_limit_that_nobody_counts_up_to_stops_at_once(limits):
    uncounted = Entry("a", "answered", 200, "{}")
    assert "does not count tokens" in str(after(uncounted, **limits).refusal(0))
    assert None is after(uncounted, requests=9).refusal(0)


def test_without_a_limit_nothing_stops():
    assert None is after(ANSWER, FAILURE).refusal(1000)


def test_what_more_replies_will_cost_is_told_by_those_that_are_there():
    costs = {"requests": 20, "tokens": 10_000, "money": pytest.approx(0.029)}
    assert costs == after(ANSWER).outlook(10)


def test_requests_and_tokens_come_whole():
    uneven = Entry("c", "answered", 200, "{}", {"input": 1, "output": 0})
    costs = after(ANSWER, ANSWER, uneven).outlook(1)
    assert (2, 667) == (costs["requests"], costs["tokens"])
