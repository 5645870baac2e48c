"""rulekit/plan/check_plan.py: words that mean nothing, and broken plugins that are needed."""

import pytest

from rulekit.plan.check_plan import (
    needed_but_broken,
    profile_problems,
    project_problems,
    unknown_rule,
)
from rulekit.plan.layers import Layer, read_profiles
from rulekit.plan.options import Project


def profile(text=""):
    return f"title: Ours\nsource: ours\n{text}"


def test_every_word_that_means_nothing_is_told_at_its_place(catalog):
    text = """\
select: [toy/, toi/, "toy/*z"]
skip: [toy/lout]
limits:
  toy/quite: {max: 1}
  toy/*: {max: 1}
for:
  pyton:
    skip: [toy/loud]
  prose:
    select: [snake/lzy]
    limits: {snake/: {max: 1}}
"""
    loaded = catalog({"rules/profiles/a.yaml": profile(text)})
    problems = profile_problems(loaded, read_profiles(loaded, "a"))
    expected = [
        "3:16 no rule is called `toi/`, did you mean `toy/`?",
        "3:22 no rule is called `toy/*z`, did you mean `toy/loud`?",
        "4:8 no rule is called `toy/lout`, did you mean `toy/loud`?",
        "6:3 no rule is called `toy/quite`, did you mean `toy/quiet`?",
        "7:3 `toy/*` is not one rule's id",
        "9:3 `pyton` is no kind and no language, did you mean `python`?",
        "12:14 no rule is called `snake/lzy`, did you mean `snake/lazy`?",
        "13:14 `snake/` is not one rule's id",
    ]
    assert expected == [f"{one.line}:{one.column} {one.message}" for one in problems]


def test_rules_of_a_pack_that_is_off_are_not_unknown(catalog):
    loaded = catalog({"rules/profiles/a.yaml": profile("skip: [snake/zzz]")}, off=["snake"])
    assert [] == profile_problems(loaded, read_profiles(loaded, "a"))


@pytest.mark.parametrize(
    ("rule_id", "expected"),
    [
        ("toy/loud", None),
        ("snake/lazy", None),
        ("toy/lout", "no rule is called `toy/lout`, did you mean `toy/loud`?"),
        ("toy/", "`toy/` is not one rule's id"),
        ("all", "`all` is not one rule's id"),
    ],
)
def test_a_limit_is_for_one_rule(catalog, rule_id, expected):
    assert expected == unknown_rule(catalog(off=["snake"]), rule_id)


def test_a_misspelt_language_is_told_when_a_plugin_is_off(catalog):
    files = {"rules/profiles/a.yaml": profile("for: {pyton: {min_score: 0.1}}")}
    loaded = catalog(files, off=["toy"])
    (problem,) = profile_problems(loaded, read_profiles(loaded, "a"))
    assert "`pyton` is no kind and no language, did you mean `python`?" == problem.message


# A project.


def test_every_word_of_a_project_that_means_nothing_is_told_at_its_place(catalog, project):
    toml = """\
select = ["toy/", "toi/"]
extend-select = ["toy/lout"]
ignore = ["zzz"]
[limits]
"toy/quite" = {max = 1}
[[override]]
paths = ["a"]
reason = "ours"
skip = ["toy/laud"]
limits = {"toy/" = {max = 1}}
"""
    problems = project_problems(catalog(), project(toml))
    expected = [
        "1:19 no rule is called `toi/`, did you mean `toy/`?",
        "2:18 no rule is called `toy/lout`, did you mean `toy/loud`?",
        "3:11 no rule is called `zzz`; `rulekit rules` lists them",
        "5:1 no rule is called `toy/quite`, did you mean `toy/quiet`?",
        "9:9 no rule is called `toy/laud`, did you mean `toy/loud`?",
        "10:11 `toy/` is not one rule's id",
    ]
    assert expected == [f"{one.line}:{one.column} {one.message}" for one in problems]


def test_without_a_project_there_is_nothing_to_tell(catalog):
    assert [] == project_problems(catalog(), Project())


# Broken plugins.


@pytest.mark.parametrize(
    ("layers", "needed"),
    [
        ([Layer("1")], True),
        ([Layer("1", select=("all",))], True),
        ([Layer("1", select=("*",))], True),
        ([Layer("1", select=("toy/",))], True),
        ([Layer("1", select=("toy/loud",))], True),
        ([Layer("1", select=("*/loud",))], True),
        ([Layer("1", select=("snake/",))], False),
        ([Layer("1", select=("toy/",)), Layer("2", select=("snake/",))], False),
        ([Layer("1", select=("snake/",)), Layer("2", extend=("toy/loud",))], True),
        ([Layer("1", select=("snake/",), skip=("toy/",))], False),
    ],
)
def test_a_broken_plugin_is_needed_when_a_word_may_mean_its_rules(catalog, layers, needed):
    found = catalog({"rules/toy/loud.yaml": "- no rule"})
    assert needed == bool(needed_but_broken(found, layers))


def test_a_broken_plugin_is_told_with_whose_it_is_and_how_to_go_on(catalog):
    (problem,) = needed_but_broken(catalog({"rules/toy/loud.yaml": "- no rule"}), [Layer("1")])
    expected = """\
error: a rule file is a mapping of keys to values
  --> rules/toy/loud.yaml:1:1
   1 | - no rule
     | ^
  = the plugin `toy` (rulekit-toy 1.0) is needed by the selection; leave it out with -p no:toy"""
    assert expected == str(problem)
