"""rulekit/audit/verdicts.py: rows of an audit as verdicts."""

from dataclasses import replace

import pyarrow
import pytest
from auditing import found_by, refused
from pyarrow import parquet

from rulekit import open_audit
from rulekit.audit import verdicts


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
