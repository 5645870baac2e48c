"""Small real packs, built in a temporary folder that is the working directory."""

import importlib
import sys
from importlib import metadata
from pathlib import Path

import pytest

import rulekit
from rulekit.catalog.load_catalog import load_catalog
from rulekit.catalog.plugin_source import PluginSource
from rulekit.plan.options import Project
from rulekit.spec.project import read_project

RULE = """\
title: Too loud
why: Shouting hides what is said.
source: ours
signal: {pattern: "!", measure: count}
keep: {max: 1}
examples:
  keep: [{text: "Hi."}]
  drop: [{text: "Hi!!"}]
"""

QUERIES = "(comment) @comment\n(pass_statement) @snake.pass\n"

# A pack without a language and one with Python's grammar, both found by their folders.
FILES = {
    "rules/toy/loud.yaml": RULE,
    "rules/toy/quiet.yaml": RULE.replace("keep: {max: 1}", "keep: {min: 1}"),
    "rules/snake/lazy.yaml": RULE.replace('pattern: "!"', "capture: snake.pass"),
    "rules/profiles/default.yaml": "title: All\nsource: ours\n",
    "queries.scm": QUERIES,
}

TOY = """\
import rulekit

LOUD = rulekit.Signal("toy.marks", "marks", "how many", lambda document: document.text.count("!"))


@rulekit.hookimpl
def rulekit_packs():
    return [rulekit.Pack("toy", signals=(LOUD,))]
"""

SNAKE = """\
from pathlib import Path

import rulekit

HERE = Path(__file__).parent
GRAMMAR = rulekit.Grammar("tree_sitter_python")
PYTHON = rulekit.Language("python", GRAMMAR, HERE / "queries.scm", extensions=(".py",))


@rulekit.hookimpl
def rulekit_packs():
    return [rulekit.Pack("snake", languages=(PYTHON,))]
"""


@pytest.fixture
def rule():
    """A function: the rule that drops more than one `!`, with one thing written otherwise."""

    def written(old="", new=""):
        assert old in RULE
        return RULE.replace(old, new)

    return written


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The working directory, where the packs stand, with nothing in it yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


@pytest.fixture
def write(folder):
    """A function that writes files, given by path and text or bytes."""

    def written(files):
        for name, text in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())

    return written


@pytest.fixture
def plugin(write):
    """A function from a plugin's text to its source, found as an entry point is."""
    modules = []

    def found(text, name="toy"):
        modules.append(f"{name}_plugin")
        write({f"{name}_plugin.py": text})
        importlib.invalidate_caches()
        point = metadata.EntryPoint(name, f"{name}_plugin", "rulekit")
        return PluginSource(name, f"rulekit-{name} 1.0", "1.0", point.load, entry=point.value)

    yield found
    for name in modules:
        sys.modules.pop(name, None)


@pytest.fixture
def packs(plugin, write):
    """A function that writes the two packs, with files added or replaced: their sources."""

    def written(files=None):
        write({**FILES, **(files or {})})
        return [plugin(TOY, "toy"), plugin(SNAKE, "snake")]

    return written


@pytest.fixture
def catalog(packs):
    """A function from files to a catalog of the two packs with those files added or replaced."""

    def loaded(files=None, off=(), extra=()):
        return load_catalog(off, [Path(one) for one in extra], packs(files))

    return loaded


@pytest.fixture
def project():
    """A function from the text of a rulekit.toml to the Project that it makes."""

    def read(text, root="."):
        return Project(*read_project(text, "rulekit.toml"), root, "rulekit.toml")

    return read


@pytest.fixture
def told():
    """A function that runs something and gives the complaints it raises, as people see them."""

    def complaints(run, *words, **named):
        with pytest.raises(rulekit.RulekitError) as caught:
            run(*words, **named)
        return [f"{one.place} {one.message}".strip() for one in caught.value.problems]

    return complaints
