"""plugins/pools/plugin.py: the steps that pipelines can name."""

from pathlib import Path

import pytest
from rulekit_plugins.pools.plugin import STEPS, rulekit_steps, rulekit_units

import rulekit
from rulekit.run.afresh import JudgeAfresh

CUTTERS = {cutter.name: cutter for cutter in rulekit_units()}
CONTEXT = rulekit.StepContext(
    folder=Path(),
    engine=lambda profile: JudgeAfresh(rulekit.load(profile=profile)),
    cutters=CUTTERS,
    captures={"python": frozenset({"function", "function_name"})},
    languages=frozenset({"java", "python"}),
    signal=lambda name, readings: None,
)
REQUIRED = {
    "score": {"signal": "score", "keep": {"top": "30 %"}},
    "sample": {"to": {"java": "200 GB"}},
}
KINDS = {
    "admit": rulekit.RowStep,
    "rules": rulekit.RowStep,
    "select": rulekit.RowStep,
    "functions": rulekit.RowStep,
    "score": rulekit.CorpusStep,
    "sample": rulekit.CorpusStep,
}


def test_there_are_these_steps():
    assert list(KINDS) == [step.name for step in rulekit_steps()]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_is_built_from_its_settings_alone(step):
    settings = step.settings(**REQUIRED.get(step.name, {}))
    assert isinstance(step.build(settings, CONTEXT), KINDS[step.name])


@pytest.mark.parametrize(
    ("step", "settings"),
    [
        (0, {"languages": ["jave"]}),
        (2, {"languages": ["jave"]}),
        (5, {"to": {"jave": "1 GB"}}),
    ],
)
def test_a_language_that_nobody_knows_is_refused_with_the_nearest(step, settings):
    with pytest.raises(rulekit.UsageError, match="no language `jave`, did you mean `java`"):
        STEPS[step].build(STEPS[step].settings(**settings), CONTEXT)


def test_functions_are_cut_out_of_every_language_that_has_them():
    assert [("functions", ())] == [(name, one.languages) for name, one in CUTTERS.items()]
