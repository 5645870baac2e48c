"""rulekit/spec/selection.py: which rules a word means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.spec.selection import matches, may_mean_pack, selected, unknown

RULES = ("python/import-heavy", "python/pass-heavy", "text/few-words", "text/long-words")


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        ("all", RULES),
        ("python/", RULES[:2]),
        ("python/pass-heavy", RULES[1:2]),
        ("*/long-*", RULES[3:]),
        ("python/*", RULES[:2]),
        ("*", RULES),
        ("*-heavy", RULES[:2]),
        ("*/few-word?", RULES[2:3]),
        ("python/[ip]*", RULES[:2]),
        ("python", ()),
        ("pyth", ()),
        ("pass-heavy", ()),
        ("Python/", ()),
        ("PYTHON/PASS-HEAVY", ()),
        ("", ()),
        ("/", ()),
    ],
)
def test_a_word_means_these_rules(pattern, meant):
    assert set(meant) == selected([pattern], RULES)


def test_no_word_means_no_rule():
    assert set() == selected([], RULES)


@pytest.mark.parametrize(
    ("pattern", "pack", "expected"),
    [
        ("all", "go", True),
        ("go/", "go", True),
        ("go/no-logic", "go", True),
        ("*/no-logic", "go", True),
        ("*", "go", True),
        ("g*/", "go", True),
        ("go?no-logic", "go", True),
        ("go[/]no-logic", "go", True),
        ("go", "go", False),
        ("java/", "go", False),
        ("java/*", "go", False),
    ],
)
def test_a_word_may_mean_a_pack_whose_rules_are_not_known(pattern, pack, expected):
    assert expected == may_mean_pack(pattern, pack)


@pytest.mark.parametrize("pattern", ["all", "python/", "*/few-*", "text/few-words"])
def test_a_word_that_means_a_rule_is_known(pattern):
    assert unknown(pattern, RULES, ()) is None


@pytest.mark.parametrize("pattern", ["go/", "go/no-logic", "go/*"])
def test_what_an_absent_pack_may_hold_is_not_unknown(pattern):
    assert unknown(pattern, RULES, ["go"]) is None


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("python/pas-heavy", ", did you mean `python/pass-heavy`?"),
        ("pyton/", ", did you mean `python/`?"),
        ("pass-heavy", ", did you mean `python/pass-heavy`?"),
        ("few-words", ", did you mean `text/few-words`?"),
        ("zzz", "; `rulekit rules` lists them"),
        ("go/", "; `rulekit rules` lists them"),
    ],
)
def test_a_word_that_means_nothing_comes_with_the_nearest_right_one(pattern, expected):
    assert f"no rule is called `{pattern}`{expected}" == unknown(pattern, RULES, ["java"])


# Laws.

WORD = st.text("abc-", min_size=1, max_size=3)
RULE_ID = st.builds("{}/{}".format, WORD, WORD)
GLOB = st.text("abc-*?", min_size=1, max_size=3)
PATTERN = RULE_ID | WORD | WORD.map("{}/".format) | st.builds("{}/{}".format, GLOB, GLOB)
PATTERN |= st.sampled_from(["all", "*", "*-a", "a*"])


@given(st.lists(PATTERN), st.lists(PATTERN), st.sets(RULE_ID))
def test_two_lists_of_words_mean_what_each_means(some, more, rules):
    assert selected(some, rules) | selected(more, rules) == selected(some + more, rules)


@given(st.lists(PATTERN), st.sets(RULE_ID), st.sets(RULE_ID))
def test_more_rules_change_nothing_for_those_there_are(patterns, rules, more):
    assert selected(patterns, rules) == selected(patterns, rules | more) & rules


@given(st.sets(RULE_ID))
def test_a_list_of_ids_means_itself(rules):
    assert rules == selected(rules, rules)


@given(WORD, st.sets(RULE_ID))
def test_a_pack_means_all_that_its_glob_means(pack, rules):
    assert selected([f"{pack}/*"], rules) == selected([f"{pack}/"], rules)


@given(PATTERN, st.sets(RULE_ID))
def test_a_word_is_unknown_when_it_means_nothing(pattern, rules):
    assert (not selected([pattern], rules)) == (unknown(pattern, rules, ()) is not None)


@given(PATTERN, WORD, WORD)
def test_what_means_a_rule_may_mean_its_pack(pattern, pack, stem):
    assert may_mean_pack(pattern, pack) or not matches(pattern, f"{pack}/{stem}")
