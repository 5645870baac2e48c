"""rulekit/catalog/plugins.py: finding and loading plugins, each alone."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

import rulekit
from rulekit.catalog.load_catalog import load_catalog
from rulekit.catalog.plugin_source import PluginSource, find_sources
from rulekit.catalog.plugins import load_plugins

ROOT = Path(__file__).parents[2]
PACK = """\
from pathlib import Path

import rulekit

HERE = Path(__file__).parent
MARKS = rulekit.Signal("toy.marks", "marks", "how many", lambda document: 0)


@rulekit.hookimpl
def rulekit_packs():
    return [rulekit.Pack("toy", HERE, signals=(MARKS,))]
"""


def load(*sources, off=()):
    return load_plugins(off, sources)


def complaints_of(plugin):
    return [f"{one.place} {one.message}".strip() for one in plugin.problems]


@pytest.fixture
def broken(plugin):
    """A function from a plugin with one thing written otherwise to how it is loaded."""

    def loaded(old, new):
        assert old in PACK
        (found,) = load(plugin(PACK.replace(old, new)))
        return found

    return loaded


# What is found.


def test_every_folder_of_plugins_is_a_bundled_plugin():
    folders = (Path(__file__).parents[2] / "plugins").glob("*/plugin.py")
    bundled = {source.name for source in find_sources() if source.origin == "bundled"}
    assert {folder.parent.name for folder in folders} == bundled


def test_plugins_come_bundled_first_and_by_name():
    sources = find_sources()
    keys = [(source.origin != "bundled", source.name) for source in sources]
    assert sorted(keys) == keys


def test_every_bundled_plugin_loads():
    bundled = [source for source in find_sources() if source.origin == "bundled"]
    assert [] == [problem for plugin in load(*bundled) for problem in plugin.problems]


# What is loaded.


def test_a_pack_has_its_rules_beside_its_plugin(plugin, write, folder):
    write({"rules/toy/README.md": ""})
    (found,) = load(plugin(PACK.replace('"toy", HERE, ', '"toy", ')))
    assert folder / "rules" == found.packs[0].rules


@pytest.mark.parametrize("rules", ["HERE / 'mine'", "Path('mine')"])
def test_a_pack_may_say_where_its_rules_are(plugin, write, folder, rules):
    write({"mine/README.md": ""})
    (found,) = load(plugin(PACK.replace("HERE, ", f"{rules}, ")))
    assert folder / "mine" == found.packs[0].rules


def test_bundled_packs_have_their_rules_in_one_folder():
    packs = [pack for plugin in load_plugins(()) for pack in plugin.packs]
    assert {ROOT / "rules"} == {pack.rules.resolve() for pack in packs}


def test_a_plugin_without_a_file_must_say_where_its_rules_are():
    module = ModuleType("toy")
    module.rulekit_packs = rulekit.hookimpl(lambda: [rulekit.Pack("toy")], specname="rulekit_packs")
    (found,) = load(PluginSource("toy", "here", "1.0", lambda: module))
    expected = ["the plugin has no file: the pack `toy` must say where `rules` is"]
    assert expected == complaints_of(found)


def test_a_plugin_brings_its_packs(plugin):
    (found,) = load(plugin(PACK))
    expected = ("ok", "rulekit-toy 1.0", "1.0", ["toy"])
    assert expected == (
        found.status,
        found.origin,
        found.version,
        [pack.name for pack in found.packs],
    )


@pytest.mark.parametrize(
    "answer",
    [
        "rulekit.Pack('toy', HERE)",
        "(rulekit.Pack('toy', HERE),)",
        "iter([rulekit.Pack('toy', HERE)])",
    ],
)
def test_a_pack_may_come_alone_or_in_anything_that_can_be_gone_through(broken, answer):
    found = broken('[rulekit.Pack("toy", HERE, signals=(MARKS,))]', answer)
    assert ["toy"] == [pack.name for pack in found.packs]


def test_a_plugin_may_be_an_object():
    class Plugin:
        @rulekit.hookimpl
        def rulekit_packs(self):
            return [rulekit.Pack("toy", Path(__file__).parent)]

    (found,) = load(PluginSource("toy", "here", "1.0", Plugin))
    assert ["toy"] == [pack.name for pack in found.packs]


def test_a_plugin_that_is_off_is_not_imported(plugin):
    (found,) = load(plugin("1 / 0"), off=["toy"])
    assert ("off", (), ()) == (found.status, found.packs, found.problems)


@pytest.mark.parametrize("name", ["code", "python"])
def test_a_bundled_plugin_can_be_left_out(name):
    packs = {rule.id.partition("/")[0] for rule in rulekit.load(off=[name]).plan.selected}
    assert (False, True) == (name in packs, "text" in packs)


def test_a_plugin_that_is_not_there_cannot_be_left_out(plugin, told):
    expected = "there is no plugin `toi` to leave out, did you mean `toy`?"
    assert [expected] == told(load, plugin(PACK), off=["toi"])


def test_the_order_of_plugins_stays(plugin):
    sources = [plugin("1 / 0", "b"), plugin(PACK, "toy"), plugin("2 / 0", "a")]
    assert ["b", "toy", "a"] == [found.name for found in load(*sources)]


# What is broken. (How it is told: tests/plan/test_check_plan.py.)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("import rulekit", "import no_such_module"),
        ("import rulekit", "import rulekit as"),
        ("HERE = ", "1 / 0\nHERE = "),
        ("HERE = ", "import sys; sys.exit()\nHERE = "),
        ("HERE = ", "raise BaseException\nHERE = "),
        ("    return [", "    raise GeneratorExit\n    return ["),
        ("    return [", "    1 / 0\n    return ["),
        ("    return [", "    yield 1 / 0\n    return ["),
        ("def rulekit_packs():", "def rulekit_packs(name):"),
        ("def rulekit_packs", "def rulekit_pack"),
        ("@rulekit.hookimpl\n", ""),
        ('"toy", HERE', '"toy"'),
        ("HERE, signals", "HERE / 'none', signals"),
        ("(MARKS,)", "(1,)"),
        ('"toy.marks"', '"marks"'),
        ("[rulekit.Pack(", "[str("),
        ("[rulekit.Pack(", "[1, rulekit.Pack("),
    ],
)
def test_a_broken_plugin_leaves_nothing_and_others_load(plugin, old, new):
    good = PACK.replace('"toy', '"good')
    sources = [plugin(PACK.replace(old, new)), plugin(good, "good")]
    found, other = load(*sources)
    assert ("failed", (), True, "ok") == (
        found.status,
        found.packs,
        bool(found.problems),
        other.status,
    )


def test_nothing_of_a_broken_plugin_is_in_the_catalog(packs, plugin):
    sources = packs()
    before = load_catalog(sources=sources)
    after = load_catalog(sources=[*sources, plugin(PACK + "1 / 0\n", "late")])
    parts = [
        (list(one.rules), list(one.signals), list(one.syntaxes), one.names.captures, one.packs)
        for one in (before, after)
    ]
    assert parts[0] == parts[1]


def test_what_a_plugin_prints_is_no_part_of_a_report(plugin, capsys):
    noisy = PACK.replace("    return [", "    print('asked')\n    return [")
    load(plugin("print('imported')\n" + noisy))
    assert ("", "imported\nasked\n") == tuple(capsys.readouterr())


def test_the_first_plugin_of_a_name_has_it_and_the_other_says_whose_it_is(plugin):
    bundled = replace(plugin(PACK), origin="bundled")
    first, second = load(bundled, plugin(PACK))
    message = "the name `toy` is taken by another plugin (bundled); this one is of rulekit-toy 1.0"
    remedy = "-p no:bundled/toy keeps this one, -p no:rulekit-toy/toy the other; "
    expected = (message, f"{remedy}or give it another name")
    assert ("toy", "ok", "rulekit-toy/toy", "failed", expected) == (
        first.name,
        first.status,
        second.name,
        second.status,
        (second.problems[0].message, second.problems[0].remedy),
    )


def test_a_broken_plugin_has_a_trace_for_its_author(plugin):
    (found,) = load(plugin("1 / 0"))
    assert "ZeroDivisionError: division by zero" == found.trace.splitlines()[-1]


def test_a_hook_misspelt_is_told_at_its_line_with_the_right_one(broken, folder):
    found = broken("def rulekit_packs", "def rulekit_pakcs")
    expected = "there is no hook `rulekit_pakcs`, did you mean `rulekit_packs`?"
    assert [f"{folder}/toy_plugin.py:9 {expected}"] == complaints_of(found)


def test_a_hook_of_any_other_name_is_told_by_its_name(broken, folder):
    found = broken("def rulekit_packs", "def bring")
    assert [f"{folder}/toy_plugin.py:9 there is no hook `bring`"] == complaints_of(found)


def test_a_hook_that_wants_arguments_is_told_with_them(broken, folder):
    found = broken("def rulekit_packs():", "def rulekit_packs(path, name):")
    expected = "`rulekit_packs` takes no argument, not `path, name`"
    assert [f"{folder}/toy_plugin.py:9 {expected}"] == complaints_of(found)


def test_a_hook_that_is_not_marked_is_told(broken, folder):
    found = broken("@rulekit.hookimpl\n", "")
    expected = "no hook is implemented; decorate `rulekit_packs` with `@rulekit.hookimpl`"
    assert [f"{folder}/toy_plugin.py {expected}"] == complaints_of(found)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("None", "rulekit_packs brings nothing"),
        ("[]", "rulekit_packs brings nothing"),
        ("'toy'", "rulekit_packs returned str, not Pack"),
        ("[1]", "rulekit_packs returned int, not Pack"),
        ("rulekit.Pack", "rulekit_packs returned type, not Pack"),
    ],
)
def test_a_hook_that_brings_no_pack_is_told_at_its_line(broken, folder, answer, expected):
    found = broken('[rulekit.Pack("toy", HERE, signals=(MARKS,))]', answer)
    assert [f"{folder}/toy_plugin.py:9 {expected}"] == complaints_of(found)


def test_a_plugin_does_not_bring_two_packs_of_one_name(broken, folder):
    twice = '[rulekit.Pack("toy", HERE), rulekit.Pack("toy", HERE.parent)]'
    found = broken('[rulekit.Pack("toy", HERE, signals=(MARKS,))]', twice)
    expected = f"{folder}/toy_plugin.py:9 the plugin brings two packs called `toy`"
    assert [expected] == complaints_of(found)


# Readers and runners.

READER = """\
import rulekit


