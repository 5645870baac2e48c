"""plugins/pools/rules.py: the verdict of an engine."""

from functools import cache
from pathlib import Path

from rulekit_plugins.pools import cutoff
from rulekit_plugins.pools.rules import RulesStep

import rulekit
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
