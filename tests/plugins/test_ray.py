"""plugins/ray: the bytes are those of this machine, whatever dies on the way."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace

import pytest
import ray
from mirroring import hashes
from modelling import FILES
from ray.cluster_utils import Cluster
from rulekit_plugins.ray import fleet as fleets
from rulekit_plugins.ray.plugin import RayRunner
from stores import BUCKET, download, s3_server, upload

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


NODE = {"num_cpus": 1, "object_store_memory": 80 << 20}


@pytest.fixture(scope="module")
def machines():
    """Two machines with a processor each, where a store is known, and this process connected."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["AWS_EC2_METADATA_DISABLED"] = "true"  # where credentials would be looked for
    with s3_server():
        found = Cluster(initialize_head=True, head_node_args={**NODE, "include_dashboard": False})
        found.add_node(**NODE)
        ray.init(found.address, log_to_driver=False)
        yield found
        ray.shutdown()
        found.shutdown()


@pytest.fixture
def cluster(machines, monkeypatch):
    """Their address; they are looked at often."""
    monkeypatch.setattr(fleets, "EVERY", 0.0)
    return machines.address


@contextmanager
def another(machines):
    """A time in which there is a third machine, which then is gone at once."""
    node = machines.add_node(**NODE)
    try:
        yield
    finally:
        machines.remove_node(node, allow_graceful=False)


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


def begun(out, *sources, options=OPTIONS):
    """A run over the shards, of which nothing is done."""
    wanted = FilterOptions(
        sources or ("in",), str(out), signals="used", kept=True, dropped=True, block=8
    )
    return Filter(options, wanted)


def opened(run, count=None, **changes):
    """A function: the actors for a run."""
    worker_config = replace(run.worker_config, **changes).to_json()
    return lambda: RayRunner().executors(worker_config, count, None)


def at_work(run, count=None):
    """The actors of a run of which a block is judged, and the rest of it."""
    found = []
    tasks = run.run(lambda: found.append(opened(run, count)()) or found[0])
    while next(tasks)[0].do != "judge":
        pass
    return found[0], tasks


@pytest.fixture(scope="module")
def local(shards, tmp_path_factory):
    """What one process on this machine writes."""
    out = tmp_path_factory.mktemp("local") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(shards)
        run = begun(out)
        list(run.run(lambda: LocalRunner().executors(run.worker_config.to_json(), 1, None)))
    return hashes(out)


@pytest.fixture
def out(shards, tmp_path, monkeypatch):
    """Where to write, in the folder of the shards."""
    monkeypatch.chdir(shards)
    return tmp_path / "out"


def test_every_file_is_that_of_one_process(local, out, cluster):
    run = begun(out)
    list(run.run(opened(run)))
    assert 23 == len(local)  # five of each shard, the manifest, the sources and the sums
    assert local == hashes(out)


def test_scores_of_a_model_are_those_of_one_process(shards, out, cluster, tmp_path):
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    mine = PlanOptions(rules=(str(tmp_path / "own"),), select=("mine/",))
    here, there = (begun(out / one, options=mine) for one in ("here", "there"))
    list(here.run(lambda: LocalRunner().executors(here.worker_config.to_json(), 1, None)))
    list(there.run(opened(there)))
    assert hashes(out / "here") == hashes(out / "there")
    assert {"worth"} == json.loads((out / "here" / "manifest.json").read_text())["plan"][
        "models"
    ].keys()


def test_the_death_of_every_actor_in_mid_run_costs_nothing(local, out, cluster):
    fleet, tasks = at_work(begun(out), 2)
    first = [one.actor for one in fleet.joined]
    for pid in ray.get([one.__ray_call__.remote(lambda _: os.getpid()) for one in first]):
        os.kill(pid, signal.SIGKILL)
    others = {one for _ in tasks for one in fleet.joined if one.actor not in first}
    assert (True, local) == (bool(others), hashes(out))


def test_a_machine_that_comes_and_goes_in_mid_run_costs_its_blocks_only(
    machines, cluster, local, out, caplog
):
    fleet, tasks = at_work(begun(out))
    nodes = {one.node for one in fleet.joined}
    with another(machines):
        wait_for(lambda: len(fleet.standing()) == 3)
        (comer,) = (one for one in fleet.joined if one.node not in nodes)
        next(tasks)
        os.kill(ray.get(comer.actor.__ray_call__.remote(lambda _: os.getpid())), signal.SIGKILL)
    list(tasks)
    assert local == hashes(out)
    assert comer.lost
    assert [f"a worker on {comer.host} was lost; others do what it was at"] == caplog.messages


