"""rulekit/catalog/plugin_source.py: two plugins of one name, and which of them is left out."""

import pytest

from rulekit.catalog.plugin_source import PluginSource, told_apart
from rulekit.errors import UsageError


def source(name, origin):
    return PluginSource(name, origin, "1.0", dict)


TWO = [source("snake", "bundled"), source("snake", "rulekit-boa 2.0"), source("toy", "bundled")]


def named(off=(), sources=TWO):
    return [(one.source.name, one.off, bool(one.taken)) for one in told_apart(sources, off)]


@pytest.mark.parametrize(
    ("off", "expected"),
    [
        ([], [("snake", False, False), ("rulekit-boa/snake", False, True)]),
        (["bundled/snake"], [("bundled/snake", True, True), ("snake", False, False)]),
        (["rulekit-boa/snake"], [("snake", False, False), ("rulekit-boa/snake", True, True)]),
        (["snake"], [("snake", True, False), ("rulekit-boa/snake", True, True)]),
    ],
)
def test_a_name_belongs_to_the_first_that_is_not_left_out(off, expected):
    assert [*expected, ("toy", False, False)] == named(off)


def test_two_of_one_distribution_have_two_names():
    twice = [source("toy", "rulekit-boa 2.0")] * 2
    assert ["toy", "rulekit-boa/toy (again)"] == [name for name, _, _ in named((), twice)]


@pytest.mark.parametrize(
    ("word", "near"), [("snak", "snake"), ("bundle/snake", "bundled/snake"), ("boa/toy", "")]
)
def test_a_word_that_means_no_plugin_is_refused_with_the_nearest(word, near):
    with pytest.raises(UsageError, match=f"no plugin `{word}` to leave out.*{near}"):
        told_apart(TWO, [word])
