"""rulekit/audit/read_tables.py: the tables of an audit, column by column or row by row."""

from dataclasses import fields, replace

import pyarrow
import pytest
from auditing import refused
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from rulekit import open_audit
from rulekit.audit import tables
from rulekit.core.verdict import Finding


@given(wanted=st.sets(st.integers(0, 60)), size=st.sampled_from([1, 7, 41, 100]))
def test_the_lines_of_some_rows_are_read_and_no_others(full, wanted, size):
    path = full.paths.table("verdicts", "left")
    whole = path.read_bytes()
    try:
        parquet.write_table(parquet.read_table(path), path, row_group_size=size)
        rows = [line["row"] for line in full.rows("verdicts", "left", wanted, ["row"])]
    finally:
        path.write_bytes(whole)
    assert sorted(row for row in wanted if row < 41) == rows


def missing(path):
    path.unlink()


def cut(path):
    path.write_bytes(path.read_bytes()[:-20])


def of_text(path):
    path.write_text("rows")


def of_others(path):
    parquet.write_table(pyarrow.table({"row": [0], "shard": ["left"]}), path)


def with_wrong_bytes(path):
    data = bytearray(path.read_bytes())
    data[4:400] = bytes(396)
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [missing, cut, of_text, of_others, with_wrong_bytes])
@pytest.mark.parametrize("kind", ["verdicts", "evidence"])
def test_a_damaged_table_is_told_with_its_place(copied, kind, damage):
    folder = copied("bare")
    path = folder / f"{kind}/left.parquet"
    damage(path)
    audit = open_audit(folder)
    names = [name for name in ("row", "rule", "decision") if name != _other(kind)]
    problem = refused(lambda: list(audit.groups(kind, "left", names)))
    assert f"`{path}` is not as it was written: " in problem.message
    assert problem.remedy


def _other(kind):
    return "rule" if kind == "verdicts" else "decision"


def test_a_new_column_of_a_later_rulekit_is_no_damage(copied, judged):
    folder = copied("bare")
    path = folder / "verdicts/left.parquet"
    table = parquet.read_table(path)
    more = pyarrow.array([1] * table.num_rows)
    parquet.write_table(table.append_column("new", more), path)
    (verdict,) = open_audit(folder).verdicts(row="left#row=0").summaries()
    assert judged["left", 0].reason == verdict.reason


@pytest.mark.parametrize("column", sorted(tables.LATER["evidence"]))
def test_a_column_that_an_older_audit_lacks_has_what_the_field_is_by_default(
    copied, judged, column
):
    folder = copied("bare")
    path = folder / "evidence/left.parquet"
    parquet.write_table(parquet.read_table(path).drop_columns([column]), path)
    default = {field.name: field.default for field in fields(Finding)}[column]
    (verdict,) = open_audit(folder).verdicts(row="left#row=4")
    expected = [one for one in judged["left", 4].findings if one.outcome == "fail"]
    assert expected
    assert [replace(one, **{column: default}) for one in expected] == list(verdict.findings)


def test_an_older_audit_knows_no_repositories(copied):
    folder = copied("bare")
    path = folder / "verdicts/left.parquet"
    before = [*open_audit(folder).verdicts()]
    parquet.write_table(parquet.read_table(path).drop_columns(["repo"]), path)
    assert before == [*open_audit(folder).verdicts()]
    assert {None} == {one.repo for one in before}


def test_a_column_that_every_audit_has_may_not_be_missing(copied):
    folder = copied("bare")
    path = folder / "evidence/left.parquet"
    parquet.write_table(parquet.read_table(path).drop_columns(["margin"]), path)
    problem = refused(lambda: list(open_audit(folder).verdicts(rule="mine/loud")))
    assert "it has no column `margin` of double" in problem.message


def test_a_later_column_of_another_type_is_damage(copied):
    folder = copied("bare")
    path = folder / "evidence/left.parquet"
    table = parquet.read_table(path).drop_columns(["unit"])
    numbers = pyarrow.array([1] * table.num_rows)
    parquet.write_table(table.append_column("unit", numbers), path)
    problem = refused(lambda: list(open_audit(folder).verdicts(rule="mine/loud")))
    assert "it has no column `unit` of string" in problem.message


def test_a_table_that_is_written_anew_is_read_anew(copied):
    folder = copied("bare")
    audit, path = open_audit(folder), folder / "verdicts/left.parquet"
    (before,) = audit.groups("verdicts", "left", ["row"])
    parquet.write_table(parquet.read_table(path).slice(3), path)
    (after,) = audit.groups("verdicts", "left", ["row"])
    assert before["row"].to_pylist()[3:] == after["row"].to_pylist()