class Lines:
    name = "lines"
    suffixes = (".lines",)

    def fields(self, path):
        return ("content",)

    def count(self, path):
        return 0

    def rows(self, path, names, start=0, *, whole=False):
        return iter(())

    def writer(self, like, output):
        pass

    def written(self, like, output):
        pass


class Nowhere:
    name = "nowhere"

    def executors(self, worker_config, count, address):
        return []


@rulekit.hookimpl
def rulekit_readers():
    return [Lines()]


@rulekit.hookimpl
def rulekit_runners():
    return Nowhere()
"""


def test_a_plugin_may_bring_readers_and_runners_and_no_pack(plugin):
    [found] = load(plugin(READER))
    assert ("ok", (), ["lines"], ["nowhere"]) == (
        found.status,
        found.packs,
        [reader.name for reader in found.readers],
        [runner.name for runner in found.runners],
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[Lines()]", "[]", "rulekit_readers brings nothing"),
        ("[Lines()]", "[Lines]", "rulekit_readers returned type, not Reader"),
        ("[Lines()]", "[Nowhere()]", "rulekit_readers returned Nowhere, not Reader"),
        ("def count", "def number", "rulekit_readers returned Lines, not Reader"),
        ("Nowhere()", "Lines()", "rulekit_runners returned Lines, not Runner"),
    ],
)
def test_what_is_no_reader_or_runner_is_told(plugin, old, new, expected):
    assert READER.count(old) >= 1
    [found] = load(plugin(READER.replace(old, new)))
    [complaint] = complaints_of(found)
    assert ("failed", (), True) == (found.status, found.readers, complaint.endswith(expected))


def test_two_readers_of_one_name_are_told(plugin, folder):
    [found] = load(plugin(READER.replace("[Lines()]", "[Lines(), Lines()]")))
    expected = f"{folder}/toy_plugin.py the plugin brings two readers called `lines`"
    assert [expected] == complaints_of(found)


# A distribution of somebody else.

METADATA = "Metadata-Version: 2.1\nName: rulekit-zig\nVersion: 0.1.0\n"
DISTRIBUTION = {
    "rulekit_zig-0.1.0.dist-info/METADATA": METADATA,
    "rulekit_zig-0.1.0.dist-info/entry_points.txt": "[rulekit]\nzig = rulekit_zig.main\n",
    "rulekit_zig/__init__.py": "",
    "rulekit_zig/main.py": PACK.replace("toy", "zig").replace("HERE,", 'HERE / "rules",'),
}

INHERITED = [path for path in [os.environ.get("PYTHONPATH")] if path]
REPORT = """\
import json
import rulekit

