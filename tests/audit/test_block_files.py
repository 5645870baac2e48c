"""rulekit/audit/block_files.py: all files of a block, or none."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rulekit.audit.block_files import BlockFiles
from rulekit.audit.folder import AuditFolder
from rulekit.audit.sealed import read_sealed
from rulekit.files.digest import digest_of
from rulekit.places.place import files_of, place_of

EMPTY = pa.table({"row": pa.array([], pa.int64())})


@pytest.fixture(params=["here", "far"])
def audit(request, folder):
    far = f"memory://{folder.parent.name}/audit"
    found = AuditFolder(place_of(far if request.param == "far" else folder / "audit"))
    found.work.mkdir(parents=True, exist_ok=True)
    return found


def names(audit):
    return [name for name, _ in files_of(audit.blocks(3))]


def test_a_sealed_block_is_there_with_the_hashes_of_its_files(audit):
    with BlockFiles(audit, 3, 256) as files:
        Path(files.new("verdicts")).write_text("v")
        files.new("evidence")  # of which nothing is written
        files.seal({"run": "r", "stop": 512})
    assert ["000000000256.json", "000000000256.verdicts"] == sorted(names(audit))
    done = read_sealed(audit.done(3, 256), {"run": "r", "start": 256})
    Path("v").write_text("v")
    assert {"verdicts": digest_of("v"), "evidence": ""} == done["files"]


def test_a_folder_is_one_of_the_files(audit):
    with BlockFiles(audit, 3, 0) as files:
        here = Path(files.new("kept"))
        (here / "src").mkdir(parents=True)
        (here / "src" / "a.py").write_text("x = 1\n")
        files.seal({})
    assert ["000000000000.json", "000000000000.kept/src/a.py"] == sorted(names(audit))
    with audit.at_hand(3) as near:
        assert "x = 1\n" == Path(near.block(3, 0, "kept"), "src", "a.py").read_text()


def test_without_a_seal_nothing_is_there(audit):
    with BlockFiles(audit, 3, 0) as files:
        here = Path(files.new("verdicts"))
        here.write_text("v")
    assert ([], False) == (names(audit), here.exists())


def test_what_writes_a_file_ends_before_it_is_looked_at(audit):
    with BlockFiles(audit, 3, 0) as files:
        with_end = files.stack.enter_context(pq.ParquetWriter(files.new("verdicts"), EMPTY.schema))
        with_end.write_table(EMPTY)
        files.seal({})
    with audit.at_hand(3) as near:
        assert EMPTY == pq.read_table(near.block(3, 0, "verdicts"))
