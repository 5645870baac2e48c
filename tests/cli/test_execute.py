"""rulekit/cli/execute.py: a table of what came of solutions, whatever stops it."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from executing import ADD, GOOD, OUTCOMES, ROWS, lines
from sandboxing import sandbox_of

COMMAND = ("execute", "rows.jsonl", "--out", "out")


@pytest.fixture(autouse=True)
def rows(write):
    write({"rows.jsonl": lines(ROWS)})


def outcomes(folder="out"):
    return pq.read_table(f"{folder}/executions")["outcome"].to_pylist()


def test_a_table_has_what_came_of_each_row(rulekit):
    sandbox = sandbox_of("auto")
    ended = rulekit(*COMMAND, "-j", "2")
    assert (0, OUTCOMES) == (ended.code, outcomes())
    assert " passed                2  33.3%" in ended.lines
    assert f"sandbox: {sandbox}" in ended.lines
    manifest = json.loads(Path("out/manifest.json").read_text())
    assert (str(sandbox), 2) == (manifest["sandbox"], manifest["outcomes"]["passed"])


def test_outcomes_are_executed_again_if_that_is_asked_for(rulekit):
    sandbox_of("auto")
    rulekit(*COMMAND)
    assert "0 executed now" in rulekit(*COMMAND).out
    assert "2 executed now" in rulekit(*COMMAND, "--again", "failed,vacuous").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("execute",), "rulekit execute SRC… --out DIR"),
        ((*COMMAND, "--sandbox", "none"), "add --i-trust-this-code: the code can do all that"),
        ((*COMMAND, "--sandbox", "bublewrap"), "did you mean `bubblewrap`?"),
        ((*COMMAND, "--columns", "tests=test"), "no column `test` in `rows.jsonl`, did you mean"),
        ((*COMMAND, "--again", "flakey"), "no outcome `flakey`, did you mean `flaky`?"),
        ((*COMMAND, "--language", "cobol"), "no harness for the language `cobol`; there are: "),
        ((*COMMAND, "--interpreter", "/none"), "--interpreter /none: there is no such program"),
        ((*COMMAND, "--cpu", "0"), "`cpu` of a sandbox must be 1 or more, not 0"),
        ((*COMMAND, "--jobs", "0"), "-j is 1 or more"),
    ],
)
def test_what_cannot_be_done_is_told_with_the_next_step(rulekit, words, told):
    ended = rulekit(*words)
    assert (2, True) == (ended.code, told in ended.err)
    assert "Traceback" not in ended.err


def test_a_folder_of_something_else_is_refused(rulekit, write):
    write({"out/manifest.json": '{"ask": {}}'})
    assert "`out` is no folder of executions" in rulekit(*COMMAND).err


def test_unconfined_it_runs_with_the_words_and_says_so(rulekit, write):
    write({"rows.jsonl": lines(ROWS[:1])})
    rulekit(*COMMAND, "--sandbox", "none", "--i-trust-this-code")
    table = pq.read_table("out/executions").to_pylist()
    assert [("passed", "none")] == [(one["outcome"], one["sandbox"]) for one in table]


@pytest.mark.slow
def test_who_is_killed_goes_on_to_the_same_bytes(rulekit, write):
    sandbox_of("auto")
    write({"rows.jsonl": lines({"solution": f"{ADD}# {i}", "tests": GOOD} for i in range(8))})
    command = [sys.executable, "-m", "rulekit", *COMMAND, "-q", "-j", "2"]
    journal = Path("out/journal.jsonl")
    for count in (1, 3, 5):
        run = subprocess.Popen(command)
        while not journal.exists() or journal.read_bytes().count(b"\n") < count:
            assert run.poll() is None
            time.sleep(0.01)
        run.send_signal(signal.SIGKILL)
        assert -signal.SIGKILL == run.wait()
    assert 0 == subprocess.run(command, check=False).returncode
    rulekit("execute", "rows.jsonl", "--out", "calm")
    assert 8 == journal.read_bytes().count(b"\n")
    for name in ("executions/rows.jsonl.parquet", "manifest.json"):
        assert Path("calm", name).read_bytes() == Path("out", name).read_bytes()
