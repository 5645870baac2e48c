"""rulekit/rejudge/outcomes.py: rules on many rows at once, as `core.judge` has them on one."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from making import range_of, rule_of, signal_of

from rulekit.core.judge import judge
from rulekit.core.reading import Reading
from rulekit.core.rule import Guard
from rulekit.rejudge.outcomes import CLOSED, FAILED, PASSED, UNMEASURED, outcomes

NUMBERS = st.sampled_from([None, 0.0, 0.3, 1.0, 1.0 + 1e-13, 1.0 + 1e-9, 2.0, 5e8, math.inf])
ENDS = st.sampled_from([None, 0, 0.3, 1, 2])
RANGES = st.builds(range_of, ENDS, ENDS)
RULES = st.lists(
    st.builds(
        lambda keep, guards: rule_of(
            keep=keep, when=tuple(Guard(signal_of(name), one) for name, one in guards)
        ),
        RANGES,
        st.lists(st.tuples(st.sampled_from(["a", "b"]), RANGES), max_size=2),
    ),
    max_size=4,
)
ROWS = st.lists(st.fixed_dictionaries({"x": NUMBERS, "a": NUMBERS, "b": NUMBERS}), max_size=6)
CODES = {("pass", True): PASSED, ("fail", True): FAILED, ("unmeasured", True): UNMEASURED}


def columns(rows):
    return {
        name: np.array([math.nan if one[name] is None else one[name] for one in rows], float)
        for name in ("x", "a", "b")
    }


@given(RULES, ROWS)
def test_many_rows_end_as_each_of_them_does(rules, rows):
    found = outcomes(rules, columns(rows), len(rows))
    for place, row in enumerate(rows):
        findings = judge(rules, {name: Reading(one) for name, one in row.items()}, "", 0)
        expected = [CODES.get((one.outcome, one.applies), CLOSED) for one in findings]
        assert expected == found[:, place].tolist()
