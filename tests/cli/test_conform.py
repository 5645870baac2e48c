"""rulekit/cli/conform.py: how the command ends and what it shows."""

import pytest

pytestmark = pytest.mark.slow
RULES = {
    "rules/toy/large.yaml": """\
title: Large
why: Small is beautiful.
source: ours
signal: toy.size
keep: {max: 9}
examples:
  keep: [{text: short}]
  drop: [{text: "0123456789"}]
"""
}
PLUGIN = """
from pathlib import Path

import rulekit

RULES = Path(__file__).parent / "rules"
SIZE = rulekit.Signal("toy.size", "UNIT", "size", lambda document: len(document.text))


@rulekit.hookimpl
def rulekit_packs():
    return [rulekit.Pack("toy", RULES, signals=(SIZE,))]
"""
WORDS = ("plugins", "conform", "toy", "--examples", "1")


def test_a_pack_that_breaks_nothing_ends_with_0(rulekit, plugin):
    plugin("toy", PLUGIN.replace("UNIT", "characters"), RULES)
    ended = rulekit(*WORDS)
    assert (0, "0 complaints, 0 warnings") == (ended.code, ended.lines[-1])
    assert ended.lines[0].startswith("toy   no language   ")


def test_a_pack_that_breaks_something_ends_with_1_and_shows_it(rulekit, plugin, folder):
    plugin("toy", PLUGIN.replace("UNIT", "share of lines"), RULES)
    ended = rulekit(*WORDS, "--save", "kept")
    assert (1, "1 complaint, 0 warnings") == (ended.code, ended.lines[-1])
    [at] = [i for i, line in enumerate(ended.lines) if line.startswith("error: ")]
    assert "error: toy.size reads 2 (share of lines), and a share is 0 to 1" == ended.lines[at]
    assert ended.lines[at + 2].endswith(" | rulekit signals - --stdin-filename example.txt")
    [file] = (folder / "kept").iterdir()
    assert ("01-in-range.txt", 2) == (file.name, file.stat().st_size)


def test_a_plugin_that_is_not_there_ends_with_2(rulekit):
    ended = rulekit("plugins", "conform", "nonsense")
    assert (2, True) == (ended.code, "there is no plugin `nonsense`" in ended.err)


def test_a_folder_that_is_not_there_ends_with_2(rulekit):
    ended = rulekit("plugins", "conform", "text", "--sources", "gone")
    assert (2, "error: there is no file or folder `gone`\n") == (ended.code, ended.err)
