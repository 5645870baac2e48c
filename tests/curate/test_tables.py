"""rulekit/curate/tables.py: the tables of a curation."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.audit.tables import schemas
from rulekit.curate.stage_outputs import AUDIT
from rulekit.curate.tables import by_row, merged_rows, table, tables_of


@pytest.mark.parametrize("kind", [*AUDIT, "events"])
def test_every_table_knows_its_rows_by_shard_and_number(kind):
    assert [("shard", pa.string()), ("row", pa.int64())] == [
        (field.name, field.type) for field in list(table(kind))[:2]
    ]


def test_verdicts_and_evidence_are_those_of_every_audit():
    assert schemas(()) == {kind: table(kind) for kind in ("verdicts", "evidence")}


def test_all_outputs_have_one_schema_with_the_place_that_a_row_comes_from():
    assert table("outputs/a") == table("outputs/b")
    assert {"id", "path", "content", "parent_shard", "parent_row", "start", "end"} <= {
        *table("outputs/a").names
    }


def test_another_table_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        table("fate")


def test_records_become_a_table_and_what_they_lack_is_null():
    found = tables_of({"contamination": [{"shard": "a", "row": 3, "item": "HumanEval/0"}]})
    (record,) = found["contamination"].to_pylist()
    assert ("a", 3, "HumanEval/0", None) == tuple(
        record[name] for name in ("shard", "row", "item", "covered")
    )


ROWS = st.lists(st.integers(0, 9), max_size=12).map(sorted)


@given(ROWS, st.integers(0, 10), st.integers(0, 10))
def test_the_records_of_a_range_are_found_by_row_in_their_order(rows, first, stop):
    records = [{"shard": "a", "row": row, "text": str(i)} for i, row in enumerate(rows)]
    found = by_row(tables_of({"events": records})["events"], first, stop)
    expected = {}
    for one in records:
        if first <= one["row"] < stop:
            expected.setdefault(one["row"], []).append(one["text"])
    assert expected == {row: [one["text"] for one in some] for row, some in found.items()}


def test_the_records_of_several_tables_are_merged_in_the_order_of_the_tables():
    one, other = {1: [{"a": 1}], 2: [{"a": 2}]}, {2: [{"a": 3}], 4: [{"a": 4}]}
    expected = {1: [{"a": 1}], 2: [{"a": 2}, {"a": 3}], 4: [{"a": 4}]}
    assert (expected, {}) == (merged_rows([one, other]), merged_rows([]))


def test_merging_changes_none_of_the_tables():
    one = {2: [{"a": 2}]}
    merged_rows([one, {2: [{"a": 3}]}])
    assert {2: [{"a": 2}]} == one
