"""plugins/pools/cutter.py: the cutter of each language."""

from pathlib import Path

import pytest
from rulekit_plugins.pools.cutter import cutters_of

import rulekit


def cutter(name, *languages, requires=()):
    return rulekit.Cutter(name, "", languages, lambda document: [], requires=frozenset(requires))


def context(*cutters):
    return rulekit.StepContext(
        folder=Path(),
        engine=rulekit.load,
        cutters={one.name: one for one in cutters},
        languages=frozenset({"ada", "css", "lua", "zig"}),
        captures={
            "css": frozenset({"comment"}),
            "lua": frozenset({"function", "function_name"}),
            "zig": frozenset({"function"}),
        },
    )


GENERAL = cutter("all", requires=["function", "function_name"])


def test_one_without_languages_serves_all_with_the_captures_that_it_requires():
    assert {"lua": GENERAL} == cutters_of(["lua"], context(GENERAL))


def test_one_that_names_the_language_goes_first():
    own, other = cutter("b", "lua"), cutter("c", "lua")
    assert {"lua": own} == cutters_of(["lua"], context(GENERAL, other, own))


def test_a_language_that_a_cutter_names_needs_no_grammar():
    own = cutter("own", "ada")
    assert {"ada": own} == cutters_of(["ada"], context(GENERAL, own))


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("ada", "out of `ada`: no pack has a grammar for it; there are cutters for: lua"),
        ("css", "its pack captures no @function and no @function_name; there are cutters for: lua"),
        ("zig", "out of `zig`: its pack captures no @function_name; there are cutters for: lua"),
        ("luau", "there is no language `luau`, did you mean `lua`?"),
    ],
)
def test_a_language_that_nothing_cuts_is_refused_with_the_reason(language, message):
    with pytest.raises(rulekit.UsageError) as told:
        cutters_of(["lua", language], context(GENERAL))
    assert message in str(told.value)


def test_without_a_cutter_for_all_none_is_told_to_lack_captures():
    with pytest.raises(rulekit.UsageError, match=r"out of `css`; there are cutters for: none"):
        cutters_of(["css"], context())
