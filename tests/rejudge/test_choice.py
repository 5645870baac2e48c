"""rulekit/rejudge/choice.py: what is asked now, on what was asked of the audit."""

import pytest
from auditing import refused

from rulekit.plan.options import PlanOptions
from rulekit.rejudge.choice import asked_again

WAS = PlanOptions(
    "ours", select=("a/",), extend_select=("b/",), ignore=("c/",), settings=("a/b.max=1",), seed=7
)


def asked(**words):
    return asked_again(PlanOptions.of(**words), WAS.asked(), "audit")


def test_without_a_word_it_is_what_was_asked():
    assert WAS == asked()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"settings": "a/b.max=2"}, {"settings": ("a/b.max=1", "a/b.max=2")}),
        ({"ignore": "d/"}, {"ignore": ("c/", "d/")}),
        ({"extend_select": "d/"}, {"extend_select": ("b/", "d/")}),
        ({"select": "d/"}, {"select": ("d/",)}),
        ({"seed": 0}, {"seed": 0}),
        ({"off": "b"}, {"off": ("b",)}),
    ],
)
def test_words_are_added_but_for_a_selection(words, expected):
    changed = asked(**words)
    assert expected == {name: getattr(changed, name) for name in expected}
    (name,) = expected
    assert getattr(changed, name) != getattr(WAS, name)


def test_a_profile_takes_the_place_of_all_but_the_seed():
    assert PlanOptions("other", ignore=("d/",), seed=7) == asked(profile="other", ignore="d/")


@pytest.mark.parametrize("choice", [{}, {**WAS.asked(), "seed": "{"}, {**WAS.asked(), "set": "1"}])
def test_a_choice_that_nobody_asked_is_refused(choice):
    problem = refused(asked_again, PlanOptions(), choice, "audit")
    assert "the manifest of `audit` does not say what was asked" in problem.message
