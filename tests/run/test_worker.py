"""rulekit/run/worker.py: the process that judges, and what it says over its standard streams."""

import json
import signal
import subprocess
import sys

from rulekit.core.record import to_record
from rulekit.corpus.job import Task
from rulekit.corpus.row import file_verdict
from rulekit.files.discover import FoundFile
from rulekit.loader import PlanOptions, load
from rulekit.run.whereabouts import Whereabouts
from rulekit.run.worker_config import WorkerConfig

WORKER = (sys.executable, "-P", "-m", "rulekit.run.worker")
RECIPE = WorkerConfig(PlanOptions(select=("text/few-lines",)))


def talk(*lines, whereabouts=""):
    """The end of a worker that is told these lines: its code, and its answers."""
    run = subprocess.run(
        [*WORKER, *filter(None, [whereabouts])],
        input="".join(line + "\n" for line in lines).encode(),
        capture_output=True,
        check=False,
    )
    assert b"" == run.stderr
    return run.returncode, [json.loads(line) for line in run.stdout.splitlines()]


def test_a_worker_config_then_files_are_answered_line_by_line_until_the_input_ends(write):
    write({"a.py": "a\n" * 4, "b.py": "b\n"})
    found = [FoundFile("a.py", "a.py"), FoundFile("b.py", "b.py"), FoundFile("gone", "gone")]
    engine = load(select=["text/few-lines"])
    records = [{"records": [to_record(file_verdict(engine, one))]} for one in found]
    code, answers = talk(RECIPE.to_json(), *(Task.of_file(one).to_json() for one in found))
    assert (0, ["ready", None]) == (code, answers[0])
    assert records == [one for one in answers if isinstance(one, dict)]


def test_a_worker_says_what_it_is_at(write):
    write({"a.py": "a\n"})
    whereabouts = Whereabouts()
    task = Task.of_file(FoundFile("a.py", "a.py")).to_json()
    talk(RECIPE.to_json(), task, whereabouts=whereabouts.path)
    assert (0, "judge") == whereabouts.at()
    whereabouts.close()


def test_a_worker_config_that_cannot_be_built_is_fatal():
    code, [answer] = talk(WorkerConfig(PlanOptions(profile="nonsense")).to_json(), "{}")
    word, [problem] = answer
    assert (0, "fatal", True) == (
        code,
        word,
        problem["message"].startswith("there is no profile `nonsense`"),
    )


def test_ctrl_c_is_left_to_the_parent(write):
    write({"a.py": "a\n" * 4})
    worker = subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
    with worker:
        worker.stdin.write(RECIPE.to_json().encode() + b"\n")
        worker.stdout.readline()  # it is ready
        worker.send_signal(signal.SIGINT)
        worker.stdin.write(Task.of_file(FoundFile("a.py", "a.py")).to_json().encode() + b"\n")
        answers = (json.loads(line) for line in worker.stdout)
        [record] = next(one["records"] for one in answers if isinstance(one, dict))
        assert "keep" == record["decision"]
        worker.stdin.close()
    assert 0 == worker.returncode


def test_a_worker_that_lacks_the_replies_of_the_run_says_so():
    options = PlanOptions(replies=("gone",))
    _, [(word, [problem])] = talk(WorkerConfig(options).to_json(), "{}")
    assert ("fatal", "gone") == (word, problem["path"])
    assert "every machine must reach it" in problem["remedy"]
