"""rulekit/run/process.py: what kills a process in a task costs the row that it was at."""

import json
import os
import shutil
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from rulekit.core.record import from_record
from rulekit.corpus.job import CorpusJob, Shard, Task
from rulekit.corpus.roles import Columns
from rulekit.errors import RulekitError
from rulekit.loader import build_engine
from rulekit.plan.fingerprint import fingerprint
from rulekit.plan.options import PlanOptions
from rulekit.run.local_runner import Worker
from rulekit.run.process import ProcessGuard, import_paths
from rulekit.run.worker_config import WorkerConfig
from rulekit.stored.witness import SETTLED

pytestmark = pytest.mark.slow  # they start processes, or judge a corpus

OPTIONS = PlanOptions(select=("hostile/",))
JOB = CorpusJob(Columns("content", "path"))


@pytest.fixture
def worker_config(hostile, monkeypatch, tmp_path):
    """How to build a worker with somebody else's signal, which does what a text says."""
    monkeypatch.setenv("PYTHONPATH", str(hostile))
    monkeypatch.setattr(sys, "path", [*sys.path, str(hostile)])
    monkeypatch.setenv("LOOPING", str(tmp_path))
    return WorkerConfig(OPTIONS, JOB, timeout=2)


@pytest.fixture
def do(worker_config):
    """A function: the verdicts of one block with these texts."""

    def done(*texts):
        rows = "".join(
            f'{{"content": "{text}", "path": "{i}.py"}}\n' for i, text in enumerate(texts)
        )
        Path("a.jsonl").write_text(rows)
        task = Task("judge", Shard("a.jsonl", "a.jsonl", "jsonl"), 0, 0, len(texts))
        worker = Worker(worker_config.to_json())
        try:
            return [from_record(one) for one in json.loads(worker.do(task.to_json()))["records"]]
        finally:
            worker.close()

    return done


def ends(verdicts):
    return [(verdict.decision, verdict.decided_by) for verdict in verdicts]


KEEP = ("keep", ())


def test_with_a_plan_that_was_stored_nothing_is_said_of_libraries_that_come_late(
    folder, do, monkeypatch, tmp_path
):
    monkeypatch.setenv("RULEKIT_CACHE_DIR", str(tmp_path / "plans"))
    time.sleep(SETTLED / 1e9)  # the plugin was just written, and a plan of such files is not kept
    for _ in ("the plan is made", "and taken"):
        assert [KEEP, KEEP] == ends(do("x = 1", "y = 1"))
    assert [*(tmp_path / "plans").rglob("*.plan")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("word", "cause"),
    [
        ("exit", "crashed"),
        ("loop", "timed-out"),
        pytest.param("kill", "crashed", marks=pytest.mark.slow),  # six processes, and pauses
    ],
)
def test_a_text_that_ends_its_judge_costs_itself(folder, do, word, cause):
    verdicts = do("x = 1", f"please-{word}", "y = 1")
    assert [KEEP, ("error", (cause,)), KEEP] == ends(verdicts)
    assert [(0, "0.py"), (1, "1.py"), (2, "2.py")] == [(one.row, one.path) for one in verdicts]


@pytest.mark.slow
def test_time_that_a_document_does_not_use_itself_is_not_its_own(folder, do):
    """A busy machine, or a plugin that waits, makes no document late: the limit is 2 s."""
    assert [KEEP, KEEP] == ends(do("please-sleep", "x"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("chdir", "changed the current folder"),
        ("fork", "started a copy of the process (os.fork)"),
        ("builtin", "changed Python's builtins"),
    ],
)
def test_a_plugin_that_breaks_the_process_costs_its_document_and_is_named(folder, do, word, said):
    """Faults 12 and 13b."""
    verdicts = do("x", f"please-{word}", "y", "z")
    assert [KEEP, ("error", ("failed",)), KEEP, KEEP] == ends(verdicts)
    assert f"the signal `hostile.size` of the plugin `hostile` {said}" == verdicts[1].reason


@pytest.mark.slow
def test_a_plugin_that_closes_files_costs_its_document_and_is_named(folder, do):
    """Fault 13."""
    verdicts = do("x", "please-close", "y")
    assert [KEEP, ("error", ("crashed",)), KEEP] == ends(verdicts)
    expected = "the signal `hostile.size` of the plugin `hostile` closed files of the process"
    assert expected == verdicts[1].reason


@pytest.mark.slow
def test_a_plugin_that_closes_what_rows_are_written_to_costs_its_document(
    folder, worker_config, tmp_path
):
    """Nothing of the process can be ended in order then."""
    Path("a.jsonl").write_text("".join(
        f'{{"content": "{text}", "path": "{i}.py"}}\n' for i, text in enumerate(
            ("x", "please-closer", "y")
        )
    ))  # fmt: skip
    (tmp_path / "audit/work").mkdir(parents=True)
    job = replace(JOB, out=str(tmp_path / "audit"), kept=True)
    worker = Worker(replace(worker_config, job=job).to_json())
    shard = Shard("a.jsonl", "a.jsonl", "jsonl")
    try:
        worker.process.do(Task("open", shard))
        counts = json.loads(worker.process.do(Task("judge", shard, 0, 0, 3)))["counts"]
    finally:
        worker.close()
    assert (2, 1) == (counts["keep"], counts["error"])
    assert {"crashed"} == set(counts["by_language"]["unknown"]["reasons"])


