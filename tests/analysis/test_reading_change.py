"""rulekit/analysis/reading_change.py: readings that other versions took."""

import json
import shutil

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from pyarrow import parquet

from rulekit import open_audit
from rulekit.analysis.difference import differences_of


@pytest.fixture
def changed(counted, tmp_path):
    """A copy of the audit that another version has read: one signal otherwise, one not at all."""
    folder = shutil.copytree(counted / "full", tmp_path / "changed")
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["plan"]["versions"]["rulekit"] = "9.9"
    (folder / "manifest.json").write_text(json.dumps(manifest))
    path = folder / "readings/left.parquet"
    table = parquet.read_table(path)
    at = table.schema.get_field_index("count(/!/)")
    values = [None, *(one for one in table["count(/!/)"].to_pylist()[1:])]
    values[5] += 1
    table = table.set_column(at, "count(/!/)", pa.array(values, pa.float64()))
    parquet.write_table(table, path)
    return open_audit(folder)


def test_readings_are_compared_where_other_versions_took_them(full, changed):
    for sides in ((full, changed), (changed, full)):
        found = differences_of(*sides).readings
        assert (81, 2, {"count(/!/)": 2}, (), ()) == (
            found.compared, found.rows, found.signals, found.gone, found.new,
        )  # fmt: skip


def test_signals_of_one_audit_alone_are_named(full, changed):
    for shard in changed.shards:
        path = changed.paths.table("readings", shard)
        table = parquet.read_table(path)
        new = table.append_column("new", pc.cast(table["row"], pa.float64()))
        parquet.write_table(new.drop_columns(["count(/class/)"]), path)
    found = differences_of(full, changed).readings
    assert (("count(/class/)",), ("new",)) == (found.gone, found.new)


def test_readings_of_the_same_versions_are_not_compared(full):
    assert differences_of(full, full).readings is None
