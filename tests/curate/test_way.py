"""rulekit/curate/way.py: the way of a row through the steps of a curation."""

import shutil

import pytest

import rulekit
from rulekit.audit.folder import AuditFolder
from rulekit.audit.manifest import read_manifest
from rulekit.curate.way import CurationTables, outputs_of

STEPS = ["admit", "exact", "near", "pii", "select", "sample"]


@pytest.fixture(scope="module")
def tables(curated):
    audit = curated.run.audit
    return CurationTables(audit, read_manifest(audit), ("a.jsonl", "b.jsonl"))


def did(tables, shard, row):
    return [(one.id, one.did) for one in tables.way(shard, row)]


def test_a_row_that_is_kept_has_passed_all_steps(tables):
    assert [(step, "passed") for step in STEPS] == did(tables, "a.jsonl", 0)


def test_a_row_comes_to_no_step_behind_the_one_that_ended_it(tables):
    passed, ended, rest = STEPS[:2], STEPS[2], STEPS[3:]
    expected = [(one, "passed") for one in passed] + [(ended, "ended")]
    assert expected + [(one, "not reached") for one in rest] == did(tables, "b.jsonl", 1)


def test_a_row_that_no_step_ended_but_that_had_no_text_came_to_none(tables):
    assert [(step, "not reached") for step in STEPS] == did(tables, "a.jsonl", 3)


def test_the_end_has_its_reason(tables):
    (end,) = [one for one in tables.way("a.jsonl", 2) if one.did == "ended"]
    assert ("admit", "1 bytes, under 3", None) == (end.id, end.fact, end.copy)


def test_a_copy_has_the_row_that_is_kept_with_its_path(tables):
    end = tables.way("a.jsonl", 1)[1]
    assert ("b.jsonl", 0, "f.py", 9.0) == tuple(
        end.copy[name] for name in ("kept_shard", "kept_row", "kept_path", "kept_value")
    )


def test_a_row_that_is_kept_has_its_copies_by_step(tables):
    way = {one.id: one for one in tables.way("b.jsonl", 0)}
    copies = ["a.jsonl#row=1  b.py", "b.jsonl#row=3  i.py"]
    assert (copies, 2) == (way["exact"].copies, way["exact"].copy_count)
    assert ([], 0) == (way["near"].copies, way["near"].copy_count)


def test_edits_are_told_at_their_step(tables):
    way = {one.id: one for one in tables.way("a.jsonl", 0)}
    (edit,) = way["pii"].edits
    assert ("<EMAIL>", 10, "1 email") == (edit["replacement"], edit["line"], way["pii"].fact)
    assert [] == [one.id for one in way.values() if one.id != "pii" and one.edits]


@pytest.mark.parametrize("place", [("a.jsonl", 99), ("a.jsonl", -1)])
def test_a_row_that_there_is_not_is_refused(tables, place):
    with pytest.raises(rulekit.UsageError, match=f"has no fate of a.jsonl#row={place[1]}"):
        tables.way(*place)


def test_a_table_that_is_damaged_is_named_with_what_to_do(tables, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(tables.paths.folder, folder)
    damaged = AuditFolder(folder)
    damaged.table("fates", "a.jsonl").write_bytes(b"PAR1")
    broken = CurationTables(damaged, tables.manifest, tables.shards)
    with pytest.raises(rulekit.UsageError) as caught:
        broken.way("a.jsonl", 0)
    assert "is not as it was written" in caught.value.problems[0].message
    assert "curate again, into another folder" == caught.value.problems[0].remedy
    assert broken.way("b.jsonl", 2)


def test_the_folders_of_outputs_are_named_in_the_order_of_the_steps(tables):
    assert ["outputs/asked"] == outputs_of(tables.manifest)
    steps = [{"settings": {"name": "a"}}, {"settings": {}}, {"settings": {"name": "b"}}]
    assert ["outputs/a", "outputs/b"] == outputs_of({"pipeline": {"steps": steps}})
