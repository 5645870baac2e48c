"""rulekit/catalog/catalog.py: everything that is installed."""

import json

import pytest

from rulekit.catalog.catalog import languages_of, load_catalog
from rulekit.errors import SpecError


def test_rules_are_found_by_their_folders_and_sorted(catalog):
    assert ["snake/lazy", "toy/loud", "toy/quiet"] == list(catalog().rules)


def test_rules_of_a_pack_with_languages_are_for_those(catalog):
    rules = catalog().rules
    expected = ({"python"}, frozenset())
    assert expected == (rules["snake/lazy"].rule.languages, rules["toy/loud"].rule.languages)


def test_signals_and_syntaxes_are_those_of_the_packs(catalog):
    found = catalog()
    assert (["toy.marks"], ["python"]) == (list(found.signals), list(found.syntaxes))


def test_a_language_of_a_pack_is_in_the_table(catalog):
    found = catalog().table.detect("a.py", "")
    assert ("python", "programming") == (found.language, found.kind)


def test_a_rule_may_read_the_signal_of_another_pack(catalog, rule):
    text = rule('{pattern: "!", measure: count}', "toy.marks")
    assert "toy.marks" == catalog({"snake/loud.yaml": text}).rules["snake/loud"].rule.signal.name


def test_a_pack_that_is_off_brings_nothing(catalog):
    found = catalog(off=["toy"])
    expected = (["snake/lazy"], [], {"toy"})
    assert expected == (list(found.rules), list(found.signals), found.absent)


def test_a_pack_with_a_broken_rule_brings_nothing(catalog):
    found = catalog({"toy/loud.yaml": "titel: x"})
    expected = (["snake/lazy"], [], {"toy"}, [])
    known = [pack.name for pack in found.packs if pack.name == "toy"]
    assert expected == (list(found.rules), list(found.signals), found.absent, known)


def test_every_mistake_of_a_broken_pack_is_kept(catalog):
    found = catalog({"toy/loud.yaml": "a: &b 1", "toy/quiet.yaml": "- a", "toy/x.yml": ""})
    toy = next(plugin for plugin in found.plugins if plugin.name == "toy")
    assert ["toy/loud.yaml:1:4", "toy/quiet.yaml:1:1", "toy/x.yml"] == [
        problem.place for problem in toy.problems
    ]


def test_an_unknown_rule_in_a_tune_file_is_told_at_its_place(catalog, told):
    text = "skip: [toy/lout]\nlimits: {toy/quite: {max: 5}, toy/: {max: 1}}"
    expected = [
        "snake/tune.yaml:1:8 no rule is called `toy/lout`, did you mean `toy/loud`?",
        "snake/tune.yaml:2:10 no rule is called `toy/quite`, did you mean `toy/quiet`?",
        "snake/tune.yaml:2:31 `toy/` is not one rule's id",
    ]
    assert expected == told(catalog, {"snake/tune.yaml": text})


def test_the_languages_of_a_pack_are_known_by_its_name(catalog):
    packs = catalog().packs
    assert ({"python"}, set(), set()) == tuple(
        languages_of(name, packs) for name in ("snake", "toy", "other")
    )


# Folders that a project names.


def test_rules_of_another_folder_are_added(catalog, write, rule):
    write({"more/mine/loud.yaml": rule(), "more/snake/more.yaml": rule()})
    found = catalog(extra=["more"])
    expected = ["mine/loud", "snake/lazy", "snake/more", "toy/loud", "toy/quiet"]
    assert expected == list(found.rules)


def test_rules_of_another_folder_are_for_the_languages_of_the_pack_they_name(catalog, write, rule):
    write({"more/snake/more.yaml": rule()})
    assert {"python"} == catalog(extra=["more"]).rules["snake/more"].rule.languages


def test_profiles_of_another_folder_can_be_chosen(catalog, write):
    write({"more/profiles/ours.yaml": "title: Ours\nsource: ours\n"})
    folders = [str(folder) for folder in catalog(extra=["more"]).profile_folders]
    assert "more/profiles" == folders[-1]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"more/toy/loud.yaml": None}, "more/toy/loud.yaml the rule toy/loud exists already"),
        ({"more/mine/a.yaml": "- a"}, "more/mine/a.yaml:1:1 a rule file is a mapping of keys to"),
        ({"more/mine/a.yml": ""}, "more/mine/a.yml a rule file ends in .yaml, not .yml"),
        ({}, "more the rules folder is not there"),
    ],
)
def test_a_mistake_in_another_folder_is_told(catalog, write, rule, told, files, expected):
    write({path: rule() if text is None else text for path, text in files.items()})
    (complaint,) = told(catalog, extra=["more"])
    assert complaint.startswith(expected)


# Bugs that are known.


@pytest.mark.xfail(raises=SpecError, reason="bug: the tune files of others are held to its rules")
def test_a_pack_that_others_tune_can_be_left_out(catalog):
    found = catalog({"snake/tune.yaml": "skip: [toy/loud]"}, off=["toy"])
    assert ["snake/lazy"] == list(found.rules)


@pytest.mark.xfail(raises=SpecError, reason="bug: a mistake in a tune file costs every plugin")
def test_a_plugin_with_a_mistake_in_its_tune_file_is_broken_alone(catalog):
    found = catalog({"snake/tune.yaml": "skip: [toy/lout]"})
    assert {"snake"} == found.absent


@pytest.mark.xfail(reason="bug: both are taken, and the later hides the earlier")
def test_a_language_belongs_to_one_pack(packs, plugin, write):
    write({"boa/queries.scm": "(comment) @comment\n"})
    again = SNAKE.replace('"snake"', '"boa"').replace("HERE / ", 'HERE / "boa" / ')
    assert {"boa"} == load_catalog(sources=[*packs(), plugin(again, "boa")]).absent


@pytest.mark.xfail(reason="bug: read, and then thrown away: no language, no tune")
def test_a_tune_file_of_a_pack_without_a_language_is_told(catalog):
    assert {"toy"} == catalog({"toy/tune.yaml": "skip: [snake/lazy]"}).absent


@pytest.mark.xfail(reason="bug: left out without a word")
@pytest.mark.parametrize("path", ["more/loud.yaml", "more/snake/tune.yaml", "more/profiles/a.yml"])
def test_what_another_folder_holds_in_vain_is_told(catalog, write, told, path):
    write({path: "skip: [toy/loud]"})
    assert told(catalog, extra=["more"])


@pytest.mark.xfail(reason="bug: the later hides the earlier")
def test_a_rule_stands_in_one_of_the_other_folders_only(catalog, write, rule, told):
    write({"more/mine/loud.yaml": rule(), "most/mine/loud.yaml": rule()})
    assert ["most/mine/loud.yaml the rule mine/loud exists already"] == told(
        catalog, extra=["more", "most"]
    )


@pytest.mark.xfail(raises=(SpecError, ValueError), reason="bug: asked for when it is too late")
@pytest.mark.parametrize("text", [None, "{", json.dumps({"x": 1}), json.dumps({"languages": 1})])
def test_a_plugin_with_a_broken_language_table_is_broken_alone(packs, plugin, write, text):
    if text is not None:
        write({"table.json": text})
    code = "from pathlib import Path\n\nimport rulekit\n\n\n@rulekit.hookimpl\n"
    code += "def rulekit_packs():\n"
    code += "    return [rulekit.Pack('boa', Path('.'), table=Path('table.json'))]\n"
    found = load_catalog(sources=[*packs(), plugin(code, "boa")])
    assert ({"boa"}, "python") == (found.absent, found.table.detect("a.py", "").language)
