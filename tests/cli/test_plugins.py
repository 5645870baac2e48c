"""rulekit/cli/plugins.py: what is installed, which is told even when it is broken."""

import platform
from importlib import metadata

import pytest

GOOD = """
from pathlib import Path

import rulekit

RULES = Path(__file__).parent / "rules"
SIZE = rulekit.Signal("toy.size", "characters", "size", lambda document: len(document.text))


@rulekit.hookimpl
def rulekit_packs():
    return [rulekit.Pack("toy", RULES, signals=(SIZE,))]
"""
RULE = """\
title: Large
why: Small is beautiful.
source: ours
signal: toy.size
keep: {max: 9}
examples:
  keep: [{text: short}]
  drop: [{text: "0123456789"}]
"""
RULES = {"rules/toy/large.yaml": RULE}
MISSPELT = GOOD.replace("def rulekit_packs", "def rulekit_pack")


def row(ended, name):
    [line] = [line for line in ended.lines if line.startswith(f" {name} ")]
    return line.split()


# plugins


@pytest.mark.slow
def test_the_bundled_packs_are_listed(rulekit):
    ended = rulekit("plugins")
    version = metadata.version("rulekit")
    assert [0, "bundled", "bundled", "bundled"] == [
        ended.code,
        *(row(ended, name)[2] for name in ("code", "python", "text")),
    ]
    assert ["python", version, "bundled", "python"] == row(ended, "python")[:4]


def test_plugins_list_is_plugins(rulekit):
    assert rulekit("plugins").out == rulekit("plugins", "list").out


def test_a_plugin_of_another_distribution_is_listed_with_it(rulekit, plugin):
    plugin("toy", GOOD, RULES)
    assert ["toy", "1.0", "toy", "1.0", "—", "1", "ok"] == row(rulekit("plugins"), "toy")


def test_its_rules_are_rules_like_others(rulekit, plugin, write):
    plugin("toy", GOOD, RULES)
    write({"a.py": "0123456789"})
    ended = rulekit("check", "a.py", "--select", "toy/", "-oconcise")
    assert "a.py: drop: toy/large 10 is not <= 9 (10 > 9)" == ended.lines[0]


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("import nonsense_not_installed\n", "ModuleNotFoundError: No module named"),
        ("1 / 0\n", "ZeroDivisionError: division by zero"),
        ("def broken(:\n", "SyntaxError: "),
        ("raise SystemExit(3)\n", "SystemExit: 3"),
        ("x = 1\n", "no hook is implemented"),
        (MISSPELT, "there is no hook `rulekit_pack`, did you mean `rulekit_packs`?"),
        (GOOD.replace("[rulekit.Pack", "[3] or [rulekit.Pack"), "rulekit_packs returned int"),
        (GOOD.replace('"toy", RULES', '"toy", RULES / "gone"'), "the rules folder"),
        (GOOD.replace("toy.size", "size"), "a signal of `toy` is called `toy.<what>`, not `size`"),
        (
            GOOD.replace("toy", "text"),
            "the pack `text` is there already: the plugin `text` (bundl",
        ),
    ],
)
def test_a_broken_plugin_is_listed_with_what_is_wrong(rulekit, plugin, code, what):
    plugin("toy", code, RULES)
    ended = rulekit("plugins")
    [line] = [line for line in ended.lines if line.startswith(" toy ")]
    assert (0, True, True) == (ended.code, "FAILED" in line, what in line)


def test_a_broken_rule_makes_its_plugin_a_broken_one(rulekit, plugin):
    plugin("toy", GOOD, {"rules/toy/large.yaml": RULE.replace("toy.size", "toy.sise")})
    line = " ".join(row(rulekit("plugins"), "toy"))
    assert "FAILED unknown signal `toy.sise`, did you mean `toy.size`?" in line


def test_a_broken_plugin_does_not_hide_the_others(rulekit, plugin):
    plugin("aaa", "1 / 0\n")
    plugin("toy", GOOD, RULES)
    ended = rulekit("plugins")
    assert ("ok", "FAILED") == (row(ended, "toy")[-1], row(ended, "aaa")[6])


# doctor


def test_the_doctor_finds_nothing_wrong_with_a_good_plugin(rulekit):
    ended = rulekit("plugins", "doctor", "python")
    assert (0, "python   bundled   ok") == (ended.code, ended.lines[0])
    assert any(line.startswith("  language python: tree-sitter-python ") for line in ended.lines)
    assert any("    captures " in line and "@python.pass" in line for line in ended.lines)


