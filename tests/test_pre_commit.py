""".pre-commit-hooks.yaml: the hook, as pre-commit runs it."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
(HOOK,) = yaml.safe_load(HOOKS.read_text("utf-8"))
SHAPES = """\
class A:
    def a(self):
        pass


class B:
    def b(self, c=2 * 2):
        pass
"""


def run(*words, **environ):
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        env={**os.environ, "PRE_COMMIT_COLOR": "never", **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_is_called_with_the_files_of_a_commit_at_once():
    assert (True, True, ["text"]) == (HOOK["require_serial"], HOOK["pass_filenames"], HOOK["types"])


@pytest.mark.slow
def test_pre_commit_takes_the_file():
    ended = run("validate-manifest", str(HOOKS))
    assert (0, "", "") == (ended.returncode, ended.stdout, ended.stderr)


@pytest.fixture
def commit(write, tmp_path):
    """A function: how pre-commit ends on a commit of these files; the command is this checkout's.

    Only the language of the hook is another, so that nothing has to be installed.
    """
    here = {"GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_HOME": str(tmp_path / "pre-commit")}
    command, *words = shlex.split(HOOK["entry"])
    entry = shlex.join([str(Path(sys.executable).with_name(command)), *words])

    def ended(files, **changed):
        hook = {**HOOK, "language": "system", "entry": entry, **changed}
        config = yaml.safe_dump({"repos": [{"repo": "local", "hooks": [hook]}]})
        write({**files, ".pre-commit-config.yaml": config})
        for words in (["init", "-q"], ["add", "--", *files]):
            subprocess.run(["git", *words], check=True, env={**os.environ, **here})
        return run("run", **here)

    return ended


@pytest.mark.slow
def test_a_file_to_drop_stops_the_commit_with_a_line_for_it(commit):
    ended = commit({"a b.py": SHAPES, "-o.py": SHAPES, "logo.png": b"\x89PNG\0"})
    assert 1 == ended.returncode
    assert "a b.py:3:9: drop: python/pass-heavy" in ended.stdout
    assert "2 judged: 0 keep, 2 drop, 0 error" in ended.stdout


@pytest.mark.slow
def test_what_a_rulekit_toml_excludes_is_not_judged_though_it_is_named(commit):
    ended = commit({"gen/a.py": SHAPES, "rulekit.toml": 'exclude = ["gen/"]\n'})
    assert 0 == ended.returncode


@pytest.mark.slow
def test_its_arguments_may_be_others(commit):
    ended = commit({"a.py": SHAPES}, args=["--max-drop-rate=100%", "-q", "--"])
    assert 0 == ended.returncode
