"""rulekit/execution/workers.py: so many at once, each told by its key."""

import pytest

from rulekit.execution.execute import Execution
from rulekit.execution.workers import Workers


def test_what_came_of_each_is_told_by_its_key():
    workers = Workers(2)
    for key in "abc":
        workers.put(key, lambda key=key: Execution("passed", key))
    told = dict(workers.take() for _ in range(3))
    assert {"a": "a", "b": "b", "c": "c"} == {key: one.note for key, one in told.items()}
    assert 0 == workers.busy


def test_as_much_waits_as_is_under_way():
    workers = Workers(1)
    workers.put("a", lambda: Execution("passed"))
    assert not workers.is_full
    workers.put("b", lambda: Execution("passed"))
    assert workers.is_full


def test_what_one_raises_is_raised_where_it_is_taken():
    workers = Workers(1)
    workers.put("a", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        workers.take()
