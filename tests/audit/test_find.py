"""rulekit/audit/find.py: a row of a stored audit by its id, its path, or its place."""

import pyarrow
import pytest
from auditing import refused
from pyarrow import parquet

from rulekit.audit.find import find, find_row
from rulekit.audit.open import open_audit


def test_a_row_is_found_by_its_path(full, judged):
    for key, one in judged.items():
        assert [key] == find(full, "path", one.path).keys


def test_all_rows_of_one_id_are_counted_and_the_first_are_told(copied):
    folder = copied("bare")
    for shard in ("left", "right"):
        path = folder / f"verdicts/{shard}.parquet"
        table = parquet.read_table(path)
        ids = pyarrow.array([f"i{row % 20}" for row in range(table.num_rows)], pyarrow.string())
        parquet.write_table(table.set_column(2, "id", ids), path)
    picked = find(open_audit(str(folder)), "id", "i3", limit=3)
    assert ([("left", 3), ("left", 23), ("right", 3)], 4) == (picked.keys, picked.count)


@pytest.mark.parametrize("word", ["left/d0/f21.jsn", "left/d0/f2.json", "d0/f21.json", "f21.json"])
def test_a_wrong_path_is_told_with_a_near_one(full, word):
    problem = refused(find, full, "path", word)
    assert "no row has this path, did you mean `" in problem.message
    assert "f21.json`?" in problem.message


def test_an_id_where_there_are_none_says_so(full):
    assert "this audit has no ids" in refused(find, full, "id", "x").remedy


def test_a_path_that_an_unfinished_audit_lacks_may_come(project):
    half = open_audit(str(project / "half"))
    problem = refused(find, half, "path", "right/d0/f21.json")
    assert "the audit is unfinished; the row may be in an open shard" == problem.remedy


def test_a_row_is_found_by_its_place(full):
    assert ("right", 12) == find_row(full, "right#row=12")


def test_with_one_shard_a_number_is_enough(project):
    assert ("left", 12) == find_row(open_audit(str(project / "half")), "12")


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("12", "say SHARD#row=N, rows count from 0"),
        ("left#row=-1", "say SHARD#row=N, rows count from 0"),
        ("left#row=", "say SHARD#row=N, rows count from 0"),
        ("left#row=²", "say SHARD#row=N, rows count from 0"),
        ("left#row=41", "`left` has 41 rows; they count from 0"),
        ("lefd#row=1", "the audit has no shard `lefd`, did you mean `left`?"),
        ("a/b/c#row=1", "the audit has no shard `a/b/c`; there are: left, right"),
    ],
)
def test_a_place_that_is_not_there_is_refused(full, word, message):
    assert f"--row {word}: {message}" == refused(find_row, full, word).message
