"""An audit that is counted, its verdicts one by one, and those that other limits would give."""

from dataclasses import replace

import pytest
from auditing import make_repositories
from counting import limited, make_counted

from rulekit import open_audit
from rulekit.core.judge import decide, judge, score


@pytest.fixture(scope="session")
def counted(tmp_path_factory):
    """A project with an audit, `full`, that has readings."""
    folder = tmp_path_factory.mktemp("counted")
    make_counted(folder)
    return folder


@pytest.fixture(scope="session")
def full(counted):
    """The audit, opened where its rulekit.toml is."""
    return open_audit(counted / "full", config=counted / "rulekit.toml")


@pytest.fixture(scope="session")
def repositories(tmp_path_factory):
    """The audit of a corpus with a column of repositories."""
    return open_audit(make_repositories(tmp_path_factory.mktemp("repositories")))


@pytest.fixture(scope="session")
def plan(full):
    """The plan that made it."""
    assert full.why_no_engine == ""
    return full.engine.plan


@pytest.fixture(scope="session")
def told(full):
    """The candidates of the audit, each with all that is known of it."""
    return [one for one in full.verdicts() if one.candidate]


@pytest.fixture(scope="session")
def judged_with(full, plan, told):
    """A function: the same verdicts with another limit of a rule, each judged again by itself."""

    def judged(rule, bound, limit):
        return [judged_again(verdict, rule, bound, limit) for verdict in told]

    def judged_again(verdict, rule, bound, limit):
        rules = [
            limited(one, bound, limit) if one.id == rule else one
            for one in full.reader.rule_set(verdict).rules
        ]
        findings = judge(rules, dict(verdict.readings), verdict.sha256, plan.seed)
        decision, decided_by = decide(findings, score(rules, findings), 0)
        again = replace(verdict, decision=decision, decided_by=decided_by)
        return replace(again, findings=tuple(findings))

    return judged
