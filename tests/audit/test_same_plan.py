"""rulekit/audit/same_plan.py: the engine that an audit was made by."""

import shutil
from dataclasses import replace

import pytest
from auditing import make_audit, make_project

from rulekit import open_audit
from rulekit.audit.same_plan import rebuild_engine
from rulekit.plan.options import PlanOptions
from rulekit.run.filter import Filter
from rulekit.run.local_runner import LocalRunner
from rulekit.run.prepared import FilterOptions


def test_without_readings_there_is_no_engine_to_be_had(bare, project):
    expected = (None, "`rulekit filter --signals used` keeps what tells them")
    assert expected == rebuild_engine(bare, PlanOptions(config=str(project / "rulekit.toml")))


def test_another_limit_makes_another_plan(full, project, tmp_path):
    shutil.copytree(project / "rules", tmp_path / "rules")
    shutil.copy(project / "rulekit.toml", tmp_path)
    file = tmp_path / "rules/mine/loud.yaml"
    file.write_text(file.read_text().replace("max: 2", "max: 1"))
    engine, why_not = rebuild_engine(full, PlanOptions(config=str(tmp_path / "rulekit.toml")))
    assert (None, "another plan is installed here: the rule mine/loud: has changed") == (
        engine,
        why_not,
    )


def test_a_plan_that_cannot_be_made_here_says_why(full):
    engine, why_not = rebuild_engine(full, PlanOptions())
    assert engine is None
    assert why_not.startswith("the audit's plan cannot be made here: there is no profile `ours`")


@pytest.mark.slow
def test_overrides_count_from_a_folder_that_no_audit_knows(tmp_path):
    make_project(tmp_path)
    with (tmp_path / "rulekit.toml").open("a") as file:
        file.write('[[override]]\npaths = ["*.c"]\nreason = "x"\nskip = ["mine/loud"]\n')
    audit = open_audit(make_audit(tmp_path, "out", "used"))
    engine, why_not = rebuild_engine(audit, PlanOptions(config=str(tmp_path / "rulekit.toml")))
    assert (None, "rulekit.toml has overrides, whose rows are not known again") == (
        engine,
        why_not,
    )


@pytest.mark.parametrize("profile", ["5", "null", "not JSON", "[" * 100_000])
def test_what_nobody_can_have_asked_makes_no_plan(full, profile):
    plan = {**full.plan, "choice": {**full.plan["choice"], "profile": profile}}
    audit = replace(full, manifest={**full.manifest, "plan": plan})
    reason = "the audit's plan cannot be made here: its manifest does not say what was asked"
    assert (None, reason) == rebuild_engine(audit, PlanOptions())


@pytest.mark.slow
def test_rules_of_another_folder_are_had_where_they_are_said_to_be(write, tmp_path, monkeypatch):
    """What made the audit is known by its plan, so it does no harm to try."""
    make_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    rules = PlanOptions(select=("mine/loud",), rules=("rules",))
    run = Filter(rules, FilterOptions(("left",), "other", signals="used"))
    for _ in run.run(lambda: LocalRunner().executors(run.worker_config.to_json(), 1, None)):
        pass
    audit = open_audit("other")
    engine, why_not = rebuild_engine(audit, PlanOptions())
    assert (None, True) == (engine, why_not.startswith("the audit's plan cannot be made here: "))
    assert rebuild_engine(audit, PlanOptions(rules=("rules",)))[0] is not None
