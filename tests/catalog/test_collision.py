"""rulekit/catalog/collision.py: what two plugins bring, with both places."""

from pathlib import Path

from rulekit import Grammar, Language, Pack
from rulekit.catalog.collision import collisions
from rulekit.catalog.plugin import Plugin

PYTHON = Language("python", Grammar("tree_sitter_python"), Path("queries.scm"))


def bringing(name, *packs):
    return Plugin(name, f"rulekit-{name} 1.0", "1.0", packs=packs, file=f"{name}.py")


def told(plugin, *before):
    return [(one.message, one.remedy) for one in collisions(plugin, before)]


def test_a_pack_of_another_plugin_is_told_with_its_place_and_how_to_keep_either():
    message = "the pack `toy` is there already: the plugin `a` (rulekit-a 1.0, a.py) brings it"
    remedy = "-p no:a keeps this one, -p no:b the other"
    expected = [(message, remedy)]
    assert expected == told(bringing("b", Pack("toy")), bringing("a", Pack("toy")))


def test_a_language_of_another_plugin_is_told():
    one, other = Pack("one", languages=(PYTHON,)), Pack("other", languages=(PYTHON,))
    [(message, _)] = told(bringing("b", other), bringing("a", one))
    expected = "the language `python` is there already: the plugin `a` (rulekit-a 1.0, a.py)"
    assert message.startswith(expected)


def test_a_plugin_does_not_bring_one_language_twice():
    pack = Pack("toy", languages=(PYTHON, PYTHON))
    expected = ("the plugin brings two languages called `python`", "give one of them another name")
    assert [expected] == told(bringing("a", pack))


def test_other_names_do_not_collide():
    assert [] == told(bringing("b", Pack("boa")), bringing("a", Pack("toy", languages=(PYTHON,))))