def test_the_doctor_counts_rules_and_signals(rulekit, plugin):
    plugin("toy", GOOD, RULES)
    ended = rulekit("plugins", "doctor", "toy")
    expected = ["toy   toy 1.0   ok", "  pack toy: 1 rules, 0 finders, 1 signals", "ok"]
    assert (0, expected) == (ended.code, ended.lines)


def test_the_doctor_shows_pythons_own_account_of_a_broken_one(rulekit, plugin):
    plugin("toy", "x = 1\nx / 0\n")
    ended = rulekit("plugins", "doctor", "toy")
    assert (1, "toy   toy 1.0   failed", "error: ZeroDivisionError: division by zero") == (
        ended.code,
        *ended.lines[:2],
    )
    assert ended.lines[2].endswith("toy_plugin.py:2:1")
    assert [
        "  | Traceback (most recent call last):",
        "  | ZeroDivisionError: division by zero",
    ] == [
        next(line for line in ended.lines if "Traceback" in line),
        ended.lines[-2],
    ]
    assert "1 to mend, 0 to look at" == ended.lines[-1]


# plugins that are left out

OTHER = """
from pathlib import Path

import rulekit

PYTHON = rulekit.Language(
    "python", rulekit.Grammar("tree_sitter_python"), Path(__file__).with_name("mine.scm")
)


@rulekit.hookimpl
def rulekit_packs():
    return [rulekit.Pack("python", languages=(PYTHON,))]
"""
MINE = {"mine.scm": "(comment) @comment\n", "rules/python/large.yaml": RULE}
LOUD = RULE.replace("signal: toy.size", 'signal: {pattern: ".", measure: count}')


@pytest.fixture
def replacement(plugin):
    """A distribution with an entry point and a pack of the name of a bundled one."""
    plugin("python", OTHER, {**MINE, "rules/python/large.yaml": LOUD})


OUT = ("-p", "no:bundled/python")


def test_a_plugin_of_a_bundled_ones_name_is_listed_with_how_to_keep_either(rulekit, replacement):
    ended = rulekit("plugins")
    assert "FAILED" in row(ended, "python/python")
    assert "-p no:bundled/python keeps this one, -p no:python/python the other" in ended.out


def test_it_takes_the_place_of_the_bundled_one_that_is_left_out(rulekit, replacement, write):
    write({"a.py": "x = 0123456789"})
    ended = rulekit("check", "a.py", "--select", "python/", "-oconcise", *OUT)
    assert "a.py:1:1: drop: python/large 14 is not <= 9 (14 > 9)" == ended.lines[0]


def test_the_lists_and_the_doctor_leave_it_out_too(rulekit, replacement):
    assert "ok" == row(rulekit("plugins", *OUT), "python")[6]
    ended = rulekit("plugins", "doctor", "python", *OUT)
    assert (0, "python   python 1.0   ok") == (ended.code, ended.lines[0])
    assert "python 1.0 (python, ok)" == rulekit("version", *OUT).lines[-1]


@pytest.mark.parametrize("command", ["query a.py (comment)@a", "ast a.py", "explain a.py --all"])
def test_the_playground_reads_no_language_of_a_plugin_that_is_left_out(rulekit, write, command):
    write({"a.py": "# a\n"})
    ended = rulekit(*command.split(), "-p", "no:python")
    assert "only the marks of comments" in ended.out or "no grammar for python" in ended.err


def test_p_before_doctor_is_told_where_it_belongs(rulekit):
    ended = rulekit("plugins", *OUT, "doctor", "python")
    assert (2, "error: -p stands behind `doctor`, not before it\n") == (ended.code, ended.err)


# version


def test_version_names_everything_that_decides_verdicts(rulekit):
    ended = rulekit("version")
    expected = [f"rulekit {metadata.version('rulekit')}", f"Python {platform.python_version()}"]
    assert (0, expected) == (ended.code, [" ".join(line.split()[:2]) for line in ended.lines[:2]])
    for name in ("tree-sitter", "google-re2", "regex", "charset-normalizer"):
        assert f"{name} {metadata.version(name)}" in ended.lines
    assert f"tree-sitter-python {metadata.version('tree-sitter-python')} (python)" in ended.lines


def test_version_names_the_plugins_of_others_broken_or_not(rulekit, plugin):
    plugin("toy", GOOD, RULES)
    plugin("aaa", "1 / 0\n")
    assert ["aaa 1.0 (aaa, failed)", "toy 1.0 (toy, ok)"] == rulekit("version").lines[-2:]
