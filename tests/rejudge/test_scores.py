"""rulekit/rejudge/scores.py: scores of many rows at once, as those of one."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from making import rule_of, signal_of

from rulekit.core.judge import score
from rulekit.core.reading import Reading
from rulekit.core.scorecard import Scorecard, Term
from rulekit.core.verdict import Finding
from rulekit.rejudge.outcomes import CLOSED, FAILED, UNMEASURED
from rulekit.rejudge.scores import WORDS, scores

CARD = Scorecard(
    0.1,
    (
        Term(signal_of("x"), ((0.0, 0.3), (1.0, -1.7))),
        Term(signal_of("y"), ((0.5, 0.1),)),
        Term(signal_of("z"), ()),
    ),
    dropped=-2.3,
)
NUMBERS = st.sampled_from([None, 0.0, 0.3, 0.5, 1.0, 1.1, 9.0])
ROWS = st.lists(
    st.tuples(st.fixed_dictionaries(dict.fromkeys("xyz", NUMBERS)), st.booleans()), max_size=8
)
OUTCOMES = st.integers(0, CLOSED)


@given(ROWS)
def test_a_scorecard_gives_many_rows_what_it_gives_each(rows):
    values = {
        name: np.array([math.nan if one[name] is None else one[name] for one, _ in rows], float)
        for name in "xyz"
    }
    dropped = np.array([one for _, one in rows], bool)
    found = scores(CARD, [rule_of()], np.zeros((1, len(rows)), np.int8), values, dropped)
    for (row, drops), one in zip(rows, found, strict=True):
        readings = {name: Reading(value) for name, value in row.items()}
        assert CARD.score(CARD.parts(readings, dropped=drops)) == one


def test_what_no_rule_of_any_weight_could_measure_has_no_score():
    outcomes = np.array([[UNMEASURED, CLOSED, FAILED], [0, 0, 0]], np.int8)
    rules = [rule_of(), rule_of("a/light", weight=0.0)]
    values = {name: np.zeros(3) for name in "xyz"}
    found = scores(CARD, rules, outcomes, values, np.zeros(3, bool))
    assert [False, False, True] == [one > 0 for one in found]
    assert [True, True, False] == np.isnan(found).tolist()


@given(st.lists(st.tuples(OUTCOMES, OUTCOMES, OUTCOMES), min_size=1, max_size=9))
def test_without_a_scorecard_weights_are_added_as_for_one_row(rows):
    rules = [rule_of(f"a/{weight}", weight=weight) for weight in (0.1, 0.7, 3.0)]
    outcomes = np.array(rows, np.int8).T
    found = scores(Scorecard(0.0, ()), rules, outcomes, {}, np.zeros(len(rows), bool))
    for row, one in zip(rows, found, strict=True):
        findings = [Finding(rule.id, WORDS[code]) for rule, code in zip(rules, row, strict=True)]
        assert score(rules, findings) == (None if math.isnan(one) else one)
