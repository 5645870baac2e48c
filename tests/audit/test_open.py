"""rulekit/audit/open.py: a stored audit, opened to be read."""

import json

import pyarrow
import pytest
from auditing import refused
from pyarrow import parquet

from rulekit.audit.open import open_audit
from rulekit.audit.verdicts import AuditReader


def test_a_finished_audit_has_all_its_shards(full):
    assert (True, ("left", "right")) == (full.finished, full.shards)


def test_an_unfinished_audit_has_the_shards_that_are_closed(project):
    half = open_audit(str(project / "half"))
    assert (False, ("left",), 41) == (half.finished, half.shards, half.tally.total)


def test_the_counts_are_those_of_the_run(full, judged):
    expected = sum(one.decision == "drop" and one.candidate for one in judged.values())
    assert expected == full.tally.all.drop


# damage


def changed(**fields):
    return lambda text: json.dumps(json.loads(text) | fields)


def with_a_word_for_a_number(text):
    manifest = json.loads(text)
    manifest["counts"]["by_reason"]["mine/loud"]["drop"] = "1"
    return json.dumps(manifest)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text[:100], "it is not JSON"),
        (lambda text: "", "it is not JSON"),
        (lambda text: "[" * 100_000, "it is not JSON"),
        (lambda text: "[]", "is not that of an audit"),
        (lambda text: '{"name": "a web page", "icons": []}', "is not that of an audit"),
        (changed(schema="1"), "is not that of an audit"),
        (changed(schema=0), "is not that of an audit"),
        (changed(schema=1), "is an audit of schema 1; this rulekit reads 2"),
        (changed(schema=3), "is an audit of schema 3; this rulekit reads 2"),
        (changed(plan={}), "is not that of an audit"),
        (changed(shards=["left"]), "is not that of an audit"),
        (changed(counts={}), "its counts are not those of an audit"),
        (
            changed(counts={"by_reason": {"a": {"drop": "1"}}}),
            "its counts are not those of an audit",
        ),
        (changed(counts=None), "its counts are not those of an audit"),
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(copied, change, message):
    folder = copied("bare")
    file = folder / "manifest.json"
    file.write_text(change(file.read_text()))
    problem = refused(open_audit, str(folder))
    assert message in problem.message
    assert str(folder) in problem.message
    assert problem.remedy


def test_a_manifest_of_bytes_is_refused(copied):
    folder = copied("bare")
    (folder / "manifest.json").write_bytes(b"\xff\xfe")
    assert "it is not JSON" in refused(open_audit, str(folder)).message


def test_a_folder_without_a_manifest_is_no_audit(tmp_path):
    problem = refused(open_audit, str(tmp_path))
    assert f"`{tmp_path}` is a folder and no audit: it has no manifest.json" == problem.message


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
    stored = open_audit(str(folder))
    names = [name for name in ("row", "rule", "decision") if name != _other(kind)]
    problem = refused(lambda: list(stored.groups(kind, "left", names)))
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
    (verdict,) = AuditReader(open_audit(str(folder))).summaries([("left", 0)])
    assert judged["left", 0].reason == verdict.reason


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
    problem = refused(AuditReader(open_audit(str(folder))).verdicts, [("left", 4)])
    assert "of row 4 not everything is told" in problem.message
