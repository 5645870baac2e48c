"""rulekit/catalog/load_catalog.py: plugins, rules and queries, read and checked together."""

import json
from pathlib import Path

import pytest

from rulekit.catalog.load_catalog import load_catalog
from rulekit.catalog.plugin_source import PluginSource


def test_rules_are_found_by_their_folders_and_sorted(catalog):
    assert ["snake/lazy", "toy/loud", "toy/quiet"] == list(catalog().rules)


def test_rules_of_a_pack_with_languages_are_for_those(catalog):
    rules = catalog().rules
    expected = ({"python"}, frozenset())
    assert expected == (rules["snake/lazy"].rule.languages, rules["toy/loud"].rule.languages)


def test_signals_and_syntaxes_are_those_of_the_packs(catalog):
    found = catalog()
    assert (["toy.marks"], ["python"]) == (list(found.signals), list(found.syntaxes))


def test_a_rule_may_read_the_signal_of_another_pack(catalog, rule):
    text = rule('{pattern: "!", measure: count}', "toy.marks")
    assert (
        "toy.marks" == catalog({"rules/snake/loud.yaml": text}).rules["snake/loud"].rule.signal.name
    )


def test_a_pack_that_is_off_brings_nothing(catalog):
    found = catalog(off=["toy"])
    expected = (["snake/lazy"], [], {"toy"})
    assert expected == (list(found.rules), list(found.signals), found.absent)


def test_a_pack_with_a_broken_rule_brings_nothing(catalog):
    found = catalog({"rules/toy/loud.yaml": "titel: x"})
    expected = (["snake/lazy"], [], {"toy"}, [])
    known = [pack.name for pack in found.packs if pack.name == "toy"]
    assert expected == (list(found.rules), list(found.signals), found.absent, known)


def test_every_mistake_of_a_broken_pack_is_kept(catalog):
    files = {"loud.yaml": "a: &b 1", "quiet.yaml": "- a", "x.yml": ""}
    found = catalog({f"rules/toy/{name}": text for name, text in files.items()})
    toy = next(plugin for plugin in found.plugins if plugin.name == "toy")
    expected = ["rules/toy/loud.yaml:1:4", "rules/toy/quiet.yaml:1:1", "rules/toy/x.yml"]
    assert expected == [problem.place for problem in toy.problems]


def test_an_unknown_rule_in_a_tune_file_is_told_at_its_place_and_breaks_that_pack_alone(catalog):
    text = "skip: [toy/lout]\nlimits: {toy/quite: {max: 5}, toy/: {max: 1}}"
    found = catalog({"rules/snake/tune.yaml": text})
    expected = [
        "rules/snake/tune.yaml:1:8 no rule is called `toy/lout`, did you mean `toy/loud`?",
        "rules/snake/tune.yaml:2:10 no rule is called `toy/quite`, did you mean `toy/quiet`?",
        "rules/snake/tune.yaml:2:31 `toy/` is not one rule's id",
    ]
    snake = next(plugin for plugin in found.plugins if plugin.name == "snake")
    complaints = [f"{one.place} {one.message}" for one in snake.problems]
    assert ({"snake"}, expected) == (found.absent, complaints)


def test_a_language_belongs_to_the_pack_that_brings_it_first(packs, plugin, write):
    write({"boa/queries.scm": "(comment) @comment\n"})
    sources = packs()
    text = Path("snake_plugin.py").read_text()
    again = text.replace('"snake"', '"boa"').replace('HERE / "queries', 'HERE / "boa" / "queries')
    (boa,) = (
        one
        for one in load_catalog(sources=[*sources, plugin(again, "boa")]).plugins
        if one.status == "failed"
    )
    holder = f"the plugin `snake` (rulekit-snake 1.0, {Path('snake_plugin.py').absolute()})"
    expected = [f"the language `python` is there already: {holder} brings it"]
    assert ("boa", expected) == (boa.name, [problem.message for problem in boa.problems])


# What one plugin breaks.


def test_a_pack_that_others_tune_can_be_left_out(catalog):
    assert {"toy"} == catalog({"rules/snake/tune.yaml": "skip: [toy/loud]"}, off=["toy"]).absent


