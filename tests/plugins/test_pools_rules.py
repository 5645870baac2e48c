"""plugins/pools/rules.py: the verdict of an engine."""

from functools import cache
from pathlib import Path

from rulekit_plugins.pools import cutoff
from rulekit_plugins.pools.rules import RulesSpec, RulesStep, build_rules

import rulekit
from rulekit.plan.options import PlanOptions
from rulekit.run.afresh import engines
from rulekit.testing import curated_row


@cache
def step():
    return RulesStep(rulekit.load(profile="opencoder").check)


def test_a_file_that_a_rule_drops_ends_with_the_reason_of_the_verdict():
    outcome = step().apply(curated_row("x = 1\n$ $ (\n" * 20, "a.py"))
    assert ("drop", outcome.drop) == (outcome.verdict.decision, outcome.verdict.reason)
    assert outcome.drop


def test_a_file_that_is_kept_goes_on_with_its_verdict():
    outcome = step().apply(curated_row(Path(cutoff.__file__).read_text(), "a.py"))
    assert ("", "keep") == (outcome.drop, outcome.verdict.decision)


def test_a_file_without_a_language_ends():
    outcome = step().apply(curated_row("?", "a.unheard-of"))
    assert ("no known language has this name or content", None) == (outcome.drop, outcome.verdict)


def test_another_profile_is_known_by_what_it_says(write):
    """A run is not gone on with when the file of a profile has changed."""
    own = "title: Ours\nsource: ours\nextends: default\nskip: [{}]\n"

    def digests(profile):
        options = PlanOptions(rules=("rules",))
        engine = engines(rulekit.load(rules="rules"), options)
        context = rulekit.StepContext(Path(), engine)
        return build_rules(RulesSpec(profile=profile), context).digests

    write({"rules/profiles/own.yaml": own.format("text/few-words")})
    before = digests("own")
    write({"rules/profiles/own.yaml": own.format("text/few-lines")})
    assert ({"own"}, False, {}) == ({*before}, before == digests("own"), digests(None))
