"""The judged text is never in charge: what a hostile repository or rule file tries, end to end.

A secret stands in a file that nobody named. Whatever a repository points at it, no line of it may
come out, and nothing may wait for what never ends.
"""

import resource
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest

from rulekit.cli.main import main
from rulekit.errors import MISTAKES, Problem

SECRET = "password: hunter2\nroot:*:20228:\n"
RULE = """\
title: Loud
why: Because.
source: ours
signal: {pattern: '!', measure: count}
keep: {max: 1}
examples:
  keep: [{KEEP}]
  drop: [{text: '!!'}]
"""
OWN = 'rules = ["rules"]\n'
RULES = {"repo/rulekit.toml": OWN}


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with a secret and, beside it, a repository."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/mine").mkdir()
    for name in ("secret.yaml", "mine/a.yaml", "rulekit.toml", "profiles.yaml"):
        (tmp_path / "secret" / name).write_text(SECRET)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(folder, files, links):
    for path, text in ({"repo/a.py": "class A:\n    pass\n"} | files).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("SECRET", str(folder / "secret")))
    for path, target in links.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).symlink_to(target.replace("SECRET", str(folder / "secret")))


def run(*words, folder="."):
    done = subprocess.run(
        [sys.executable, "-m", "rulekit", *words],
        capture_output=True, text=True, cwd=folder, timeout=300, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def called(monkeypatch, capfd):
    """A function: all that a command says, called in this process: it takes a fifth of the time."""

    def ran(*words, folder="."):
        monkeypatch.setattr(sys, "argv", ["rulekit", *words])
        with chdir(folder), pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code in (0, 1, 2)
        return "".join(capfd.readouterr())

    return ran


FILE = RULE.replace("KEEP", "file: '{}'")
WAYS = {
    "a linked project file": ({}, {"repo/rulekit.toml": "SECRET/rulekit.toml"}),
    "rules by dots": ({"repo/rulekit.toml": 'rules = ["../secret"]\n'}, {}),
    "rules from the root": ({"repo/rulekit.toml": 'rules = ["SECRET"]\n'}, {}),
    "a linked folder of rules": (RULES, {"repo/rules": "../secret"}),
    "a linked pack": (RULES, {"repo/rules/mine": "../../secret/mine"}),
    "a linked rule": (RULES, {"repo/rules/mine/a.yaml": "SECRET/mine/a.yaml"}),
    "a linked profile": (
        {"repo/rulekit.toml": OWN + 'profile = "x"\n'},
        {"repo/rules/profiles/x.yaml": "SECRET/profiles.yaml"},
    ),
    "a profile by dots": ({"repo/rulekit.toml": 'profile = "../../secret/secret"\n'}, {}),
    "a profile that extends by dots": (
        {
            "repo/rulekit.toml": OWN + 'profile = "x"\n',
            "repo/rules/profiles/x.yaml": "title: x\nsource: x\nextends: ../../../secret/secret\n",
        },
        {},
    ),
    "an example by dots": (
        RULES | {"repo/rules/mine/a.yaml": FILE.replace("{}", "../../../secret/secret.yaml")},
        {},
    ),
    "an example from the root": (
        RULES | {"repo/rules/mine/a.yaml": FILE.replace("{}", "SECRET/secret.yaml")},
        {},
    ),
    "a linked example": (
        RULES | {"repo/rules/mine/a.yaml": FILE.replace("{}", "b.txt")},
        {"repo/rules/mine/b.txt": "SECRET/secret.yaml"},
    ),
    "a linked ignore file": ({}, {"repo/.gitignore": "SECRET/secret.yaml"}),
    "a linked folder of git": ({}, {"repo/.git": "SECRET"}),
}
COMMANDS = (
    ("check", ".", "-q", "-j1"),
    ("rule", "mine/a"),
    ("test", "."),
    ("explain", "a.py"),
)
TESTED = ("a linked example",)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_no_line_of_a_file_that_nobody_named_comes_out(here, called, way):
    made(here, *WAYS[way])
    every = [("test",)] if way in TESTED else []  # the examples of all rules, which take seconds
    inside = [called(*words, folder="repo") for words in (*COMMANDS, *every)]
    outside = [
        called("check", "repo", "-q", "-j1"),
        called("check", "repo", "-q", "-j1", "--config", "repo/rulekit.toml"),
    ]
    for told in (*inside, *outside):
        assert "hunter2" not in told
        assert "20228" not in told
        assert "Traceback" not in told


@pytest.mark.slow
@pytest.mark.parametrize("name", ["rulekit.toml", ".gitignore"])
@pytest.mark.parametrize("target", ["/proc/kmsg", "/dev/zero"])
def test_nothing_waits_for_what_never_ends(here, name, target):
    made(here, {}, {f"repo/{name}": target})
    code, told = run("check", ".", "-q", "-j1", "--select", "python/", folder="repo")
    assert (1, True) == (code, "it is a link" in told)


# Files of a size and a form that nobody writes

MANY = 60_000


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("repo/rulekit.toml", "".join(f"k{i} = 1\n" for i in range(MANY))),
        (
            "repo/rulekit.toml",
            "[limits]\n" + "".join(f'"no/k{i}" = {{max = 1}}\n' for i in range(20_000)),
        ),
        ("repo/rulekit.toml", "exclude = [" + "".join(f"'a{i}'," for i in range(MANY)) + "3]"),
        ("repo/rulekit.toml", f"x = {'[' * 100_000}"),
        ("repo/rules/mine/a.yaml", "".join(f"k{i}: 1\n" for i in range(MANY))),
        ("repo/rules/mine/a.yaml", f"examples:\n  keep: [{','.join(['{texx: 1}'] * MANY)}]\n"),
        ("repo/rules/mine/a.yaml", f"title: {'[' * 400_000}{']' * 400_000}"),
        ("repo/rules/mine/a.yaml", "a: b\n" * 10_000_000),
    ],
    ids=["keys", "limits", "patterns", "nested", "rule keys", "mistakes", "rule nested", "50 MB"],
)  # fmt: skip
def test_a_file_that_nobody_writes_is_told_in_seconds(here, path, text):
    made(here, RULES | {path: text}, {})
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code, told = run("rules", "python/", folder="repo")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (2, False) == (code, "Traceback" in told)
    assert after.ru_utime - before.ru_utime < 12  # 2 where nothing else runs
    assert told.count("\n") < 5 * (MISTAKES + 2)


def test_a_line_that_was_cut_has_no_pointer_behind_its_end():
    problem = Problem("wrong", "a.toml", 1, 900_000, 5, "x" * 200)
    assert ["error: wrong", "  --> a.toml:1:900000", f"   1 | {'x' * 200}"] == str(
        problem
    ).splitlines()


def test_the_repository_of_this_test_is_judged_by_no_file_of_its_own(here):
    made(here, {"repo/rulekit.toml": 'ignore = ["*"]\n'}, {})
    code, told = run("check", "repo", "-q", "-j1", "--select", "python/")
    assert 1 == code
    assert "`repo/rulekit.toml` is not used: what is judged does not say how" in told
    assert Path("repo/rulekit.toml").is_file()
