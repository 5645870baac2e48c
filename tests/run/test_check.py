"""rulekit/run/check.py: few files are judged here, more in others, and what their death costs."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rulekit.corpus.job import Task
from rulekit.corpus.row import file_verdict
from rulekit.errors import RulekitError
from rulekit.files.discover import FoundFile, discover
from rulekit.loader import build_engine
from rulekit.plan.options import PlanOptions
from rulekit.run.check import FEW, SMALL, check_all, verdicts
from rulekit.run.worker_config import WorkerConfig

pytestmark = pytest.mark.slow  # each test starts processes of its own

OPTIONS = PlanOptions(select=("text/few-*", "python/"))
IMPOSSIBLE = PlanOptions(profile="nonsense")  # no other process can be started with it


def found(*names):
    return [FoundFile(name, name) for name in names]


def checked(files, jobs=2, options=OPTIONS, ahead=1_000):
    """The verdicts of worker processes."""
    tasks = [Task.of_file(one, number) for number, one in enumerate(files)]
    return verdicts(WorkerConfig(options), tasks, jobs, ahead)


def test_a_few_small_files_are_judged_in_a_copy_of_this_process(write):
    files = {f"{number:02}.py": "a\nb\n" for number in range(FEW)}
    write(files)
    judged = check_all(build_engine(OPTIONS), IMPOSSIBLE, found(*files), jobs=2)
    assert [(path, "drop") for path in files] == [(one.path, one.decision) for one in judged]


@pytest.mark.parametrize(
    "files",
    [
        {f"{number:02}.py": "" for number in range(FEW + 1)},
        {"a.py": "a" * SMALL, "b.py": "b"},
    ],
    ids=["many", "large"],
)
def test_more_files_are_judged_in_others(write, files):
    write(files)
    with pytest.raises(RulekitError, match="there is no profile `nonsense`"):
        list(check_all(build_engine(OPTIONS), IMPOSSIBLE, found(*files), jobs=2))


def test_no_file_gives_no_verdict():
    assert [] == list(check_all(build_engine(OPTIONS), IMPOSSIBLE, [], jobs=2))


@pytest.fixture
def tree(write):
    """Files of every end that a file can have, found."""
    files = {f"{i:02}.py": f"x = {i}\n" * i for i in range(8)}
    write(files | {"a.nonsense": "a", "b.py": b"\0", "c.md": "prose\n", "d.py": "naïve = '\x1b'\n"})
    Path("e.py").symlink_to("c.md")
    return [*discover(["."]), FoundFile("gone.py", "gone.py")]


# The same as one process


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_verdicts_are_those_of_this_process_in_the_order_of_the_files(tree, jobs):
    engine = build_engine(OPTIONS)
    expected = [file_verdict(engine, one) for one in tree]
    assert expected == list(checked(tree, jobs))
    assert expected == list(check_all(engine, OPTIONS, tree, jobs=jobs))  # in a copy


def test_a_file_that_is_judged_elsewhere_stood_in_no_corpus(tree):
    assert {(None, None)} == {(one.shard, one.row) for one in checked(tree)}


def test_files_that_are_not_sorted_come_back_as_they_went(tree):
    paths = [one.path for one in reversed(tree)]
    assert paths == [verdict.path for verdict in checked(tree[::-1])]


@pytest.mark.slow
def test_results_that_wait_are_bounded_and_still_all_come(tree):
    assert len(tree) == len(list(checked(tree, ahead=1)))


def test_no_file_starts_no_process():
    assert [] == list(checked([], options=IMPOSSIBLE))


def test_a_worker_config_that_no_worker_can_build_ends_the_run(tree):
    with pytest.raises(RulekitError, match="there is no profile `nonsense`"):
        list(checked(tree, options=IMPOSSIBLE))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are listed in /proc")
def test_whoever_stops_reading_leaves_no_process_behind(tree):
    others = children()  # of tests before
    running = checked(tree)
    next(running)
    workers = children() - others
    running.close()
    assert workers
    assert not workers & children()


def children():
    """The processes that this one has started, and that are there."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {pid for task in tasks for pid in task.read_text().split()}


def test_a_module_in_the_judged_folder_is_never_imported(write):
    trap = "open('imported', 'w')\nraise SystemExit('trapped')\n"
    names = (
        "json.py",
        "yaml.py",
        "regex.py",
        "rulekit.py",
        "tree_sitter.py",
        "charset_normalizer.py",
    )
    write(dict.fromkeys(names, trap))
    write({"latin.py": b"# caf\xe9\n", "rulekit_plugins/__init__.py": trap})
    decisions = {verdict.decision for verdict in checked(discover(["."]), jobs=1)}
    assert ({"drop"}, False) == (decisions, Path("imported").exists())


# Somebody else's code that misbehaves

CHECK = (sys.executable, "-m", "rulekit", "check", ".", "--select=hostile/", "--isolated")
WORDS = ("exit", "leave", "abort", "loop", "allocate", "print", "raise")


