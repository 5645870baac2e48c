"""rulekit/audit/verdicts.py: rows of an audit as verdicts."""

import shutil
from dataclasses import replace

import pyarrow
import pytest
from auditing import found_by, make_audit, make_project, refused
from pyarrow import parquet

from rulekit import open_audit
from rulekit.audit import verdicts
from rulekit.core.scorecard import chance
from rulekit.errors import RulekitError


def test_with_readings_a_verdict_is_that_on_the_file(full, judged):
    assert list(judged.values()) == list(full.reader.verdicts(list(judged)))


def test_without_readings_a_verdict_has_what_failed_or_was_not_measured(bare, judged):
    for one in judged.values():
        told = [each for each in one.findings if each.outcome != "pass" and each.applies]
        expected = replace(one, findings=tuple(told), readings=())
        assert [expected] == list(bare.reader.verdicts([(one.shard, one.row)]))


def test_verdicts_come_in_the_order_that_is_asked(full):
    keys = [("right", 3), ("left", 7), ("right", 0)]
    told = full.reader.verdicts(keys)
    assert keys == [(one.shard, one.row) for one in told]


def test_evidence_that_the_readings_contradict_is_refused(copied, project):
    folder = copied("full")
    path = folder / "evidence/left.parquet"
    parquet.write_table(parquet.read_table(path).slice(1), path)
    audit = open_audit(folder, config=project / "rulekit.toml")
    row = parquet.read_table(folder / "verdicts/left.parquet")["row"][0].as_py()
    problem = refused(lambda: list(audit.reader.verdicts([("left", row)])))
    assert "evidence and readings of left#row=0 do not agree" in problem.message


def test_a_summary_has_the_finding_of_the_rule_alone(bare, judged):
    for key, one in found_by("mine/loud", judged):
        if one.outcome == "fail":
            (verdict,) = bare.reader.summaries([key], "mine/loud")
            assert (replace(one, evidence=()),) == verdict.findings


def test_a_summary_of_a_row_that_passed_has_its_finding(full, judged):
    for key, one in found_by("mine/loud", judged):
        (verdict,) = full.reader.summaries([key], "mine/loud")
        (finding,) = verdict.findings
        assert replace(one, evidence=(), evidence_count=0) == replace(finding, evidence_count=0)


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("verdicts", "decision"),
        ("verdicts", "path"),
        ("evidence", "outcome"),
        ("evidence", "limit"),
    ],
)
def test_a_table_with_nothing_where_something_must_be_is_refused(copied, kind, column):
    folder = copied("bare")
    path = folder / f"{kind}/left.parquet"
    table = parquet.read_table(path)
    place = table.schema.get_field_index(column)
    nothing = pyarrow.nulls(table.num_rows, table.schema.field(column).type)
    parquet.write_table(table.set_column(place, table.schema.field(column), nothing), path)
    problem = refused(lambda: open_audit(folder).verdicts(row="left#row=4")[0])
    assert "of row 4 not everything is told" in problem.message


# Verdicts


def test_verdicts_know_how_many_match_and_how_many_they_are(bare):
    found = bare.verdicts(rule="mine/loud", limit=3)
    assert (46, 3, "<3 of 46 verdicts>") == (found.total, len(found), repr(found))
    assert "<46 verdicts>" == repr(bare.verdicts(rule="mine/loud"))


def test_a_verdict_is_had_by_its_place(full, judged):
    found, every = full.verdicts(limit=10), list(judged.values())[:10]
    assert every == [found[i] for i in range(10)]
    assert every == [found[i - 10] for i in range(10)]


@pytest.mark.parametrize("i", [10, -11])
def test_a_place_past_the_end_is_an_index_error(full, i):
    with pytest.raises(IndexError, match=f"there are 10 verdicts, and no {i}"):
        full.verdicts(limit=10)[i]


def test_the_batches_in_which_they_are_read_do_not_show(full, judged):
    assert len(judged) < verdicts.BATCH
    keys = list(judged) * (verdicts.BATCH // len(judged) + 1)
    told = verdicts.Verdicts(full.reader, keys)
    assert [judged[key] for key in keys] == list(told)
    assert keys == [(one.shard, one.row) for one in told.summaries()]


@pytest.mark.parametrize(
    "part", [slice(3), slice(-2, None), slice(None, None, 4), slice(5, 2), slice(2, 90), slice(-1)]
)
def test_a_slice_is_a_list_of_the_verdicts_in_it(full, part):
    found = full.verdicts(sample="drop", limit=10)
    assert list(found)[part] == found[part]


# Scores by a scorecard

CARD = """\
title: A chance
source: made up
base: 1
dropped: -0.5
terms:
  - signal: {pattern: '!', measure: count}
    steps: [{above: 1, points: -2}]
  - signal: text.words
    steps: [{above: 0, points: 0.25}]
"""


@pytest.fixture(scope="module")
def scored(tmp_path_factory):
    """An audit of a profile with a scorecard, which kept its readings, opened where it was made."""
    folder = tmp_path_factory.mktemp("scored")
    make_project(folder)
    (folder / "rules/profiles/ours.score.yaml").write_text(CARD)
    make_audit(folder, "audit", "used", sources=("left",))
    return folder


def test_a_row_has_the_parts_that_its_score_adds_up_from(scored):
    audit = open_audit(scored / "audit", config=scored / "rulekit.toml")
    assert "" == audit.why_no_engine
    some = [one for one in audit.verdicts() if one.score is not None]
    assert {"count(/!/)", "text.words", "dropped by a rule"} == {
        part.signal for one in some for part in one.score_parts
    }
    for one in some:
        assert one.score == chance(1 + sum(part.points for part in one.score_parts))


def test_readings_that_only_the_scorecard_needs_are_kept(scored):
    audit = open_audit(scored / "audit", config=scored / "rulekit.toml")
    assert all("text.words" in dict(one.readings) for one in audit.verdicts() if one.findings)


def test_with_another_scorecard_the_plan_is_another(scored, tmp_path):
    shutil.copytree(scored, tmp_path / "there")
    (tmp_path / "there/rules/profiles/ours.score.yaml").write_text(CARD.replace("-2", "-3"))
    audit = open_audit(tmp_path / "there/audit", config=tmp_path / "there/rulekit.toml")
    assert "the scorecard ours.score.yaml: has changed" in audit.why_no_engine


def test_the_same_run_with_another_scorecard_does_not_go_on(scored, tmp_path):
    shutil.copytree(scored, tmp_path / "again")
    (tmp_path / "again/rules/profiles/ours.score.yaml").write_text(CARD.replace("-2", "-3"))
    with pytest.raises(RulekitError, match=r"the scorecard ours\.score\.yaml: has changed"):
        make_audit(tmp_path / "again", "audit", "used", sources=("left",))
