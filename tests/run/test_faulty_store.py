"""Runs from and to a store that refuses, breaks off, is slow, or is gone: nothing is lost."""

import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from faulty_store import FaultyStore, no_faults, regular
from filtering import Here, begun, text
from mirroring import hashes
from stores import BUCKET, download, environment, s3_server, upload

from rulekit.core.recent import Recent
from rulekit.errors import RulekitError
from rulekit.places import remote_file
from rulekit.places.place import place_of

pytestmark = pytest.mark.slow

RULEKIT = [sys.executable, "-m", "rulekit"]
FILTER = ("filter", "--select=text/few-lines,python/pass-heavy", "--signals=used")
FILTER += ("--write-kept", "--write-dropped")
CURATE = ("curate", "copies.yaml", "--select=text/few-lines")
PIPELINE = "curate: copies\nsteps:\n  - exact\n  - rules\n"
ROWS = 700
TOLD = ("manifest.json", "sources.json")  # they name the places


@pytest.fixture(scope="module")
def server():
    with s3_server() as said:
        yield said


@pytest.fixture(scope="module")
def corpus(tmp_path_factory, server):
    """Shards of three row groups and of packed lines, here and in the store: some rows are bad."""
    folder = tmp_path_factory.mktemp("faulty")
    rows = [{"content": f"# {i % 600}\n{text(i)}", "path": f"{i}.py"} for i in range(ROWS)]
    rows[5]["content"] = rows[-1]["content"] = None
    (folder / "data").mkdir()
    table = pa.Table.from_pylist(rows)
    pq.write_table(table, folder / "data" / "a.parquet", row_group_size=250)
    lines = "".join(json.dumps(row) + "\n" for row in rows[: ROWS // 2])
    (folder / "data" / "b.jsonl.gz").write_bytes(gzip.compress(lines.encode(), mtime=0))
    (folder / "copies.yaml").write_text(PIPELINE)
    with environment(server):
        upload(folder / "data", f"s3://{BUCKET}/data")
    return folder


class Run:
    """A command with two workers, in a group of processes of its own; here, or all in a store."""

    def __init__(self, folder, verb, store=None):
        self.folder, self.store = folder, store
        self.out = f"s3://{BUCKET}/{folder.name}" if store else str(folder / "out")
        self.data = f"s3://{BUCKET}/data/*" if store else "data"
        self.verb = verb
        (folder / "tmp").mkdir(parents=True, exist_ok=True)

    def begin(self):
        """Give the command."""
        said = self.store.said if self.store else {}
        self.process = subprocess.Popen(
            [*RULEKIT, *self.verb, self.data, "--out", self.out, "-j2", "-q"],
            env=os.environ | said | {"TMPDIR": str(self.folder / "tmp")},
            cwd=self.folder.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        return self

    def end(self):
        """The exit code, and what was said."""
        said, _ = self.process.communicate(timeout=240)
        return self.process.returncode, said

    def kill(self):
        """End it and its workers at once."""
        os.killpg(self.process.pid, signal.SIGKILL)

    def audit(self):
        """Hashes of what was written, but of what names its place, and the counts."""
        out = self.folder / "out"
        if self.store:
            with environment(self.store.said):
                download(self.out, out)
        found = {name: one for name, one in hashes(out).items() if name not in TOLD}
        return found, json.loads((out / "manifest.json").read_text())["counts"]

    @property
    def scratch(self):
        """The folders that are left of those for what is on its way."""
        return list((self.folder / "tmp").glob("rulekit-scratch-*"))


@pytest.fixture
def faulty(server):
    with FaultyStore(server, seconds=1.0) as store:
        yield store


@pytest.fixture(scope="module", autouse=True)
def left_alone(corpus, server):
    """A run whose store is gone in its midst; it waits while other tests run."""
    with FaultyStore(server) as store:

        def goes_down(request):
            store.is_down = request.number >= 90
            return ""

        store.fault = goes_down
        run = Run(corpus / "left", FILTER, store).begin()
        yield run
        if run.process.poll() is None:
            run.kill()
            run.end()


@pytest.fixture(scope="module")
def here(corpus):
    """A function: the audit that a command makes on this machine."""
    known = {}

    def made(verb):
        if verb not in known:
            run = Run(corpus / verb[0], verb).begin()
            assert (0, "") == run.end()
            known[verb] = run.audit()
        return known[verb]

    return made


@pytest.mark.parametrize(("verb", "expired"), [(FILTER, "GET"), (CURATE, "HEAD")])
def test_an_audit_of_a_faulty_store_is_that_of_a_disk(corpus, faulty, here, verb, expired):
    run, faulty.fault = Run(corpus / f"faulty-{expired}", verb, faulty), regular(expired=expired)
    assert (0, "") == run.begin().end()
    faulty.fault = no_faults
    assert here(verb) == run.audit()
    assert {"busy", "broken", "cut", "slow", "expired"} <= set(faulty.faults)
    assert [] == run.scratch


def test_a_run_that_is_killed_goes_on_to_the_same_bytes(corpus, faulty, here):
    run = Run(corpus / "killed", FILTER, faulty)
    faulty.fault = lambda request: request.number == 60 and run.kill()
    assert -signal.SIGKILL == run.begin().end()[0]
    faulty.fault = regular()
    assert (0, "") == run.begin().end()
    assert here(FILTER) == run.audit()
    assert [] == run.scratch


def test_without_a_store_a_run_ends_with_one_error_and_goes_on_when_it_is_back(left_alone, here):
    code, said = left_alone.end()
    assert 2 == code, said
    first, second = said.splitlines()
    assert first.startswith(f"error: `s3://{BUCKET}/")
    assert ": there is no connection to the store: " in first
    assert second.endswith("; what is done is kept for the same command")
    assert [] == left_alone.scratch
    left_alone.store.fault, left_alone.store.is_down = no_faults, False
    assert (0, "") == left_alone.begin().end()
    assert here(FILTER) == left_alone.audit()


class Interrupted(Here):
    """A place in this process, where something happens when a row is read."""

    def __init__(self, run, row, happen):
        super().__init__(run)
        do = self.desk.do
        self.desk.do = lambda task, _: do(task, lambda at, doing: at == row and happen())


@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
def test_a_shard_that_becomes_shorter_while_it_is_read_has_changed(folder, monkeypatch, ending):
    monkeypatch.setattr(remote_file, "BLOCK", 10_000)
    monkeypatch.setattr(remote_file, "_blocks", Recent(0, len))
    shard = place_of(f"memory://{folder.parent.name}/a.{ending}")
    rows = [{"content": f"{i} {'x' * 20_000}", "path": f"{i}.txt"} for i in range(40)]
    if ending == "jsonl":
        Path("a").write_text("".join(json.dumps(row) + "\n" for row in rows))
    else:
        pq.write_table(pa.Table.from_pylist(rows), "a", row_group_size=4, compression="none")
    shard.put("a")
    run = begun(str(shard), f"memory://{folder.parent.name}/out")
    cut = Path("a").read_bytes()[:100_000]
    steps = run.run(lambda: [Interrupted(run, 10, lambda: shard.write_bytes(cut))])
    with pytest.raises(RulekitError, match="was changed while it was judged") as raised:
        list(steps)
    assert f"it has 100,000 bytes, and had {Path('a').stat().st_size:,}" in str(raised.value)