def test_what_a_plugin_reads_is_no_request(folder, do):
    assert [KEEP, KEEP] == ends(do("please-stdin", "x"))


@pytest.mark.slow
def test_whatever_a_plugin_raises_costs_its_document(folder, do, capfd):
    verdicts = do("x", "please-base", "y")
    assert [KEEP, ("error", ("crashed",)), KEEP] == ends(verdicts)
    assert "Traceback" not in capfd.readouterr().err


def test_what_a_plugin_has_started_ends_with_the_run(folder, do, tmp_path):
    assert [KEEP] == ends(do("please-spawn"))
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        state = Path(f"/proc/{child}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.1)
    raise AssertionError("it is still there")


@pytest.mark.slow
def test_several_of_them_cost_themselves(folder, do):
    verdicts = do("please-exit", "x", "please-abort", "please-exit")
    lost = ("error", ("crashed",))
    assert [lost, KEEP, lost, lost] == ends(verdicts)
    assert "the process judging it died (SIGABRT)" == verdicts[2].reason


@pytest.mark.slow
def test_a_death_from_outside_costs_nothing(folder, do, hostile, monkeypatch, tmp_path):
    once = tmp_path / "once"
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    code = (hostile / "hostile_plugin.py").read_text()
    die_once = f"""
    if "die-once" in text and not Path({str(once)!r}).exists():
        Path({str(once)!r}).touch()
        os.kill(os.getpid(), 9)
"""
    changed = code.replace("    text = document.text\n", f"    text = document.text{die_once}")
    assert changed != code
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(hostile, tmp_path, ignore=left_out, dirs_exist_ok=True)
    (tmp_path / "hostile_plugin.py").write_text(changed)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path != str(hostile)])
    assert [KEEP, KEEP] == ends(do("x", "die-once"))
    assert once.exists()


READER = """
class Odd:
    name = "odd"
    suffixes = (".odd",)

    def fields(self, path):
        return ("content",)

    def count(self, path):
        {count}

    def rows(self, path, names, start=0, *, whole=False):
        {rows}

    def writer(self, like, output):
        {writer}

    def written(self, like, output):
        return iter(())


@rulekit.hookimpl
def rulekit_readers():
    return [Odd()]
"""
ODD = Shard("a.odd", "a.odd", "odd")


@pytest.fixture
def odd(folder, worker_config, hostile, tmp_path, monkeypatch):
    """A function: how a task on a shard ends whose reader does one thing oddly."""
    site = tmp_path / "odd"
    shutil.copytree(hostile, site)
    monkeypatch.setenv("PYTHONPATH", str(site))
    others = [one for one in sys.path if one != str(hostile)]
    monkeypatch.setattr(sys, "path", [*others, str(site)])
    (folder / "a.odd").touch()

    def done(task, job=JOB, timeout=2.0, stall=60.0, **odd):
        steps = {"count": "return 2", "rows": "yield from [rulekit.Row({})] * 2", **odd}
        steps.setdefault("writer", "return open(output, 'wb')")
        plugin = site / "hostile_plugin.py"
        plugin.write_text((hostile / "hostile_plugin.py").read_text() + READER.format(**steps))
        worker = Worker(WorkerConfig(OPTIONS, job, timeout, stall=stall).to_json())
        try:
            return json.loads(worker.process.do(task))
        finally:
            worker.close()

    return done


@pytest.mark.slow
def test_rows_that_no_process_survives_reading_are_all_errors(odd):
    answer = odd(Task("judge", ODD, 0, 0, 2), rows="os._exit(9)")
    verdicts = [from_record(one) for one in answer["records"]]
    assert [("error", ("crashed",))] * 2 == ends(verdicts)
    assert "the process judging it died (exit code 9)" == verdicts[0].reason


@pytest.mark.slow
def test_the_time_that_it_takes_to_reach_a_row_is_not_the_rows(odd):
    late = 'time.sleep(1.5); yield from [rulekit.Row({"content": "x", "path": "a.py"})] * 2'
    answer = odd(Task("judge", ODD, 0, 0, 2), timeout=1.0, rows=late)
    assert [KEEP] * 2 == ends([from_record(one) for one in answer["records"]])


FIVE = "[rulekit.Row({'content': 'x', 'path': 'a.py'})] * (5 - start)"


@pytest.fixture
def times(tmp_path):
    """Code that is true so many times, in whatever process."""

    def code(count):
        counter = tmp_path / "times"
        return f"Path({str(counter)!r}).open('a').write('.') and {counter_size(counter)} <= {count}"

    def counter_size(counter):
        return f"Path({str(counter)!r}).stat().st_size"

    return code


