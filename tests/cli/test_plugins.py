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
    assert (0, ["toy   toy 1.0   ok", "  pack toy: 1 rules, 0 finders, 1 signals"]) == (
        ended.code,
        ended.lines,
    )


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
        ended.lines[-1],
    ]


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
