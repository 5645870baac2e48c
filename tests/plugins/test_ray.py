"""plugins/ray: the bytes are those of this machine, whatever dies on the way."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import ray
from rulekit_plugins.ray.plugin import RayRunner

import rulekit
from rulekit.plan.options import PlanOptions
from rulekit.run.filter import Filter
from rulekit.run.local_runner import LocalRunner
from rulekit.run.prepared import FilterOptions

pytestmark = pytest.mark.slow
OPTIONS = PlanOptions(select=("text/few-*", "python/"))

KILLER = """
import os
from pathlib import Path

import rulekit


def size(document):
    if "please-kill" in document.text:
        os.kill(os.getpid(), 9)
    return len(document.text)


@rulekit.hookimpl
def rulekit_packs():
    signal = rulekit.Signal("killer.size", "characters", "size of the text", size)
    return [rulekit.Pack("killer", Path(__file__).parent / "rules", signals=(signal,))]
"""

SIZE_RULE = """
title: Large
why: Small is beautiful.
source: ours
signal: killer.size
keep: {max: 100}
examples: {keep: [{text: short}], drop: [{text: "0123456789", repeat: 11}]}
"""


@pytest.fixture(scope="module")
def cluster():
    """The address of two processors that this process is connected to."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    quiet = {"include_dashboard": False, "log_to_driver": False}
    ray.init("local", num_cpus=2, object_store_memory=80 << 20, **quiet)
    yield ray.get_runtime_context().gcs_address
    ray.shutdown()


@pytest.fixture(scope="module")
def shards(tmp_path_factory):
    """Four shards of a few blocks, in a folder to be in."""
    here = tmp_path_factory.mktemp("corpus")
    (here / "in").mkdir()
    for shard in range(4):
        texts = (f"x = {i}\n" * (i % 7) for i in range(30))
        rows = ({"content": text, "path": f"{i}.py"} for i, text in enumerate(texts))
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (here / "in" / f"{shard}.jsonl").write_text(lines)
    return here


def begun(out):
    """A run over the shards, of which nothing is done."""
    return Filter(
        OPTIONS, FilterOptions(("in",), str(out), signals="used", kept=True, dropped=True, block=8)
    )


def end(run, executors):
    """Do all of a run."""
    return [task for task, _ in run.run(lambda: executors)]