@pytest.mark.slow
def test_a_row_that_no_process_survives_reading_costs_itself(odd):
    rows = "for n in range(start, 5): n == 2 and os._exit(9); yield rulekit.Row({'content': 'x'})"
    answer = odd(Task("judge", ODD, 0, 0, 5), rows=rows.replace("'x'", "'x', 'path': 'a.py'"))
    verdicts = [from_record(one) for one in answer["records"]]
    assert [KEEP, KEEP, ("error", ("crashed",)), KEEP, KEEP] == ends(verdicts)


@pytest.mark.slow
def test_deaths_from_outside_while_a_row_is_read_cost_nothing(odd, times):
    """Fault 2: as a system does that is short of memory."""
    rows = f"{times(4)} and os.kill(os.getpid(), 9); yield from {FIVE}"
    answer = odd(Task("judge", ODD, 0, 0, 5), rows=rows)
    assert [KEEP] * 5 == ends([from_record(one) for one in answer["records"]])


@pytest.mark.slow
def test_a_worker_that_is_stopped_is_ended_and_its_rows_are_judged_by_another(odd, times):
    """As good as one that waits for a disk or a lock: no word, no bytes, no time of its own."""
    rows = f"{times(1)} and os.kill(os.getpid(), 19); yield from {FIVE}"
    answer = odd(Task("judge", ODD, 0, 0, 5), stall=0.5, rows=rows)
    assert [KEEP] * 5 == ends([from_record(one) for one in answer["records"]])


@pytest.mark.slow
def test_a_reader_that_never_does_anything_costs_its_rows_and_says_so(odd):
    answer = odd(Task("judge", ODD, 0, 4, 5), stall=0.3, rows="time.sleep(99)\n        yield 1")
    [verdict] = [from_record(one) for one in answer["records"]]
    assert ("timed-out",) == verdict.decided_by
    assert "it makes no progress, and takes no CPU time either" in verdict.reason


@pytest.mark.slow
@pytest.mark.parametrize("do", ["open", "close"])
def test_a_shard_that_no_process_survives_to_open_or_close_ends_the_run(odd, tmp_path, do):
    """What is not known of a whole shard is not guessed."""
    job = replace(JOB, out=str(tmp_path / "audit"), kept=True)
    (tmp_path / "audit/work").mkdir(parents=True)
    for task in (Task("open", ODD, 0), Task("judge", ODD, 0, 0, 2)) * (do == "close"):
        odd(task, job)
    with pytest.raises(RulekitError, match=f"no process survives to {do} a.odd: the process"):
        odd(Task(do, ODD, 0, 0, 2), job, count="os._exit(9)", writer="os._exit(9)")


def test_what_no_worker_can_do_is_in_the_answer_of_a_place(folder):
    worker = Worker(WorkerConfig(PlanOptions(profile="nonsense"), JOB).to_json())
    answer = worker.do(Task("open", Shard("a", "a", "jsonl")).to_json())
    worker.close()
    assert "there is no profile `nonsense`" in answer


def test_a_machine_with_another_rulekit_does_nothing(folder):
    options = PlanOptions(select=("text/few-lines",))
    plan = fingerprint(build_engine(options).plan)
    plan["versions"]["tree-sitter"] = "0.1"
    worker = Worker(WorkerConfig(options, JOB, plan=plan).to_json())
    answer = worker.do(Task("open", Shard("a", "a", "jsonl")).to_json())
    worker.close()
    assert "is not that of the run: the version of tree-sitter: 0.1 in the run, " in answer


def test_a_process_that_was_closed_is_not_started_again(folder):
    process = ProcessGuard(WorkerConfig(PlanOptions(select=("text/few-lines",)), JOB))
    process.close()
    with pytest.raises(RulekitError, match="the run has ended"):
        process.do(Task("open", Shard("a", "a", "jsonl")))
    assert process.process is None


@pytest.mark.parametrize("named", [False, True])
def test_the_current_folder_is_only_imported_from_when_somebody_named_it(
    folder, monkeypatch, named
):
    monkeypatch.setattr(sys, "path", ["", str(folder), "elsewhere"])
    monkeypatch.setenv("PYTHONPATH", str(folder) if named else "")
    assert [str(folder)] * named + ["elsewhere"] == import_paths()


@pytest.mark.slow
def test_a_worker_whose_parent_is_gone_says_nothing(folder, tmp_path):
    import subprocess

    worker_config = WorkerConfig(PlanOptions(select=("text/few-lines",)), JOB).to_json()
    command = [sys.executable, "-P", "-m", "rulekit.run.worker"]
    reader, writer = os.pipe()
    os.close(reader)  # nobody listens
    run = subprocess.run(
        command, input=worker_config.encode() + b"\n", stdout=writer, stderr=-1, check=False
    )
    os.close(writer)
    assert (0, b"") == (run.returncode, run.stderr)