@pytest.mark.parametrize("text", [None, "{", json.dumps({"x": 1}), json.dumps({"languages": 1})])
def test_a_plugin_with_a_broken_language_table_is_broken_alone(packs, plugin, write, text):
    if text is not None:
        write({"table.json": text})
    code = "from pathlib import Path\n\nimport rulekit\n\n\n@rulekit.hookimpl\n"
    code += "def rulekit_packs():\n"
    code += "    return [rulekit.Pack('boa', Path('.'), table=Path('table.json'))]\n"
    found = load_catalog(sources=[*packs(), plugin(code, "boa")])
    (boa,) = (one for one in found.plugins if one.status == "failed")
    assert ("boa", "table.json", "python") == (
        boa.name,
        boa.problems[0].path,
        found.table.detect("a.py", "").language,
    )


def test_a_broken_pack_takes_its_signals_with_it(catalog, rule):
    text = rule('{pattern: "!", measure: count}', "toy.marks")
    found = catalog({"rules/snake/loud.yaml": text, "rules/toy/loud.yaml": "- no rule"})
    snake = next(one for one in found.plugins if one.name == "snake")
    assert ({"toy", "snake"}, {}, "rules/snake/loud.yaml:4:9") == (
        found.absent,
        found.rules,
        snake.problems[0].place,
    )


def test_a_pack_that_tunes_a_broken_rule_is_not_broken(catalog):
    files = {"rules/snake/tune.yaml": "skip: [toy/loud]", "rules/toy/loud.yaml": "- no rule"}
    assert {"toy"} == catalog(files).absent


def test_two_plugins_of_one_name_do_not_hide_each_other(packs, plugin):
    toy, snake = packs()
    again = PluginSource("toy", "somebody-else 2.0", "2.0", snake.load)
    found = load_catalog(sources=[toy, again])
    assert {pack.name for pack in found.packs} == {file.pack for file in found.rules.values()}


# Queries that inherit.

HEIR = """\
from pathlib import Path

import rulekit

HERE = Path(__file__).parent
GRAMMAR = rulekit.Grammar("tree_sitter_python")
BOA = rulekit.Language("boa", GRAMMAR, HERE / "boa.scm", extensions=(".boa",))


@rulekit.hookimpl
def rulekit_packs():
    return [rulekit.Pack("boa", HERE / "boa", languages=(BOA,))]
"""


@pytest.fixture
def heir(packs, plugin, write):
    """A function: a catalog with a pack of this query file, found before what it inherits."""

    def loaded(text, off=()):
        write({"boa.scm": text, "boa/README.md": ""})
        return load_catalog(off, sources=[plugin(HEIR, "boa"), *packs()])

    return loaded


def test_queries_are_inherited_from_the_language_of_another_pack(heir):
    found = heir("; inherits: python\n(list) @table\n").syntaxes["boa"].provided
    assert {"comment", "snake.pass", "table", "error", "missing"} == found


UNKNOWN = "boa.scm:1:13 no installed language is called"


@pytest.mark.parametrize(
    ("text", "off", "expected"),
    [
        ("; inherits: pyton\n", [], f"{UNKNOWN} `pyton`, did you mean `python`?"),
        ("; inherits: python\n", ["snake"], f"{UNKNOWN} `python`; there are: boa"),
        ("; inherits: boa\n", [], "boa.scm:1:13 `boa` inherits itself: boa -> boa"),
    ],
)
def test_a_pack_that_cannot_inherit_is_broken_alone(heir, folder, text, off, expected):
    [boa] = [one for one in heir(text, off).plugins if one.status == "failed"]
    [problem] = boa.problems
    assert f"{folder}/{expected}" == f"{problem.place} {problem.message}"


def test_what_inherits_from_a_pack_that_breaks_breaks_too(packs, plugin, write):
    write({"boa.scm": "; inherits: python\n", "boa/README.md": ""})
    sources = [plugin(HEIR, "boa"), *packs({"rules/snake/lazy.yaml": "- no rule"})]
    assert {"boa", "snake"} == load_catalog(sources=sources).absent
