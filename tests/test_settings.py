"""rulekit/run/settings.py: the recipe for an engine."""

import json

import pytest

from rulekit.errors import UsageError
from rulekit.loader import Settings

EVERYTHING = Settings(
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


@pytest.mark.parametrize("settings", [Settings(), EVERYTHING], ids=["nothing", "everything"])
def test_a_recipe_survives_the_journey(settings):
    assert settings == Settings.from_json(settings.to_json())


def test_no_selection_is_not_an_empty_one():
    assert (None, ()) == (
        Settings.from_json(Settings().to_json()).select,
        Settings.from_json(Settings(select=()).to_json()).select,
    )


def test_a_recipe_is_one_line_of_json():
    text = Settings(rules=("a\nb",)).to_json()
    assert (["a\nb"], False) == (json.loads(text)["rules"], "\n" in text)


def test_the_engine_is_what_the_recipe_says():
    plan = Settings(profile="opencoder", seed=7, select=("text/few-lines",)).build().plan
    assert ("opencoder", 7, ["text/few-lines"]) == (
        plan.profile,
        plan.seed,
        [rule.id for rule in plan.selected],
    )


def test_a_recipe_that_cannot_be_built_says_why():
    with pytest.raises(UsageError, match="there is no profile"):
        Settings(profile="nonsense").build()
