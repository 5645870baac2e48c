"""rulekit/run/gate.py: the share that may be dropped, and the exit code."""

import pytest

from rulekit.core.tally import Tally
from rulekit.core.verdict import Verdict
from rulekit.run.gate import allowed_rate, check_code, filter_code


def tally(keep=0, drop=0, error=0):
    made = Tally()
    for decision, count in (("keep", keep), ("drop", drop), ("error", error)):
        for _ in range(count):
            made.add(Verdict("a.py", decision, "as it is", ("toy/loud",), language="python"))
    return made


@pytest.mark.parametrize(
    ("asked", "said", "expected"),
    [(None, None, 0.0), (None, 0.05, 0.05), (0.5, 0.05, 0.5), (0.0, 0.05, 0.0)],
)
def test_the_caller_goes_before_the_project_and_else_nothing_may_be_dropped(asked, said, expected):
    assert expected == allowed_rate(asked, said)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, 0),
        ({"keep": 3, "drop": 1}, 0),
        ({"keep": 2, "drop": 1}, 1),
        ({"keep": 9, "error": 1}, 1),
    ],
)
def test_files_may_be_dropped_as_allowed_and_no_error_is(counts, expected):
    assert expected == check_code(tally(**counts), 0.25)


@pytest.mark.parametrize(
    ("counts", "allowed", "expected"),
    [
        ({}, None, 0),
        ({"drop": 1}, None, 0),
        ({"keep": 3, "drop": 1}, 0.25, 0),
        ({"keep": 2, "drop": 1}, 0.25, 1),
        ({"keep": 9, "error": 1}, 0.0, 0),
        ({"error": 1}, 1.0, 2),
    ],
)
def test_a_corpus_is_held_to_what_is_asked_and_something_must_be_judged(counts, allowed, expected):
    assert expected == filter_code(tally(**counts), allowed)
