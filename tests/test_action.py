"""action.yml: its steps, run as GitHub's runner runs them, with inputs that try to be more."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"]}
COMMAND = Path(sys.executable).with_name("rulekit")

SHAPES = """\
class A:
    def a(self):
        pass


class B:
    def b(self, c=2 * 2):
        pass
"""
SUMS = '''\
"""Sums over rows of numbers."""


def totals(rows):
    """The sum of each row, and of all of them."""
    sums = []
    for row in rows:
        sums.append(sum(row))
    return sums, sum(sums)
'''
HOSTILE = "$(touch pwned) `touch pwned`; touch pwned 'x' \"y\" ::error::z.py"


def evaluated(text, values):
    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: values[found[1]], text)


class Ran:
    """How a step ended: its code, what it printed, and its outputs."""

    def __init__(self, done, temporary):
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr
        self.summary = (temporary / "summary").read_text("utf-8")
        self.outputs, lines = {}, iter((temporary / "output").read_text("utf-8").splitlines())
        for line in lines:
            name, _, value = line.partition("=")
            if "<<" in line:
                name, end = line.split("<<")
                value = "\n".join(iter(lines.__next__, end))
            self.outputs[name] = value


@pytest.fixture
def step(write, tmp_path):
    """A function: how a step of the action ends in a small repository, with these inputs."""
    folder = write({"src/shapes.py": SHAPES, "src/sums.py": SUMS})
    runner = tmp_path / "runner temp"
    runner.mkdir()

    def ran(name, files=(), **inputs):
        write(dict(files))
        for file in ("summary", "output"):
            (runner / file).write_text("")
        values = {f"inputs.{key}": one["default"] for key, one in ACTION["inputs"].items()}
        values |= {f"inputs.{key.replace('_', '-')}": value for key, value in inputs.items()}
        values |= {"steps.install.outputs.command": str(COMMAND), "github.action_path": str(ROOT)}
        given = {key: evaluated(text, values) for key, text in STEPS[name]["env"].items()}
        environ = {
            **os.environ,
            **given,
            "RUNNER_TEMP": str(runner),
            "GITHUB_OUTPUT": str(runner / "output"),
            "GITHUB_STEP_SUMMARY": str(runner / "summary"),
        }
        where = folder / evaluated(STEPS[name].get("working-directory", "."), values)
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]],
            cwd=where, env=environ, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert not list(folder.rglob("pwned")) + list(runner.rglob("pwned"))
        return Ran(done, runner)

    return ran


# What is written


@pytest.mark.parametrize("name", STEPS)
def test_a_script_holds_no_expression_and_ends_at_the_first_fault(name):
    assert "${{" not in STEPS[name]["run"]
    assert STEPS[name]["run"].startswith("set -euo pipefail\n")


def test_every_input_is_described_and_reaches_a_step():
    used = re.findall(r"inputs\.([\w-]+)", json.dumps(ACTION["runs"]))
    assert {*ACTION["inputs"]} == {*used}
    assert all(one["description"] and "default" in one for one in ACTION["inputs"].values())


def test_every_output_is_written_by_its_step():
    for name, one in ACTION["outputs"].items():
        assert f"steps.check.outputs.{name}" in one["value"]
        assert re.search(rf'echo "{name}(=|<<)', STEPS["check"]["run"])


# What is run


@pytest.mark.slow
def test_a_violated_gate_fails_the_step_after_everything_is_told(step):
    ended = step("check", sarif="out.sarif")
    assert (1, "1") == (ended.code, ended.outputs["exit-code"])
    assert "::error file=src/shapes.py,line=3" in ended.out
    assert ended.summary.startswith("### rulekit: 1 of 2 files dropped\n")
    assert ended.summary == Path(ended.outputs["comment"]).read_text("utf-8")
    log = json.loads(Path(ended.outputs["sarif"]).read_text("utf-8"))
    assert ["python/pass-heavy"] == [one["ruleId"] for one in log["runs"][0]["results"]]


@pytest.mark.slow
def test_a_clean_repository_passes(step):
    ended = step("check", paths="src/sums.py")
    assert (0, "0", "") == (ended.code, ended.outputs["exit-code"], ended.outputs["sarif"])
    assert "::error" not in ended.out


@pytest.mark.slow
def test_it_need_not_fail_annotate_or_summarise(step):
    ended = step("check", fail="false", annotations="false", summary="false")
    assert (0, "1", "") == (ended.code, ended.outputs["exit-code"], ended.summary)
    assert "::error" not in ended.out


@pytest.mark.slow
def test_what_is_known_is_not_told(step):
    known = '{"rulekit-baseline": 1, "files": {"src/shapes.py": ["python/pass-heavy"]}}'
    ended = step("check", {"known one.json": known}, baseline="known one.json")
    assert (0, True) == (ended.code, "1 file of these is in the baseline" in ended.summary)


@pytest.mark.slow
def test_inputs_are_words_whatever_is_in_them(step):
    name = HOSTILE.replace("/", "")
    ended = step(
        "check", {f"src/{name}": SHAPES},
        paths=f"src/{name}\nsrc/sums.py\n", args="--max-drop-rate=60%\n",
        sarif="a $(touch pwned).sarif", comment="b`touch pwned`.md",
    )  # fmt: skip
    assert (0, "0") == (ended.code, ended.outputs["exit-code"])
    assert ended.outputs["sarif"].endswith("/a $(touch pwned).sarif")
    (line,) = (line for line in ended.out.splitlines() if line.startswith("::error"))
    assert "file=src/$(touch pwned)" in line


@pytest.mark.slow
@pytest.mark.parametrize("words", [{"baseline": HOSTILE}, {"paths": HOSTILE}, {"args": HOSTILE}])
def test_what_cannot_be_done_fails_the_step_and_is_no_command_of_the_runner(step, words):
    ended = step("check", **words)
    assert (2, "2", "") == (ended.code, ended.outputs["exit-code"], ended.summary)
    stop, *told, resume, last = ended.out.splitlines()
    assert stop.removeprefix("::stop-commands::") == resume.strip(":")
    assert any("touch pwned" in line for line in told)
    assert last.startswith("::error title=rulekit::rulekit could not do what was asked")


@pytest.mark.slow
def test_the_folder_may_be_another(step):
    ended = step("check", working_directory="src", sarif="x.sarif")
    assert ended.outputs["sarif"].endswith("/src/x.sarif")
    assert "file=shapes.py" in ended.out


# What is installed

PYTHON = """\
#!/usr/bin/env bash
printf '%s\\n' "$@" >> "$RUNNER_TEMP/asked"
if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi
"""


@pytest.fixture
def install(step, folder, tmp_path):
    """A function: how the step ends that installs this version, by a Python that only listens."""
    python = folder / "my python"
    python.write_text(PYTHON)
    python.chmod(0o755)

    def ended(version):
        ran = step("install", version=version, python=str(python))
        asked = tmp_path / "runner temp/asked"
        return ran, asked.read_text().splitlines() if asked.exists() else []

    return ended


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("", str(ROOT)),
        ("0.1.0", "rulekit==0.1.0"),
        ("rulekit[languages]==0.1.0", "rulekit[languages]==0.1.0"),
        (f"rulekit {HOSTILE}", f"rulekit {HOSTILE}"),
    ],
)
def test_a_version_is_one_word_for_pip(install, version, expected):
    ran, asked = install(version)
    assert (0, ["--", expected]) == (ran.code, asked[-2:])
    assert ran.outputs["command"].endswith("/rulekit/bin/rulekit")


@pytest.mark.parametrize("version", [HOSTILE, "--index-url=http://x", "requests"])
def test_what_is_no_version_is_refused(install, version):
    ran, asked = install(version)
    assert (2, []) == (ran.code, asked)
    assert "::error title=rulekit::version must be" in ran.out
