"""rulekit/testing/rule_choice.py: the rules that words mean."""

import pytest

from rulekit.catalog.load_catalog import load_catalog
from rulekit.errors import RulekitError, UsageError
from rulekit.testing.rule_choice import rule_files

RULE = """\
title: Short
why: Because the test says so.
source: ours
signal: {capture: comment, measure: count}
keep: {min: 1}
examples:
  keep: [{text: "# one", path: a.py}]
  drop: [{text: "one", path: a.py}]
"""


def ids(catalog, *words):
    return [file.rule.id for file in rule_files(catalog, words)]


def test_a_folder_is_searched_for_rules_at_every_depth(catalog, write):
    write({"below/more/loud.yaml": RULE, "mine/loud.yaml": RULE, "mine/tune.yaml": "skip: []",
           "profiles/mine.yaml": "nonsense", "mine/notes.txt": "a"})  # fmt: skip
    assert ["more/loud", "mine/loud"] == ids(catalog, ".")


def test_without_words_every_installed_rule_is_meant(catalog):
    assert list(catalog.rules) == ids(catalog)


def test_an_id_a_pack_and_a_glob_mean_installed_rules(catalog):
    assert ["python/pass-heavy"] == ids(catalog, "python/pass-heavy")
    python = [one for one in catalog.rules if one.startswith("python/")]
    assert python == ids(catalog, "python/") == ids(catalog, "python/*")


def test_a_rule_that_is_meant_twice_is_there_once(catalog, write):
    write({"mine/loud.yaml": RULE})
    assert ["mine/loud"] == ids(catalog, "mine", "mine/loud.yaml")
    assert ["python/pass-heavy"] == ids(catalog, "python/pass-*", "python/pass-heavy")


def test_a_path_that_is_there_comes_before_an_id(catalog, write):
    write({"python/pass-heavy/mine/loud.yaml": RULE})
    assert ["mine/loud"] == ids(catalog, "python/pass-heavy")


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("gone", "no file or folder `gone`, and no rule is called `gone`"),
        (
            "python/pas-heavy",
            "no rule is called `python/pas-heavy`, did you mean `python/pass-heavy`",
        ),
    ],
)
def test_a_word_that_means_nothing_is_told(catalog, folder, word, message):
    with pytest.raises(UsageError, match=message):
        rule_files(catalog, [word])


def test_a_folder_without_a_rule_is_told(catalog, folder):
    with pytest.raises(UsageError, match=r"no rule file in `\.`"):
        rule_files(catalog, ["."])


def test_the_mistakes_of_every_file_are_told_at_once(catalog, write):
    write({"mine/a.yaml": "title: a\n", "mine/b.yaml": "nonsense: 1\n"})
    with pytest.raises(RulekitError) as caught:
        rule_files(catalog, ["mine"])
    assert {"mine/a.yaml", "mine/b.yaml"} == {problem.path for problem in caught.value.problems}


# Rules of a pack that does not load


def problems(catalog, *words):
    with pytest.raises(RulekitError) as caught:
        rule_files(catalog, words)
    return [one.message for one in caught.value.problems]


def test_of_a_pack_whose_queries_are_wrong_only_that_is_told(installed):
    queries = {"toy.scm": "(comment) @toy.remark\n(comment) @nope\n"}
    rules = {"rules/toy/a.yaml": RULE.replace("comment", "toy.remark"),
             "rules/toy/b.yaml": RULE.replace("comment", "toy.remark")}  # fmt: skip
    site = installed("good", **queries, **rules)
    message = "unknown capture `@nope`; a capture of this pack begins with `toy.`"
    assert [message] == problems(load_catalog(), str(site / "rules"))


def test_of_a_pack_with_a_broken_rule_only_that_is_told(installed):
    rules = {"rules/toy/a.yaml": RULE.replace("count", "cuont"),
             "rules/toy/b.yaml": RULE.replace("capture: comment", "find: toy.kept")}  # fmt: skip
    site = installed("lost", **rules)
    message = "unknown measure `cuont`, did you mean `count`?"
    assert [message] == problems(load_catalog(), str(site / "rules/toy/b.yaml"))


def test_ids_of_a_broken_pack_tell_why_it_is_broken(installed):
    installed("good", **{"rules/toy/short.yaml": RULE.replace("count", "cuont")})
    catalog = load_catalog()
    message = "unknown measure `cuont`, did you mean `count`?"
    assert [[message]] * 2 == [problems(catalog, "toy/short"), problems(catalog, "*/short")]
    assert ["python/pass-heavy"] == ids(catalog, "python/pass-heavy")


def test_rules_of_a_plugin_that_is_left_out_are_not_tried(installed):
    site = installed("good")
    catalog = load_catalog(off=["toy"])
    assert ["the plugin `toy` of these rules is left out"] == problems(catalog, str(site / "rules"))