def hashes(out):
    """The hash of every file below a folder."""
    files = (path for path in Path(out).rglob("*") if path.is_file())
    return {str(p.relative_to(out)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture(scope="module")
def local(shards, tmp_path_factory):
    """What one process on this machine writes."""
    out = tmp_path_factory.mktemp("local") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(shards)
        run = begun(out)
        end(run, LocalRunner().executors(run.worker_config.to_json(), 1, None))
    return hashes(out)


@pytest.fixture
def out(shards, tmp_path, monkeypatch):
    """Where to write, in the folder of the shards."""
    monkeypatch.chdir(shards)
    return tmp_path / "out"


def test_every_file_is_that_of_one_process(local, out, cluster):
    run = begun(out)
    end(run, RayRunner().executors(run.worker_config.to_json(), None, None))
    assert 23 == len(local)  # five of each shard, the manifest, the sources and the sums
    assert local == hashes(out)


def test_the_death_of_every_actor_in_mid_run_costs_nothing(local, out, cluster):
    run = begun(out)
    executors = RayRunner().executors(run.worker_config.to_json(), 2, None)
    first = [place.actor for place in executors]
    pids = ray.get([one.__ray_call__.remote(lambda _: os.getpid()) for one in first])
    tasks = run.run(lambda: executors)
    while next(tasks)[0].do != "judge":
        pass
    replaced = set()
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    for _ in tasks:
        replaced |= {i for i in (0, 1) if executors[i].actor not in (None, first[i])}
    assert ({0, 1}, local) == (replaced, hashes(out))


def await_death(actor):
    """Ray kills in its own time: until then an actor answers."""
    for _ in range(100):
        try:
            ray.get(actor.do.remote("no task"))
        except ray.exceptions.RayActorError:
            return
        except ray.exceptions.RayTaskError:
            time.sleep(0.1)
    pytest.fail("the actor lives on")


def test_closing_kills_the_actors_and_leaves_a_ray_that_was_there(out, cluster):
    executors = RayRunner().executors(begun(out).worker_config.to_json(), 2, None)
    first = executors[0].actor
    for place in (*executors, *executors):
        place.close()
    await_death(first)
    assert ray.is_initialized()


def test_a_lost_place_says_in_one_line_what_became_of_it(out, cluster):
    (place,) = RayRunner().executors(begun(out).worker_config.to_json(), 1, None)
    ray.kill(place.actor)
    await_death(place.actor)
    error = place.submit("{}").exception(30)
    place.close()
    assert "The actor is dead" in str(error)
    assert "\n" not in str(error)


def test_a_worker_config_that_no_actor_understands_is_told_without_a_traceback(cluster):
    with pytest.raises(rulekit.RulekitError) as error:
        RayRunner().executors("{}", 1, None)
    (problem,) = error.value.problems
    assert "a worker cannot start on the Ray cluster: KeyError: 'options'" == problem.message


def test_more_workers_than_the_cluster_has_processors_are_refused(cluster):
    with pytest.raises(rulekit.RulekitError, match="-j 3: the Ray cluster has 2 processors"):
        RayRunner().executors("{}", 3, None)


def test_a_missing_ray_is_told_with_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(rulekit.RulekitError, match=r"pip install 'rulekit\[ray\]'"):
        RayRunner().executors("{}", 1, None)


# The command, from another process


def command(*words, **more):
    return subprocess.run(
        [sys.executable, "-P", "-m", "rulekit", "filter", *words],
        capture_output=True,
        text=True,
        check=False,
        **more,
    )


@pytest.mark.parametrize("address", ["127.0.0.1:1", "nonsense"])
def test_an_address_where_no_cluster_is_ends_with_one_line(shards, tmp_path, address):
    ended = command(
        "in", f"--out={tmp_path / 'out'}", "--runner=ray", "-q", f"--ray-address={address}",
        cwd=shards,
    )  # fmt: skip
    assert (2, "", 1) == (ended.returncode, ended.stdout, len(ended.stderr.splitlines()))
    assert ended.stderr.startswith(f"error: no Ray cluster at `{address}`: ")


@pytest.fixture(scope="module")
def killer(tmp_path_factory):
    """A folder for PYTHONPATH with a plugin whose signal kills the process, if the text asks."""
    folder = tmp_path_factory.mktemp("killer")
    files = {
        "killer_plugin.py": KILLER,
        "rules/killer/large.yaml": SIZE_RULE,
        "killer-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: killer\nVersion: 1.0\n",
        "killer-1.0.dist-info/entry_points.txt": "[rulekit]\nkiller = killer_plugin\n",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


@pytest.fixture(scope="module")
def judged(killer, tmp_path_factory):
    """How to judge files named as modules of rulekit and one that kills, and that without Ray."""
    folder = tmp_path_factory.mktemp("judged") / "src"
    folder.mkdir()
    imported = folder.parent / "imported"
    trap = f"open({str(imported)!r}, 'w')\nraise SystemExit('trapped')\n"
    for name in ("yaml.py", "rulekit.py", "pydantic.py", "pyarrow.py", "re2.py"):
        (folder / name).write_text(trap)
    (folder / "bad.py").write_text("x = 'please-kill'\n")
    paths = [str(killer), *filter(None, [os.environ.get("PYTHONPATH")])]
    more = {"cwd": folder, "env": os.environ | {"PYTHONPATH": os.pathsep.join(paths)}}

    def judge(*words):
        out = folder.parent / str(len(words))
        words = (".", "--select=killer/", "--isolated", "-q", f"--out={out}", *words)
        ended = command(*words, **more)
        assert (0, "") == (ended.returncode, ended.stderr)
        assert not imported.exists()
        return out

    return judge, judge("-j1")


def test_a_document_that_kills_its_judge_costs_itself_only(judged):
    """On a Ray that is started for it."""
    from pyarrow import parquet

    judge, here = judged
    there = judge("-j1", "--runner=ray")
    (table,) = (there / "verdicts").iterdir()
    lost = [row for row in parquet.read_table(table).to_pylist() if row["decision"] == "error"]
    assert [(0, ["crashed"])] == [(row["row"], row["decided_by"]) for row in lost]
    assert hashes(here) == hashes(there)


def test_a_cluster_gets_the_plugins_of_the_callers_path_and_no_module_of_its_folder(
    judged, cluster
):
    judge, here = judged
    assert hashes(here) == hashes(judge("-j2", "--runner=ray", f"--ray-address={cluster}"))
