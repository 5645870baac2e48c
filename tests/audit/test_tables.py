"""rulekit/audit/tables.py: the tables of an audit, by one description for writing and reading."""

from dataclasses import dataclass, fields
from typing import Literal, NamedTuple

import pyarrow
import pytest

from rulekit.audit.tables import column_types, columns, later, required, schemas
from rulekit.core.verdict import Finding, Verdict


def names(record):
    return {field.name for field in fields(record)}


def test_every_field_of_a_verdict_is_a_column_but_what_has_a_table_of_its_own():
    assert names(Verdict) - {"findings", "readings", "score_parts"} == columns("verdicts").keys()


def test_every_field_of_a_finding_is_a_column_but_what_is_true_of_all_that_is_stored():
    assert {"shard", "row"} | names(Finding) - {"applies"} == columns("evidence").keys()


class Piece(NamedTuple):
    text: str
    line: int


@dataclass
class Made:
    word: str
    choice: Literal["a", "b"] | None
    count: int | None
    share: float | None
    sure: bool
    words: tuple[str, ...]
    pieces: tuple[Piece, ...]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("word", pyarrow.string()),
        ("choice", pyarrow.string()),
        ("count", pyarrow.int64()),
        ("share", pyarrow.float64()),
        ("sure", pyarrow.bool_()),
        ("words", pyarrow.list_(pyarrow.string())),
        (
            "pieces",
            pyarrow.list_(pyarrow.struct([("text", pyarrow.string()), ("line", pyarrow.int64())])),
        ),
    ],
)
def test_a_column_has_the_type_of_its_field(name, expected):
    assert expected == column_types(Made)[name]


def test_null_stands_where_a_field_may_be_none_and_nowhere_else():
    assert {"path", "decision", "reason", "decided_by", "candidate"} == required("verdicts")
    assert {"value", "limit", "bound", "margin", "limit_from"}.isdisjoint(required("evidence"))


def test_a_column_that_came_later_has_the_default_of_its_field():
    assert {"unit": "", "implied_by": ""} == later("evidence")
    assert {"repo": None} == later("verdicts")
    assert {} == later("readings")


def test_readings_have_a_table_where_they_are_kept():
    assert ["verdicts", "evidence"] == list(schemas(()))
    assert ["shard", "row", "text.words", "unmeasured"] == schemas(["text.words"])["readings"].names
