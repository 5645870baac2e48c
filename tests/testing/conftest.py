"""A pack of somebody else's that breaks every promise, and what the kit says of it."""

import sys

import pytest

from rulekit.catalog.load_catalog import load_catalog
from rulekit.testing import conform
from rulekit.testing.rule_choice import rule_files

PLUGIN = '''
import os
import time
from pathlib import Path

import rulekit
from rulekit import Absence, Finder, Signal, Span

HERE = Path(__file__).parent
SEEN = []


def seen(document):
    """What was judged before shows."""
    SEEN.append(document.id)
    return len(SEEN)


def fragile(document):
    return 1 / len(document.text)


def silent(document):
    raise rulekit.Unmeasured("")


def nowhere(document):
    raise KeyError("gone")


def undeclared(document):
    return len(document.capture("import"))


def deadly(document):
    if "die" in document.text:
        os._exit(3)
    return 0


def endless(document):
    while "wait" in document.text:
        time.sleep(1)
    return 0


BROKEN = (
    Signal("toy.good", "lines", "", lambda document: len(document.lines)),
    Signal("toy.fragile", "per character", "", fragile),
    Signal("toy.silent", "lines", "", silent),
    Signal("toy.above", "share of lines", "", lambda document: 2),
    Signal("toy.below", "lines", "", lambda document: -1),
    Signal("toy.half", "yes or no", "", lambda document: 0.5),
    Signal("toy.beyond", "lines", "", lambda document: 1, lambda document: [Span(0, 1 << 30)]),
    Signal("toy.inside", "lines", "", lambda document: 1,
           lambda document: [Span(i, i) for i in range(len(document.data))]),
    Signal("toy.nowhere", "lines", "", lambda document: 1, nowhere),
    Signal("toy.seen", "lines", "", seen),
    Signal("toy.under", "lines", "", lambda document: 3, bounds=lambda document: (0, 2)),
    Signal("toy.unsure", "lines", "", silent, bounds=lambda document: (0, 2)),
    Signal("toy.wrong", "lines", "", lambda document: 3, bounds=nowhere),
    Signal("toy.bounded", "lines", "", lambda document: 3, bounds=lambda document: (0, 3)),
    Signal("toy.absent", "lines", "", lambda document: 1, absence=Absence("no such word")),
    Signal("toy.ends", "lines", "", lambda document: document.text.count("1\\n")),
    Signal("toy.chars", "characters", "", lambda document: len(document.text)),
)
def unlike(document):
    """Other spans of the same number each time."""
    SEEN.append(document.id)
    return [Span(0, len(SEEN) % 2)] if document.text.startswith("#") else []


def backward(document):
    return document.capture("comment")[::-1]


LOST = (
    Finder("toy.kept", "", lambda document: document.capture("comment"), frozenset({"comment"})),
    Finder("toy.backward", "", backward, frozenset({"comment"})),
    Finder("toy.past", "", lambda document: [Span(0, 1 << 30)]),
    Finder("toy.lazy", "", lambda document: iter(())),
    Finder("toy.unlike", "", unlike),
    Finder("toy.shut", "", lambda document: [Span(0, 0)], gate="no such word"),
)
SETS = {
    "all": BROKEN,
    "deadly": (Signal("toy.deadly", "lines", "", deadly),),
    "endless": (Signal("toy.endless", "lines", "", endless),),
    "furtive": (
        Signal("toy.undeclared", "lines", "", undeclared),
        Signal("toy.hashed", "lines", "", lambda document: abs(hash(document.text))),
    ),
    "good": BROKEN[:1],
    "lost": (),
}
FINDERS = {
    "lost": LOST,
    "furtive": (Finder("toy.secret", "", lambda document: document.capture("import")),),
}
CHOSEN = "@chosen@"
TOY = rulekit.Language(
    "toy",
    grammar=rulekit.Grammar("tree_sitter_python"),
    queries=HERE / "toy.scm",
    extensions=(".toy",),
)


@rulekit.hookimpl
def rulekit_packs():
    return [rulekit.Pack("toy", HERE / "rules", languages=(TOY,), signals=SETS[CHOSEN],
                         finders=FINDERS.get(CHOSEN, ()))]
'''
QUERIES = "(comment) @comment\n(import_statement) @import\n(class_definition) @class\n"
RULE = """\
title: Short
why: Because the test says so.
source: ours
signal: {capture: comment, measure: count}
keep: {min: 1}
examples:
  keep: [{text: "# one\\nimport one\\n"}]
  drop: [{text: "one = 1\\n"}]
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A function: install the toy pack with one of its sets of signals, and other files."""
    folders = []

    def install(chosen, **files):
        site = tmp_path_factory.mktemp("site")
        written = {
            "toy_plugin.py": PLUGIN.replace("@chosen@", chosen),
            "toy.scm": QUERIES,
            "rules/toy/short.yaml": RULE,
            "toy-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: toy\nVersion: 1.0\n",
            "toy-1.0.dist-info/entry_points.txt": "[rulekit]\ntoy = toy_plugin\n",
        }
        for path, text in (written | files).items():
            file = site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        forget()
        sys.path.insert(0, str(site))
        folders.append(str(site))
        return site

    def forget():
        sys.modules.pop("toy_plugin", None)
        while folders:
            sys.path.remove(folders.pop())

    yield install
    forget()


@pytest.fixture
def tried(installed, tmp_path):
    """A function: the report on the toy pack with these signals, begun from this one more text.

    Of the forms of the sources, only those that are asked for.
    """

    def report(chosen, text="x = 1\n", examples=0, **words):
        (tmp_path / "one.toy").write_text(text)
        installed(chosen)
        return conform("toy", sources=tmp_path, examples=examples, huge=False, **words)

    return report


HEAD = """\
title: Too loud
why: Shouting hides what is said.
source: ours
"""
LOUD = f"""{HEAD}signal: {{pattern: "!", measure: count}}
keep: {{max: 4}}
"""


@pytest.fixture(scope="session")
def catalog():
    return load_catalog()


@pytest.fixture
def rule(catalog, write):
    """A function: a rule of these lines with these examples, as a file `mine/loud.yaml`."""

    def written(text, keep, drop, pack="mine"):
        examples = [f"    - {one}" for one in keep], [f"    - {one}" for one in drop]
        lines = ["examples:", "  keep:", *examples[0], "  drop:", *examples[1], ""]
        write({f"{pack}/loud.yaml": text + "\n".join(lines)})
        [file] = rule_files(catalog, [f"{pack}/loud.yaml"])
        return file

    return written
