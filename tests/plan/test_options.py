"""rulekit/plan/options.py: the options of a plan."""

import json

import pytest

from rulekit.errors import UsageError
from rulekit.loader import build_engine
from rulekit.plan.options import PlanOptions

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
