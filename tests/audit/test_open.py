"""rulekit/audit/open.py: an audit, opened to be asked."""

import inspect
import re

from auditing import refused

from rulekit import open_audit
from rulekit.audit.open import Audit
from rulekit.audit.query import WORDS


def test_without_a_word_every_verdict_comes_in_order(full, judged):
    found = full.verdicts()
    assert (81, list(judged.values())) == (found.total, list(found))


def test_a_shard_has_its_own_verdicts(full, judged):
    expected = [one for (shard, _), one in judged.items() if shard == "right"]
    assert expected == list(full.shard_verdicts("right"))


def test_a_shard_that_is_not_there_is_refused(full):
    problem = refused(full.shard_verdicts, "rihgt")
    assert "shard=rihgt: the audit has no shard `rihgt`, did you mean `right`?" == problem.message


def test_what_can_be_asked_is_what_a_query_has():
    parameters = inspect.signature(Audit.verdicts).parameters
    assert ["self", *WORDS] == list(parameters)


def test_every_word_arrives(full):
    found = full.verdicts(rule="mine/asking", sample="drop", seed=5, limit=4)
    again = full.verdicts(rule="mine/asking", sample="drop", seed=6, limit=4)
    assert (13, 4, 4) == (found.total, len(list(found)), len(list(again)))
    assert list(found) != list(again)
    assert all("mine/asking" in one.decided_by for one in found)


def test_near_has_both_sides_with_the_engine_and_one_without(full, bare):
    both, failed = (audit.verdicts(rule="mine/guarded", near=1) for audit in (full, bare))
    assert (30, 10) == (both.total, failed.total)


def test_the_engine_is_that_of_the_audit_or_it_is_said_why_there_is_none(full, bare, project):
    assert (full.plan["choice"]["profile"], "") == ('"ours"', full.why_no_engine)
    assert full.engine.plan.profile == "ours"
    expected = (None, "`rulekit filter --signals used` keeps what tells them")
    assert expected == (bare.engine, bare.why_no_engine)
    elsewhere = open_audit(project / "full")
    assert (None, True) == (elsewhere.engine, "no profile `ours`" in elsewhere.why_no_engine)


def test_rules_of_a_folder_and_plugins_that_are_off_are_said_as_for_load(project):
    audit = open_audit(project / "full", rules=project / "rules", off="ray")
    assert audit.why_no_engine.startswith("another plan is installed here: the plugin ray: is gone")


def test_a_rule_that_the_audit_does_not_know_is_refused(full):
    problem = refused(full.verdicts, rule="mine/lout")
    assert re.fullmatch(
        r"rule=mine/lout: `.*/full` has no such rule, did you mean `mine/loud`\?", problem.message
    )


def test_an_audit_says_itself_in_a_line(full, project):
    assert f"<audit {project}/full: 81 rows, 18 keep, 62 drop>" == repr(full)
    half = open_audit(project / "half")
    assert repr(half).endswith(", unfinished>")


def test_facts_of_the_manifest_are_there(full):
    assert ("used", True, ("left", "right")) == (
        full.manifest["signals"],
        full.finished,
        full.shards,
    )


# At a prompt and in a notebook


def test_an_audit_says_its_folder_and_counts_in_a_line(full, project):
    count = full.tally.all
    counts = f"81 rows, {count.keep} keep, {count.drop} drop"
    assert f"<audit {project / 'full'}: {counts}>" == repr(full)


def test_a_notebook_shows_what_explain_shows_of_an_audit(full):
    page = full._repr_html_()
    assert page.startswith("<pre ")
    assert f"hash {full.plan['hash']}" in page
    assert re.search(r"\bmine/asking\b", page)
    assert f"rulekit explain {full.paths.folder} --random drop" in page
    assert "here: audit.verdicts(rule=…, near=…)" in page


def test_the_folder_of_an_audit_is_no_markup_and_no_escape_sequence(copied, tmp_path):
    folder = copied("bare").rename(tmp_path / "<b>\x1b[31m")
    audit = open_audit(folder)
    assert r"<b>\x1b[31m: 81 rows" in repr(audit)
    page = audit._repr_html_()
    assert "<b>" not in page
    assert page.replace("\n", "").isprintable()
