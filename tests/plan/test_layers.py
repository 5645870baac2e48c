"""rulekit/plan/layers.py: who may say which rules, and which limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit import Signal
from rulekit.core.rule import Bound, Range, Rule
from rulekit.plan.layers import (
    Layer,
    adjusted,
    chosen,
    profile_layers,
    profile_names,
    read_profiles,
)
from rulekit.spec.profile import LimitSpec

MARKS = Signal("toy.marks", "marks", "how many", lambda document: document.text.count("!"))


def rule_called(rule_id):
    return Rule(rule_id, "Too loud", MARKS, Range(None, Bound(1.0)))


RULES = [rule_called(f"{pack}/{name}") for pack in "ab" for name in ("x", "y", "z")]


def choice(*layers):
    return " ".join(rule.id for rule in chosen(RULES, layers))


# Which rules.


def test_without_a_word_every_rule_is_chosen():
    assert "a/x a/y a/z b/x b/y b/z" == choice()


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([Layer("1", select=("a/",))], "a/x a/y a/z"),
        ([Layer("1", select=())], ""),
        ([Layer("1", select=("a/",)), Layer("2", select=("*/x",))], "a/x b/x"),
        ([Layer("1", select=("a/",)), Layer("2", extend=("b/z",))], "a/x a/y a/z b/z"),
        ([Layer("1", select=("a/",)), Layer("2", skip=("*/x",))], "a/y a/z"),
        ([Layer("1", select=("a/",), extend=("b/x",), skip=("a/",))], "b/x"),
        ([Layer("1", extend=("b/x",)), Layer("2", select=("a/x",))], "a/x"),
    ],
)
def test_select_replaces_extend_adds_and_skip_takes_away(layers, expected):
    assert expected == choice(*layers)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (Layer("2", select=("a/x", "a/y")), "a/x a/y"),
        (Layer("2", select=("a/",)), "a/y a/z"),
        (Layer("2", select=("a/*",)), "a/y a/z"),
        (Layer("2", select=("all",)), "a/y a/z b/x b/y b/z"),
        (Layer("2", extend=("a/x",)), "a/x a/y a/z b/x b/y b/z"),
        (Layer("2", extend=("a/",)), "a/y a/z b/x b/y b/z"),
    ],
)
def test_an_exact_id_undoes_an_earlier_skip_and_a_wide_word_does_not(later, expected):
    assert expected == choice(Layer("1", skip=("a/x",)), later)


def test_a_skip_of_the_same_layer_is_not_undone():
    assert "a/y" == choice(Layer("1", select=("a/x", "a/y"), skip=("a/x",)))


def test_a_later_skip_has_the_last_word():
    assert "a/y" == choice(Layer("1", select=("a/x", "a/y")), Layer("2", skip=("a/x",)))


IDS = st.sampled_from([rule.id for rule in RULES])
WORDS = st.lists(IDS | st.sampled_from(["a/", "b/", "*/x", "all"]), max_size=3).map(tuple)
LAYERS = st.lists(st.builds(Layer, st.just("l"), st.none() | WORDS, WORDS, WORDS), max_size=4)


@given(LAYERS)
def test_what_is_chosen_stays_in_the_order_given(layers):
    found = chosen(RULES, layers)
    assert found == [rule for rule in RULES if rule in found]


@given(LAYERS, WORDS)
def test_what_the_last_layer_skips_is_never_chosen(layers, skip):
    assert not {*choice(*layers, Layer("last", skip=skip)).split()} & {
        *choice(Layer("1", skip)).split()
    }


@given(LAYERS, IDS)
def test_an_exact_id_of_the_last_layer_is_always_chosen(layers, rule_id):
    assert rule_id == choice(*layers, Layer("last", select=(rule_id,)))


@given(LAYERS)
def test_a_layer_that_says_nothing_changes_nothing(layers):
    assert choice(*layers) == choice(*layers, Layer("last"))


# Which limits.


def limited(*limits):
    layers = [Layer(f"layer {i}", limits={"a/x": one}) for i, one in enumerate(limits, 1)]
    return adjusted(RULES[0], layers)


def test_a_rule_that_no_layer_names_stays_as_it_is():
    assert RULES[1] == adjusted(RULES[1], [Layer("1", limits={"a/x": LimitSpec(max=2.0)})])


def test_a_bound_remembers_who_set_it():
    assert Range(None, Bound(2.0, "layer 1")) == limited(LimitSpec(max=2.0)).keep


def test_the_last_layer_that_says_a_bound_sets_it():
    rule = limited(LimitSpec(max=2.0), LimitSpec(max=3.0, min=1.0), LimitSpec(min=0.0))
    assert Range(Bound(0.0, "layer 3"), Bound(3.0, "layer 2")) == rule.keep


def test_a_bound_that_is_said_to_be_nothing_is_gone():
    assert (
        Range(Bound(1.0, "layer 1"), None) == limited(LimitSpec(min=1.0), LimitSpec(max=None)).keep
    )


def test_a_share_to_spare_remembers_who_set_it():
    assert Bound(0.2, "layer 1") == limited(LimitSpec(spare=0.2), LimitSpec(max=3.0)).spare


def test_spare_may_be_set_back_to_none():
    assert Bound(0.0, "layer 2") == limited(LimitSpec(spare=0.2), LimitSpec(spare=0.0)).spare


def test_weight_and_action_are_set_too():
    rule = limited(LimitSpec(weight=2.0), LimitSpec(action="flag"))
    assert (2.0, "flag") == (rule.weight, rule.action)


@pytest.mark.parametrize(
    ("scope", "language", "kind", "expected"),
    [
        ("", "c", "programming", True),
        ("c", "c", "programming", True),
        ("programming", "c", "programming", True),
        ("cpp", "c", "programming", False),
        ("prose", "c", "programming", False),
    ],
)
def test_a_layer_covers_its_kind_or_language(scope, language, kind, expected):
    assert expected == Layer("1", scope=scope).covers(language, kind)


def test_limits_that_nothing_can_be_within_are_refused_with_who_set_them(told):
    expected = "nothing can pass a/x: min 5 (layer 1) is above max 1 (rule)"
    assert [expected] == told(limited, LimitSpec(min=5.0))


def test_a_range_may_be_upside_down_between_two_layers():
    rule = limited(LimitSpec(min=5.0), LimitSpec(max=9.0))
    assert Range(Bound(5.0, "layer 1"), Bound(9.0, "layer 2")) == rule.keep


# Profiles.


def profile(text=""):
    return f"title: Ours\nsource: ours\n{text}"


def test_a_profile_comes_after_those_that_it_extends(catalog):
    files = {
        "rules/profiles/a.yaml": profile("extends: b"),
        "rules/profiles/b.yaml": profile("extends: c"),
        "rules/profiles/c.yaml": profile(),
    }
    assert ["c", "b", "a"] == [one.name for one in read_profiles(catalog(files), "a")]


def test_a_profile_is_layers_by_kind_and_then_by_language(catalog):
    block = "{min_score: 0.1}"
    text = f"for: {{python: {block}, prose: {block}, snake: {block}, data: {block}}}"
    profiles = read_profiles(catalog({"rules/profiles/a.yaml": profile(text)}), "a")
    layers = profile_layers(profiles)
    assert ["", "data", "prose", "python", "snake"] == [layer.scope for layer in layers]


def test_every_layer_of_a_profile_has_its_name(catalog):
    files = {"rules/profiles/a.yaml": profile("for: {prose: {min_score: 0.1}}")}
    layers = profile_layers(read_profiles(catalog(files), "a"))
    assert ["profile a", "profile a"] == [layer.name for layer in layers]


def test_profiles_are_listed_by_name(catalog):
    assert ["a", "default"] == profile_names(catalog({"rules/profiles/a.yaml": profile()}))


@pytest.mark.parametrize(
    ("profiles", "expected"),
    [
        (
            {"a": profile("extends: b"), "b": profile("extends: a")},
            "rules/profiles/b.yaml:3:10 profiles extend in a circle: a -> b -> a",
        ),
        (
            {"a": profile("extends: a")},
            "rules/profiles/a.yaml:3:10 profiles extend in a circle: a -> a",
        ),
        (
            {"a": profile("extends: defalt")},
            "rules/profiles/a.yaml:3:10 there is no profile `defalt`, did you mean `default`?",
        ),
        ({}, "there is no profile `a`; there are: default"),
        (
            {"a": "- no profile"},
            "rules/profiles/a.yaml:1:1 a profile is a mapping of keys to values",
        ),
    ],
)
def test_a_profile_that_cannot_be_read_is_told(catalog, told, profiles, expected):
    files = {f"rules/profiles/{name}.yaml": text for name, text in profiles.items()}
    assert [expected] == told(read_profiles, catalog(files), "a")


def test_a_profile_is_not_a_path(catalog, told):
    (complaint,) = told(read_profiles, catalog({"other.yaml": profile()}), "../other")
    assert complaint.startswith("there is no profile `../other`")