try:
    engine = rulekit.load(select=["{select}"])
except rulekit.RulekitError as error:
    print(json.dumps({{"error": str(error)}}))
else:
    plugins = engine.plan.catalog.plugins
    plugin = next(one for one in plugins if one.name == "zig")
    verdict = engine.check_text("Hi!!", "a.txt")
    print(json.dumps({{
        "plugin": [plugin.origin, plugin.version, plugin.status],
        "last": plugins[-1].name,
        "rules": [finding.rule for finding in verdict.findings],
        "decision": verdict.decision,
        "signals": sorted(name for name in engine.plan.catalog.signals if "zig" in name),
    }}))
"""


@pytest.fixture
def installed(write, rule, folder):
    """A function: what another process says that has the distribution on its path."""

    def reported(files=None, select="zig/"):
        rules = {"rulekit_zig/rules/zig/loud.yaml": rule()}
        write({**DISTRIBUTION, **rules, **(files or {})})
        done = subprocess.run(
            [sys.executable, "-c", REPORT.format(select=select)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), *INHERITED])},
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)

    return reported


def test_a_distribution_of_somebody_else_is_found_and_its_rules_run(installed):
    expected = {
        "plugin": ["rulekit-zig 0.1.0", "0.1.0", "ok"],
        "last": "zig",  # after `text`: what is bundled comes first
        "rules": ["zig/loud"],
        "decision": "drop",
        "signals": ["zig.marks"],
    }
    assert expected == installed()


def test_a_broken_distribution_of_somebody_else_costs_nobody_else(installed):
    files = {"rulekit_zig/main.py": "import no_such_module\n"}
    report = installed(files, select="text/few-words")
    assert (["rulekit-zig 0.1.0", "0.1.0", "failed"], ["text/few-words"]) == (
        report["plugin"],
        report["rules"],
    )


def test_a_broken_distribution_that_is_needed_is_told(installed, folder):
    report = installed({"rulekit_zig/main.py": "import no_such_module\n"})
    expected = f"""\
error: ModuleNotFoundError: No module named 'no_such_module'
  --> {folder}/rulekit_zig/main.py:1:1
   1 | import no_such_module
     | ^
  = try: pip install no-such-module; the plugin `zig` (rulekit-zig 0.1.0) is needed by the \
selection; leave it out with -p no:zig"""
    assert expected == report["error"]
