"""rulekit/catalog/check_plugin.py: what would load and then do nothing."""

from pathlib import Path

import pytest

from rulekit import Grammar, Language, Pack, Signal
from rulekit.catalog.check_plugin import fit_problems
from rulekit.catalog.plugins import Plugin

MARKS = Signal("toy.marks", "marks", "how many", lambda document: document.text.count("!"))
TABLE = '{"languages": {"html": {"name": "HTML", "kind": "markup", "extensions": [".html"]}}}'


def complaints_about(pack, *others):
    plugins = [Plugin(one.name, "here", "1.0", packs=(one,)) for one in (pack, *others)]
    return [f"{one.place} {one.message}".strip() for one in fit_problems(plugins[0], plugins)]


def language(name, **facts):
    return Language(name, Grammar("tree_sitter_python"), Path("queries.scm"), **facts)


@pytest.fixture
def toy(write, rule):
    """A function from more files and parts to the pack `toy`, which has one rule."""

    def made(files=None, **parts):
        write({"rules/toy/loud.yaml": rule(), "table.json": TABLE, **(files or {})})
        return Pack("toy", Path("rules"), **parts)

    return made


@pytest.mark.parametrize(
    "path",
    [
        "rules/profiles/a.yaml",
        "rules/__pycache__/a.pyc",
        "rules/.git/config",
        "rules/README.md",
    ],
)
def test_what_is_no_folder_of_rules_is_left_alone(toy, path):
    assert [] == complaints_about(toy({path: ""}))


def test_a_folder_that_belongs_to_nobody_is_told_with_the_nearest(toy):
    expected = ["rules/toi no pack is called `toi`, did you mean `toy`?"]
    assert expected == complaints_about(toy({"rules/toi/loud.yaml": ""}))


def test_packs_may_share_a_folder_of_rules(toy):
    pack = toy({"rules/boa/loud.yaml": ""})
    assert [] == complaints_about(pack, Pack("boa", Path("rules")))


def test_rules_of_a_plugin_that_is_off_belong_to_it(toy):
    plugins = [
        Plugin("toy", "here", "1.0", packs=(toy({"rules/boa/loud.yaml": ""}),)),
        Plugin("boa", "here", "1.0", "off"),
    ]
    assert [] == fit_problems(plugins[0], plugins)


def test_a_pack_of_nothing_is_told(write):
    write({"rules/README.md": ""})
    expected = ["rules the pack `toy` brings nothing"]
    assert expected == complaints_about(Pack("toy", Path("rules")))


def test_a_pack_of_signals_needs_no_rules(write):
    write({"rules/README.md": ""})
    assert [] == complaints_about(Pack("toy", Path("rules"), signals=(MARKS,)))


@pytest.mark.parametrize(
    ("name", "facts", "expected"),
    [
        ("html", {}, []),
        ("html", {"kind": "markup"}, []),
        ("boa", {"extensions": (".boa",)}, []),
        ("boa", {"filenames": ("Boafile",)}, []),
        ("boa", {"interpreters": ("boa",)}, []),
        ("htm", {}, ["no file would be in the language `htm`, did you mean `html`?"]),
        ("boa", {}, ["no file would be in the language `boa`; give it extensions or filenames"]),
        ("html", {"kind": "data"}, ["`html` is of kind markup, not data"]),
    ],
)
def test_a_language_is_in_the_table_or_has_files_of_its_own(toy, tmp_path, name, facts, expected):
    pack = toy(table=tmp_path / "table.json", languages=(language(name, **facts),))
    assert expected == complaints_about(pack)


def test_a_pack_of_an_empty_folder_brings_nothing(write):
    write({"rules/toy/README.md": ""})
    assert ["rules the pack `toy` brings nothing"] == complaints_about(Pack("toy", Path("rules")))


def test_a_language_without_files_and_without_a_table_is_told(toy):
    assert complaints_about(toy(languages=(language("boa"),)))


def test_a_rule_beside_the_folders_is_told(toy):
    assert complaints_about(toy({"rules/loud.yaml": ""}))
