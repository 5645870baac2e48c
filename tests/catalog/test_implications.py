"""rulekit/catalog/implications.py: which rules' failures follow from which."""

import pytest

LOUD, QUIET, LAZY = "rules/toy/loud.yaml", "rules/toy/quiet.yaml", "rules/snake/lazy.yaml"


@pytest.fixture
def implied(catalog, rule):
    """A function from keys that rule files have besides: by rule, the rules that imply it."""

    def read(keys, **more):
        files = {path: rule("source: ours", f"source: ours\n{text}") for path, text in keys.items()}
        rules = catalog(files, **more).rules
        return {
            name: set(one.rule.implied_by) for name, one in rules.items() if one.rule.implied_by
        }

    return read


def test_a_rule_says_what_implies_it(implied):
    assert {"toy/loud": {"toy/quiet"}} == implied({LOUD: "implied_by: [toy/quiet]"})


def test_or_another_says_that_it_implies_it(implied):
    assert {"toy/loud": {"toy/quiet"}} == implied({QUIET: "implies: [toy/loud]"})


def test_both_may_say_so(implied):
    keys = {LOUD: "implied_by: [snake/lazy]", QUIET: "implies: [toy/loud]"}
    assert {"toy/loud": {"snake/lazy", "toy/quiet"}} == implied(keys)


def test_all_are_all_the_others(implied):
    expected = {"snake/lazy": {"toy/quiet"}, "toy/loud": {"toy/quiet"}}
    assert expected == implied({QUIET: "implies: [all]"})


def test_a_pack_or_a_glob_means_each_of_its_rules_but_the_one_that_says_it(implied):
    assert {"snake/lazy": {"toy/loud", "toy/quiet"}} == implied({LAZY: "implied_by: [toy/]"})
    assert {"toy/loud": {"toy/quiet"}} == implied({LOUD: 'implied_by: ["toy/*"]'})


@pytest.mark.parametrize("key", ["implied_by", "implies"])
def test_a_word_that_means_no_rule_is_told_at_its_place_with_the_nearest(catalog, rule, key):
    text = rule("source: ours", f"source: ours\n{key}:\n  - toy/quiet\n  - toy/lout")
    found = catalog({LOUD: text})
    (toy,) = (plugin for plugin in found.plugins if plugin.name == "toy")
    assert ["rules/toy/loud.yaml:6:5 no rule is called `toy/lout`, did you mean `toy/loud`?"] == [
        f"{one.place} {one.message}" for one in toy.problems
    ]


def test_a_word_of_a_pack_that_is_not_there_cannot_be_known(implied):
    keys = {LAZY: "implied_by: [toy/loud, toy/new]"}
    assert {} == implied(keys, off=["toy"])


def test_a_rule_of_another_folder_may_follow_from_an_installed_one_and_imply_it(
    catalog, write, rule
):
    text = rule("source: ours", "source: ours\nimplied_by: [toy/quiet]\nimplies: [toy/loud]")
    write({"more/mine/bare.yaml": text})
    rules = catalog(extra=["more"]).rules
    assert {"toy/quiet"} == rules["mine/bare"].rule.implied_by
    assert {"mine/bare"} == rules["toy/loud"].rule.implied_by


def test_a_wrong_word_in_another_folder_is_told(catalog, write, rule, told):
    write({"more/mine/a.yaml": rule("source: ours", "source: ours\nimplies: [toy/lout]")})
    expected = "more/mine/a.yaml:4:11 no rule is called `toy/lout`, did you mean `toy/loud`?"
    assert [expected] == told(catalog, extra=["more"])
