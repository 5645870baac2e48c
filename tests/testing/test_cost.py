"""rulekit/testing/cost.py: what is measured; how long it takes is no test's."""

import pytest
from making import syntax_of

from rulekit.testing.cost import Cost, cost_of
from rulekit.testing.sample import Sample


def test_a_cost_is_told_in_multiples_of_another():
    assert Cost(2.0, 0.5) == Cost(4.0, 1.0).over(Cost(2.0, 2.0))


def test_a_language_without_a_text_has_no_cost():
    assert cost_of(syntax_of(), []) is None
    assert cost_of(syntax_of(), [Sample("blank", "a.py", " \n")]) is None


@pytest.mark.parametrize("text", ["x = 1\n", "def f():\n    return 1\n"])
def test_parse_and_query_both_cost_something(text):
    cost = cost_of(syntax_of(), [Sample("text", "a.py", text)])
    assert cost.parse > 0
    assert cost.query > 0
