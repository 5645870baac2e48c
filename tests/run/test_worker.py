"""rulekit/run/worker.py: the process that judges, and what it says over its standard streams."""

import json
import signal
import subprocess
import sys

import pytest

from rulekit.core.record import to_record
from rulekit.files.discover import FoundFile
from rulekit.loader import build_engine, load
from rulekit.plan.options import PlanOptions
from rulekit.run.worker import judged
from rulekit.run.worker_config import WorkerConfig

WORKER = (sys.executable, "-P", "-m", "rulekit.run.worker")
RECIPE = WorkerConfig(PlanOptions(select=("text/few-lines",)))


def talk(*lines):
    """The end of a worker that is told these lines: its code, and its answers."""
    run = subprocess.run(
        WORKER,
        input="".join(line + "\n" for line in lines).encode(),
        capture_output=True,
        check=False,
    )
    assert b"" == run.stderr
    return run.returncode, [json.loads(line) for line in run.stdout.splitlines()]


def test_a_recipe_then_files_are_answered_line_by_line_until_the_input_ends(write):
    write({"a.py": "a\n" * 4, "b.py": "b\n"})
    found = [FoundFile("a.py", "a.py"), FoundFile("b.py", "b.py"), FoundFile("gone", "gone")]
    records = [to_record(load(select=["text/few-lines"]).check_found(one)) for one in found]
    answers = talk(RECIPE.to_json(), *(json.dumps({"file": vars(one)}) for one in found))
    assert (0, [{"ready": True}, *records]) == answers


def test_a_recipe_that_cannot_be_built_is_fatal():
    code, [answer] = talk(WorkerConfig(PlanOptions(profile="nonsense")).to_json(), "{}")
    [problem] = answer["fatal"]
    assert (0, True) == (code, problem["message"].startswith("there is no profile `nonsense`"))


def test_ctrl_c_is_left_to_the_parent(write):
    write({"a.py": "a\n" * 4})
    worker = subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
    with worker:
        worker.stdin.write(RECIPE.to_json().encode() + b"\n")
        worker.stdout.readline()  # it is ready
        worker.send_signal(signal.SIGINT)
        worker.stdin.write(json.dumps({"file": vars(FoundFile("a.py", "a.py"))}).encode() + b"\n")
        assert "keep" == json.loads(worker.stdout.readline())["decision"]
        worker.stdin.close()
    assert 0 == worker.returncode


def test_a_bug_costs_the_file_that_it_is_met_in_and_is_told_as_one():
    class BrokenRow:
        def check_found(self, found):
            raise ZeroDivisionError("no")

    verdict = judged(BrokenRow(), FoundFile("a.py", "a.py"))
    reason = "a bug of rulekit: ZeroDivisionError: no"
    assert ("error", ("failed",), reason) == (verdict.decision, verdict.decided_by, verdict.reason)


def test_what_stops_the_whole_run_is_raised():
    class Impossible:
        def check_found(self, found):
            build_engine(PlanOptions(profile="nonsense"))

    with pytest.raises(Exception, match="there is no profile"):
        judged(Impossible(), FoundFile("a.py", "a.py"))
