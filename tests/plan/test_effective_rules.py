"""rulekit/plan/effective_rules.py: what a plan amounts to, rule by rule."""

import pytest

from rulekit.plan.effective_rules import (
    Scope,
    home_of,
    lacks,
    limits_by_profile,
    rule_views,
    scope_of,
)
from rulekit.plan.options import PlanOptions, Project
from rulekit.plan.plan import Plan


def profile(text=""):
    return f"title: Ours\nsource: ours\n{text}"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        (None, Scope()),
        ("", Scope()),
        ("prose", Scope("", "prose")),
        ("python", Scope("python", "programming")),
    ],
)
def test_a_word_names_a_scope(catalog, word, expected):
    assert expected == scope_of(catalog(), word)


def test_a_word_that_names_nothing_is_told_with_the_nearest(catalog, told):
    expected = ["`pyton` is no kind and no language, did you mean `python`?"]
    assert expected == told(scope_of, catalog(), "pyton")


@pytest.mark.parametrize(
    ("rule_id", "expected"), [("snake/lazy", Scope("python", "programming")), ("toy/loud", Scope())]
)
def test_a_rule_is_at_home_where_it_applies_alone(catalog, rule_id, expected):
    loaded = catalog()
    assert expected == home_of(loaded, loaded.rules[rule_id].rule)


def test_a_rule_of_one_kind_is_at_home_there(catalog, rule):
    loaded = catalog({"rules/toy/prosy.yaml": rule("source: ours", "source: ours\nkinds: [prose]")})
    assert Scope("", "prose") == home_of(loaded, loaded.rules["toy/prosy"].rule)


FILES = {
    "rules/snake/tune.yaml": "limits: {toy/loud: {max: 2}}",
    "rules/profiles/default.yaml": profile(
        "skip: [toy/quiet]\nfor: {prose: {limits: {toy/loud: {max: 3}}}}"
    ),
}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        (None, {"snake/lazy": "<= 1", "toy/loud": "<= 1", "toy/quiet": "off"}),
        ("python", {"snake/lazy": "<= 1", "toy/loud": "<= 2", "toy/quiet": "off"}),
        ("prose", {"toy/loud": "<= 3", "toy/quiet": "off"}),
        ("data", {"toy/loud": "<= 1", "toy/quiet": "off"}),
    ],
)
def test_rules_are_seen_as_the_layers_leave_them_in_a_scope(catalog, word, expected):
    loaded = catalog(FILES)
    views = rule_views(Plan(loaded, PlanOptions(), Project()), scope_of(loaded, word))
    assert expected == {view.rule.id: str(view.rule.keep) if view.on else "off" for view in views}


def test_a_view_says_who_set_the_limit(catalog):
    loaded = catalog(FILES)
    views = rule_views(Plan(loaded, PlanOptions(), Project()), scope_of(loaded, "python"))
    assert ["rule", "tune python", ""] == [view.limit_from for view in views]


def test_a_path_adds_its_overrides(catalog, project):
    toml = "[[override]]\npaths = ['a.md']\nreason = 'ours'\nskip = ['toy/']\n"
    plan = Plan(catalog(), PlanOptions(), project(toml))
    scope = scope_of(plan.catalog, "prose")
    assert [[True, True], [False, False]] == [
        [view.on for view in rule_views(plan, scope, path)] for path in ("b.md", "a.md")
    ]


@pytest.mark.parametrize(
    ("signal", "with_grammar", "without"),
    [
        ('{pattern: "!", measure: count}', "", ""),
        ("{capture: comment, measure: count}", "", "no parser"),
        ("{capture: goto, measure: count}", "no @goto is marked", "no parser"),
    ],
)
def test_a_rule_lacks_what_no_query_captures(catalog, rule, signal, with_grammar, without):
    loaded = catalog({"rules/toy/x.yaml": rule('{pattern: "!", measure: count}', signal)})
    found = loaded.rules["toy/x"].rule
    assert (with_grammar, without) == (
        lacks(found, loaded.syntaxes["python"]),
        lacks(found, None),
    )


def test_limits_are_listed_by_profile_and_where_they_differ(catalog):
    loaded = catalog({**FILES, "rules/profiles/other.yaml": profile("select: [snake/]")})
    expected = {
        "rule": {"": "<= 1"},
        "default": {"": "<= 1", "prose": "<= 3", "python": "<= 2"},
        "other": {"": "off"},
    }
    assert expected == limits_by_profile(loaded, loaded.rules["toy/loud"].rule)


# Bugs that are known.
