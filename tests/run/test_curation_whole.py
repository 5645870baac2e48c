"""Whole curations: by processes that are killed, on any number of them, in any order of shards."""

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import chdir
from itertools import cycle, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mirroring import hashes

from rulekit.audit.checksums import verify
from rulekit.audit.folder import AuditFolder
from run.test_curate import (
    WHOLE,
    by_workers,
    fates,
    finished,
    pipeline,
    planted,
    program,
    spread,
    table,
    write_shard,
)

pytestmark = pytest.mark.slow

STAGES = [
    "00-rows", "01-group",
    "02-rows", "03-group", "04-features", "05-settle",
    "06-rows", "07-group", "08-features", "09-settle",
    "10-rows", "11-settle",
    "12-rows", "13-settle",
    "14-rows",
]  # fmt: skip
SORTS = ("00-rows", "05-settle")  # one that reads the corpus, one that looks at all rows at once
ROWS = 700  # enough that a kill meets something


def many():
    """The rows of the other tests, and so many others that a stage takes its time."""
    more = [
        {"content": program(100 + i, 30), "path": f"m/{i}.py", "id": f"m{i}", "stars": i % 3}
        for i in range(ROWS)
    ]
    return planted() + more


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Three shards, a pipeline with stages of every kind, and what one process gives."""
    folder = tmp_path_factory.mktemp("made")
    with chdir(folder):
        Path("whole.yaml").write_text(WHOLE.replace("5 kB", "500 kB"))
        spread(many())
        finished(block=64)
    return folder


@pytest.fixture
def corpus(made, folder):
    """The working directory, with a copy of the corpus and the pipeline."""
    shutil.copytree(made / "data", "data")
    shutil.copy(made / "whole.yaml", "whole.yaml")


def test_the_corpus_has_something_for_every_step(made):
    with chdir(made):
        ended = {"exact", "near", "near-2", "score", "sample", "rules", None}
        assert ended == set(fates().values())
        assert [] == list(verify(AuditFolder(Path("out"))))


# The same bytes


@pytest.mark.parametrize("count", [1, 5])
def test_any_number_of_processes_writes_the_same_bytes(made, corpus, count):
    by_workers(count=count)
    assert hashes(made / "out") == hashes("out")


@pytest.mark.parametrize("block", [9, 100_000])
def test_blocks_of_any_size_write_the_same_bytes(made, corpus, block):
    finished(block=block, places=2)
    assert hashes(made / "out") == hashes("out")


@pytest.mark.skipif(not importlib.util.find_spec("ray"), reason="ray is not installed")
def test_ray_writes_the_same_bytes(made, corpus):
    words = ("--select=text/few-lines", "--isolated", "-q", "-j2", "--runner=ray")
    command("curate", "whole.yaml", "data", "--out=out", *words)
    command("curate", "whole.yaml", "data", "--out=here", *words[:-1])
    assert hashes("here") == hashes("out")


def command(*words):
    ended = subprocess.run(
        [*RULEKIT, *words],
        env=os.environ | {"RAY_USAGE_STATS_ENABLED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (0, "") == (ended.returncode, ended.stderr)


RULEKIT = (sys.executable, "-P", "-m", "rulekit")


# Any order


@pytest.mark.parametrize("order", list(permutations("abc"))[1::2])
def test_the_order_of_shards_changes_no_fate_and_no_copy(made, folder, order):
    """By id: the numbers of rows and shards are others."""
    rows = many()
    Path("data").mkdir()
    shutil.copy(made / "whole.yaml", "whole.yaml")
    for number, name in enumerate(order):
        write_shard(f"data/{name}.jsonl", rows[number::3][:: -1 if number else 1])
    finished(block=64)
    told = named(), fates()
    with chdir(made):
        assert (named(), fates()) == told


def named():
    """Each copy with the row that is kept, by their ids; those of the same id are one row."""
    ids = {(one["shard"], one["row"]): one["id"] for one in table("fates")}
    return sorted(
        (one["step"], ids[one["shard"], one["row"]], ids[one["kept_shard"], one["kept_row"]])
        for one in table("copies")
    )


POOL = [program(0), f"{program(0)}last = 1\n", f"{program(0)}end = 2\n", program(1), "x = 1\n", ""]
Row = st.tuples(st.sampled_from(POOL), st.sampled_from([None, 1, 2]))


@settings(max_examples=15)
@given(rows=st.lists(Row, min_size=1, max_size=9), data=st.data())
def test_who_is_kept_depends_on_rows_and_not_on_where_they_stand(tmp_path_factory, rows, data):
    order = data.draw(st.permutations(range(len(rows))))
    cut = data.draw(st.integers(0, len(rows)))
    told = []
    for numbers, at in ((range(len(rows)), len(rows)), (order, cut)):
        with chdir(tmp_path_factory.mktemp("drawn")):
            steps = ("exact: {prefer: [stars]}", "near: {threshold: 0.7, prefer: [stars]}")
            name = pipeline(*steps)
            made = [
                {"content": rows[i][0], "path": f"{i}.py", "id": f"i{i}", "stars": rows[i][1]}
                for i in numbers
            ]
            Path("data").mkdir()
            write_shard("data/a.jsonl", made[:at])
            write_shard("data/b.jsonl", made[at:])
            finished(pipeline=name, block=2)
            told.append((fates(), named()))
            kept = [key for key, step in fates().items() if step is None]
            assert 1 <= len(kept) == len({rows[int(key[1:])][0] for key in kept})
    assert told[0] == told[1]


# Killed


WHO = ("all", "command")


def begin(out="out"):
    words = ("--select=text/few-lines", "--isolated", "-q", "-j2")
    return subprocess.Popen(
        [*RULEKIT, "curate", "whole.yaml", "data", f"--out={out}", *words],
        start_new_session=True,
        stderr=subprocess.PIPE,
    )


def stage_of(out):
    """The stage that a run is at, as its files tell; "" before the first and behind the last."""
    stages = Path(out, "work/stages")
    over = {path.stem for path in stages.glob("*.json")} if stages.is_dir() else set()
    begun = Path(out, "manifest.json").is_file() and Path(out, "work").is_dir()
    return next((one for one in STAGES if one not in over), "") if begun else ""


def kill_in(stage, who):
    """Kill a run as soon as it is in a stage: `all` its processes, or the `command` alone."""
    run = begin()
    while run.poll() is None and stage_of("out") != stage:
        time.sleep(0.001)
    met = run.poll() is None
    if met and who == "all":
        for pid in children(run.pid):
            os.kill(pid, signal.SIGKILL)
    run.kill()
    run.communicate()
    return met


def children(pid):
    """The processes that any thread of a process has started."""
    found = []
    for one in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(child) for child in one.read_text().split()]
    return found


@pytest.fixture(scope="module")
def commanded(made):
    """What the command leaves that nobody kills."""
    with chdir(made):
        run = begin("commanded")
        assert (None, b"") == run.communicate()
    return hashes(made / "commanded")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="who a process has started is not known")
@pytest.mark.parametrize(("stage", "who"), [*zip(SORTS, cycle(WHO), strict=False)])
def test_a_run_that_is_killed_in_a_stage_goes_on_and_loses_nothing(commanded, corpus, stage, who):
    assert kill_in(stage, who), f"the run was over before {stage}"
    assert False is json.loads(Path("out/manifest.json").read_text())["finished"]
    run = begin()
    assert (None, b"") == run.communicate()
    assert commanded == hashes("out")


def test_a_run_that_is_killed_again_and_again_goes_on_and_loses_nothing(commanded, corpus):
    met = [stage for stage in STAGES[::2] if kill_in(stage, "all")]
    assert STAGES[0] in met
    assert 3 <= len(met)
    run = begin()
    assert (None, b"") == run.communicate()
    assert commanded == hashes("out")


# The pipelines that are installed


@pytest.mark.parametrize("name", ["refinecode", "pretrain"])
def test_an_installed_pipeline_curates_what_is_planted(corpus, name):
    shutil.rmtree("data")
    spread(planted())
    command("curate", name, "data", "--out=out", "-q", "-j2", "--isolated")
    ended = fates()
    assert {"i15", "i0"} & {key for key, step in ended.items() if step == "exact"}
    assert 1 == len({ended["i0"], ended["i15"]} - {"exact"})
    (edit,) = table("edits")
    assert ("pii", "email", "<EMAIL>") == tuple(
        edit[one] for one in ("step", "kind", "replacement")
    )
    assert [] == list(verify(AuditFolder(Path("out"))))