def wait_for(condition):
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    pytest.fail("it does not come")


def test_without_a_disk_that_all_share_addresses_are_enough(
    machines, cluster, local, shards, tmp_path, monkeypatch, caplog
):
    """And a machine that comes without credentials is left out, by its name."""
    monkeypatch.chdir(tmp_path)
    upload(shards / "in", f"s3://{BUCKET}/in")
    run = begun(f"s3://{BUCKET}/out", f"s3://{BUCKET}/in")
    assert run.worker_config.folder is None
    fleet, tasks = at_work(run)
    with monkeypatch.context() as patch:
        patch.delenv("AWS_ACCESS_KEY_ID")
        with another(machines):
            wait_for(lambda: fleet.standing() and caplog.messages)
            assert 0 == fleet.cluster.free(fleet.machines.unfit)  # nobody waits for its processor
    list(tasks)
    assert f"{socket.gethostname()} is left out: `s3://" in caplog.messages[0]
    assert "there are no credentials here; say who asks: " in caplog.messages[0]
    download(f"s3://{BUCKET}/out", tmp_path / "out")
    told = ("manifest.json", "sources.json")  # of the place of the corpus
    same = {name: one for name, one in hashes(tmp_path / "out").items() if name not in told}
    assert {name: one for name, one in local.items() if name not in told} == same


def refused(open_):
    """The problems for which no row is judged."""
    with pytest.raises(rulekit.RulekitError) as error:
        open_()
    return [(one.path, one.message) for one in error.value.problems]


HERE = socket.gethostname()


def test_machines_without_the_folder_of_a_run_are_named_before_a_row_is_judged(out, cluster):
    assert [(HERE, "there is no folder `/nowhere`")] == refused(
        opened(begun(out), folder="/nowhere")
    )


def test_machines_that_lack_a_plugin_are_named_with_it(out, cluster, killer, monkeypatch):
    monkeypatch.syspath_prepend(killer)  # of this process, not of its PYTHONPATH
    out.mkdir()
    run = Filter(PlanOptions(extend_select=("killer/",)), FilterOptions(("in",), str(out)))
    (_, first), *_ = found = refused(opened(run))
    assert {HERE} == {host for host, _ in found}
    assert "rulekit is not that of the run: the plugin killer: is missing" == first


def test_machines_that_do_not_understand_the_run_are_told_without_a_traceback(cluster):
    found = refused(lambda: RayRunner().executors("{}", 1, None))
    assert [(HERE, "rulekit cannot be used: KeyError: 'options'")] == found


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
    fleet, tasks = at_work(begun(out), 2)
    actors = [one.actor for one in fleet.joined]
    tasks.close()
    fleet.close()  # and again
    for one in actors:
        await_death(one)
    assert ray.is_initialized()


def test_a_lost_place_says_in_one_line_what_became_of_it(out, cluster):
    fleet, tasks = at_work(begun(out), 1)
    (place,) = fleet.joined
    ray.kill(place.actor)
    await_death(place.actor)
    error = place.submit("{}").exception(30)
    tasks.close()
    assert "The actor is dead" in str(error)
    assert "\n" not in str(error)


def test_more_workers_than_the_cluster_has_processors_begin_later(local, out, cluster, caplog):
    fleet, tasks = at_work(begun(out), 3)
    wait_for(lambda: len(fleet.standing()) == 2)
    list(tasks)
    assert local == hashes(out)
    (told,) = caplog.messages
    assert told.endswith(" of 3 workers; others begin when more are free")


def test_a_cluster_whose_head_is_gone_ends_the_run(out, cluster, monkeypatch):
    """It is not waited for until Ray ends this process."""
    monkeypatch.setattr(fleets, "HEADLESS", -1.0)
    fleet, tasks = at_work(begun(out), 1)
    fleet.cluster.head = "127.0.0.1:1"
    with pytest.raises(rulekit.RulekitError, match="the head of the Ray cluster does not answer"):
        list(tasks)


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