def beside(folder):
    """The environment of a process that finds what is in a folder, too."""
    paths = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"PYTHONPATH": os.pathsep.join(paths)}


@pytest.fixture(scope="module")
def runs(hostile, tmp_path_factory):
    """`rulekit check` with one and two jobs, where every second file makes its judge misbehave."""
    folder = tmp_path_factory.mktemp("judged")
    for word in WORDS:
        (folder / f"{word}-0.py").write_text("x = 1\n")
        (folder / f"{word}-1.py").write_text(f"x = 'please-{word}'\n")
    (folder / "zz.py").write_text("x = 1\n" * 20)

    def run(jobs):
        return subprocess.run(
            [*CHECK, f"-j{jobs}", "--timeout=4", "-ojsonl"],
            cwd=folder,
            env=os.environ | beside(hostile) | {"LOOPING": str(hostile)},
            capture_output=True,
            check=False,
        )

    with ThreadPoolExecutor(2) as both:
        return dict(zip((1, 2), both.map(run, (1, 2)), strict=True))


@pytest.fixture(scope="module")
def records(runs):
    """What `-j1` wrote, by path."""
    lines = [json.loads(line) for line in runs[1].stdout.splitlines()]
    return {record["path"]: record for record in lines}


@pytest.mark.slow
@pytest.mark.parametrize("word", WORDS)
def test_the_file_before_one_that_misbehaves_is_judged(records, word):
    assert "keep" == records[f"{word}-0.py"]["decision"]


@pytest.mark.slow
def test_the_file_after_all_that_misbehave_is_judged(records):
    assert (["hostile/large"], 120.0) == (
        records["zz.py"]["decided_by"],
        records["zz.py"]["findings"][0]["value"],
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("word", "decided_by", "reason"),
    [
        ("exit", ["crashed"], "the process judging it died (exit code 3)"),
        ("leave", ["crashed"], "the process judging it died (exit code 0)"),
        ("abort", ["crashed"], "the process judging it died (SIGABRT)"),
        ("loop", ["timed-out"], "stopped: it takes more CPU time than --timeout allows"),
        ("allocate", ["out-of-memory"], "no memory to judge it"),
        ("raise", ["unmeasured"], "nothing could be measured: failed: ValueError: as asked"),
    ],
)
def test_a_file_that_ends_its_judge_is_an_error_with_its_reason(records, word, decided_by, reason):
    record = records[f"{word}-1.py"]
    assert ("error", decided_by, reason) == (
        record["decision"],
        record["decided_by"],
        record["reason"],
    )


@pytest.mark.slow
def test_what_a_plugin_prints_goes_to_the_errors(runs, records):
    assert "keep" == records["print-1.py"]["decision"]
    assert b"written\n{}\n" in runs[1].stderr
    assert b"printed\n" in runs[1].stderr


@pytest.mark.slow
def test_every_file_has_its_verdict_in_order(records):
    expected = [f"{word}-{i}.py" for word in sorted(WORDS) for i in (0, 1)]
    assert [*expected, "zz.py"] == list(records)


@pytest.mark.slow
def test_the_verdicts_are_byte_for_byte_those_of_two_processes(runs):
    assert runs[1].stdout == runs[2].stdout


@pytest.mark.slow
def test_a_run_with_an_error_ends_with_code_1(runs):
    assert [1, 1] == [run.returncode for run in runs.values()]


@pytest.mark.slow
def test_nothing_of_it_is_told_with_a_traceback(runs):
    assert [False, False] == [b"Traceback" in run.stderr for run in runs.values()]


# Ctrl-C


def group_of(leader):
    """The processes that are alive in a process group."""
    states = [path.read_text().rpartition(")")[2].split() for path in stats()]
    return [state for state in states if int(state[2]) == leader and state[0] != "Z"]


def stats():
    return [path for path in Path("/proc").glob("[0-9]*/stat") if path.exists()]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are listed in /proc")
def test_ctrl_c_ends_at_once_without_a_traceback_or_a_process_left(hostile, write, tmp_path):
    write({f"{i}.py": "please-loop\n" for i in range(4)})
    run = subprocess.Popen(
        [*CHECK, "-j2"],
        env=os.environ | beside(hostile) | {"LOOPING": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    for _ in range(300):  # until both workers are at a file that never ends
        if len(list(tmp_path.glob("loops-*"))) == 2:
            break
        time.sleep(0.1)
    workers = [Path("/proc", path.name.removeprefix("loops-")) for path in tmp_path.glob("loops-*")]
    assert all(worker.exists() for worker in workers)
    started = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    output, errors = run.communicate(timeout=20)
    assert time.monotonic() - started < 5
    assert (130, b"", b"interrupted") == (run.returncode, output, errors.strip())
    assert [] == group_of(run.pid)
    assert not any(worker.exists() for worker in workers)
