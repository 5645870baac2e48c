"""rulekit/core/message.py: templates over a few values."""

import pytest

from rulekit.core.message import fill


@pytest.mark.parametrize(
    ("filled", "value"),
    [("0 lines", 0.0), ("1 line", 1.0), ("2 lines", 2.0), ("-1 lines", -1.0), ("1 line", 1)],
)
def test_of_two_words_the_first_is_for_one_and_the_other_for_the_rest(filled, value):
    assert filled == fill("{value:.0f} {value:line|lines}", value=value)


def test_each_number_has_its_own_words():
    template = "{count} {count:place|places} over {margin:.0f} {margin:byte|bytes}"
    assert "1 place over 3 bytes" == fill(template, count=1, margin=3.0)


def test_words_may_have_blanks_and_signs():
    assert "is one!" == fill("{value:is one!|are: more}", value=1.0)


def test_other_formats_are_those_of_python():
    assert "12.5% of  <= 3" == fill("{value:.1%} of {limit:>5}", value=0.125, limit="<= 3")
