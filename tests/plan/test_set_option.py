"""rulekit/plan/set_option.py: `--set RULE.FIELD=VALUE`."""

import pytest

from rulekit.errors import UsageError
from rulekit.plan.set_option import parse_set
from rulekit.spec.profile import LimitSpec


def complaints_about(*words):
    with pytest.raises(UsageError) as caught:
        parse_set(words)
    return [problem.message for problem in caught.value.problems]


def test_words_are_limits_of_rules():
    words = ["toy/loud.max=3", "toy/loud.min=-1e-2", "toy/quiet.action=flag", "a.b/c.weight=.5"]
    expected = {
        "toy/loud": LimitSpec(max=3.0, min=-0.01),
        "toy/quiet": LimitSpec(action="flag"),
        "a.b/c": LimitSpec(weight=0.5),
    }
    assert expected == parse_set(words)


def test_a_later_word_replaces_an_earlier_one():
    assert {"toy/loud": LimitSpec(max=4.0)} == parse_set(["toy/loud.max=3", "toy/loud.max=4"])


def test_no_word_is_no_limit():
    assert {} == parse_set([])


FORM = "say RULE.FIELD=VALUE, a field of min, max, spare, weight, action"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("toy/loud", FORM),
        ("toy/loud=3", FORM),
        ("toy/loud.max", FORM),
        ("toy/loud.mix=3", FORM),
        (".max=3", FORM),
        ("=", FORM),
        ("toy/loud.max=", "`` is not a number"),
        ("toy/loud.max=high", "`high` is not a number"),
        ("toy/loud.max=1_0", "`1_0` is not a number"),
        ("toy/loud.max=true", "`true` is not a number"),
        ("toy/loud.max=[1]", "`[1]` is not a number"),
        ("toy/loud.max=nan", "`nan` is not a number"),
        ("toy/loud.max=.inf", "`.inf` is not a number"),
        ("toy/loud.max=1e999", "`1e999` is not a number"),
        ("toy/loud.weight=0", "it must be greater than 0"),
        ("toy/loud.spare=2", "it must be less than or equal to 1"),
        ("toy/loud.action=no", "it must be 'drop' or 'flag'"),
    ],
)
def test_a_word_that_says_nothing_is_refused(word, expected):
    assert [f"--set {word}: {expected}"] == complaints_about(word)


def test_every_word_that_says_nothing_is_told():
    assert 2 == len(complaints_about("toy/loud", "toy/loud.max=3", "toy/loud.mix=3"))


def test_a_word_that_turns_a_range_upside_down_is_told():
    expected = ["--set toy/loud.min=4: `min` 4 is above `max` 3"]
    assert expected == complaints_about("toy/loud.max=3", "toy/loud.min=4")
