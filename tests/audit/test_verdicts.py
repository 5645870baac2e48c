"""rulekit/audit/verdicts.py: rows of a stored audit as verdicts."""

from dataclasses import replace

from auditing import found_by, refused
from pyarrow import parquet

from rulekit.audit.open import open_audit
from rulekit.audit.verdicts import AuditReader


def test_with_readings_a_story_is_the_verdict_on_the_file(full, engine, judged):
    assert list(judged.values()) == AuditReader(full, engine).verdicts(list(judged))


def test_without_readings_a_story_has_what_failed_or_was_not_measured(bare, judged):
    for one in judged.values():
        told = [each for each in one.findings if each.outcome != "pass" and each.applies]
        expected = replace(one, findings=tuple(told), readings=())
        assert [expected] == AuditReader(bare).verdicts([(one.shard, one.row)])


def test_stories_come_in_the_order_that_is_asked(full):
    keys = [("right", 3), ("left", 7), ("right", 0)]
    told = AuditReader(full).verdicts(keys)
    assert keys == [(one.shard, one.row) for one in told]


def test_evidence_that_the_readings_contradict_is_refused(copied, engine):
    folder = copied("full")
    path = folder / "evidence/left.parquet"
    parquet.write_table(parquet.read_table(path).slice(1), path)
    stored = open_audit(str(folder))
    row = parquet.read_table(folder.parent / "full/verdicts/left.parquet")["row"][0].as_py()
    problem = refused(AuditReader(stored, engine).verdicts, [("left", row)])
    assert "evidence and readings of left#row=0 do not agree" in problem.message


def test_a_listed_row_has_the_finding_of_the_rule_alone(bare, judged):
    for key, one in found_by("mine/loud", judged):
        if one.outcome == "fail":
            (verdict,) = AuditReader(bare).summaries([key], "mine/loud")
            assert (replace(one, evidence=()),) == verdict.findings


def test_a_passed_row_that_is_listed_has_its_finding(full, engine, judged):
    for key, one in found_by("mine/loud", judged):
        (verdict,) = AuditReader(full, engine).summaries([key], "mine/loud")
        (finding,) = verdict.findings
        assert replace(one, evidence=(), evidence_count=0) == replace(finding, evidence_count=0)
