"""The command line, called in this process, in a folder of our own with rules of our own."""

import io
import sys
from dataclasses import dataclass

import pytest

from rulekit.cli.main import main


@dataclass(frozen=True)
class Ended:
    """How a command ended: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def lines(self):
        return self.out.splitlines()


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    """Nothing of the tester's own terminal."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def in_a_folder(folder):
    """Every command is called in an empty folder."""


@pytest.fixture
def rulekit(monkeypatch, capfd):
    """A function: how `rulekit` with these words ends, with these bytes on standard input."""

    def called(*words, stdin=b""):
        monkeypatch.setattr(sys, "argv", ["rulekit", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return Ended(ended.value.code, out, err)

    return called


RULE = """\
title: {title}
why: Because the test says so.
source: ours
signal: {{pattern: '{pattern}', measure: count}}
keep: {{{keep}}}
message: "{message}"
examples:
  keep: [{{text: '{kept}'}}]
  drop: [{{text: '{dropped}'}}]
"""

RULES = {
    "mine/loud.yaml": RULE.format(
        title="Too loud", pattern="!", keep="max: 2", message="{count} shouts, the first: {text}",
        kept="Hi!", dropped="Hi!!!",
    ),
    "mine/short.yaml": RULE.format(
        title="Too short", pattern=r"(?m)^.*\S", keep="min: 3", message="only {value:.0f} lines",
        kept="\n\n".join("abc"), dropped="a",
    ),
    "mine/odd.yaml": RULE.format(
        title="Odd", pattern="odd", keep="max: 0", message="odd", kept="even", dropped="odd",
    ) + "action: flag\n",
}  # fmt: skip


@pytest.fixture
def mine(tmp_path):
    """The words that judge by our own three rules only: loud (max 2), short (min 3), odd (flag)."""
    for path, text in RULES.items():
        file = tmp_path / "rules" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return "--rules", str(tmp_path / "rules"), "--select", "mine/", "--isolated"


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """A function: install somebody else's distribution with this plugin module and these files."""
    names = []

    def installed(name, code, files=()):
        module, about = f"{name}_plugin", f"{name}-1.0.dist-info"
        written = {
            f"{module}.py": code,
            f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
            f"{about}/entry_points.txt": f"[rulekit]\n{name} = {module}\n",
            **dict(files),
        }
        for path, text in written.items():
            file = tmp_path / "site" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        names.append(module)
        monkeypatch.syspath_prepend(str(tmp_path / "site"))

    yield installed
    for name in names:
        sys.modules.pop(name, None)


@pytest.fixture
def explain_there(rulekit, project, monkeypatch):
    """A function: how `rulekit explain` with these words ends, called in the project."""
    monkeypatch.chdir(project)

    def called(*words):
        return rulekit("explain", *words)

    return called
