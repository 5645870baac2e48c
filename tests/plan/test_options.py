"""rulekit/plan/options.py: the options of a plan."""

import json
from dataclasses import replace
from inspect import Parameter, signature
from pathlib import Path

import pytest

from rulekit.errors import UsageError
from rulekit.loader import build_engine
from rulekit.plan.options import PlanOptions, shows_options

EVERYTHING = PlanOptions(
    profile="opencoder",
    select=("text/", "code/long-line"),
    extend_select=("python/",),
    ignore=("text/few-*",),
    settings=("code/long-line.max=80",),
    seed=7,
    config="rulekit.toml",
    rules=("mine", "caf\udce9"),
    off=("python",),
    all_signals=True,
    all_evidence=True,
)


@pytest.mark.parametrize("options", [PlanOptions(), EVERYTHING], ids=["nothing", "everything"])
def test_options_survive_the_journey(options):
    assert options == PlanOptions.from_json(options.to_json())


def test_no_selection_is_not_an_empty_one():
    assert (None, ()) == (
        PlanOptions.from_json(PlanOptions().to_json()).select,
        PlanOptions.from_json(PlanOptions(select=()).to_json()).select,
    )


def test_options_are_one_line_of_json():
    text = PlanOptions(rules=("a\nb",)).to_json()
    assert (["a\nb"], False) == (json.loads(text)["rules"], "\n" in text)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"ignore": "text/"}, {"ignore": ("text/",)}),
        ({"select": ["text/"]}, {"select": ("text/",)}),
        ({"off": (one for one in ["ray"])}, {"off": ("ray",)}),
        ({"rules": Path("mine")}, {"rules": ("mine",)}),
        ({"rules": [Path("mine"), "yours"]}, {"rules": ("mine", "yours")}),
        ({"config": Path("rulekit.toml")}, {"config": "rulekit.toml"}),
    ],
)
def test_options_are_plain_whatever_they_are_made_of(given, expected):
    assert PlanOptions(**expected) == PlanOptions.of(**given)


@pytest.mark.parametrize("given", [{"ignore": None}, {"select": [1]}, {"rules": 5}])
def test_lists_of_anything_but_words_are_refused(given):
    with pytest.raises(TypeError):
        PlanOptions(**given)


def test_what_was_asked_is_asked_again_with_the_files_that_are_here():
    here = PlanOptions("ours", config="here.toml", rules=("here",))
    expected = replace(EVERYTHING, config="here.toml", rules=("here",), off=(), all_signals=False)
    assert replace(expected, all_evidence=False) == here.as_asked(EVERYTHING.asked())


def test_what_was_asked_has_the_names_of_the_command_line():
    expected = ["profile", "select", "extend-select", "ignore", "set", "seed", "config"]
    assert expected == list(PlanOptions().asked())


def test_a_signature_lists_the_options_after_what_a_function_has_of_its_own():
    @shows_options
    def made(profile=None, *, own, **options):
        return profile, own, options

    first, second, third, *_ = signature(made).parameters.values()
    assert (["profile", "own", "select"], None, Parameter.KEYWORD_ONLY) == (
        [first.name, second.name, third.name],
        third.default,
        third.kind,
    )


def test_the_engine_is_what_the_options_say():
    plan = build_engine(PlanOptions("opencoder", seed=7, select=("text/few-lines",))).plan
    assert ("opencoder", 7, ["text/few-lines"]) == (
        plan.profile,
        plan.seed,
        [rule.id for rule in plan.selected],
    )


def test_options_that_no_plan_can_follow_say_why():
    with pytest.raises(UsageError, match="there is no profile"):
        build_engine(PlanOptions("nonsense"))
