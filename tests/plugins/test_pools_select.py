"""plugins/pools/select.py: rows that mention something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from rulekit_plugins.pools.select import SelectSpec, SelectStep

import rulekit
from rulekit.testing import curated_row


def selected(text, path="a.py", **settings):
    return SelectStep(SelectSpec(**settings)).apply(curated_row(text, path))


def test_a_text_with_a_published_keyword_is_copied_whole():
    text = "# é\nclass Solution:\n    pass\n"
    whole = rulekit.Cutting(text, 0, len(text.encode()), {"keyword": "class solution"})
    assert [whole] == selected(text).cuttings


def test_the_row_goes_on():
    assert "" == selected("# LeetCode 1\n").drop


def test_a_text_without_one_is_not_copied():
    assert rulekit.GOES_ON == selected("def solve(): pass\n")


def test_case_may_matter():
    assert [0, 1] == [
        len(selected("# LeetCode\n", any_of=[word], ignore_case=False).cuttings)
        for word in ("leetcode", "LeetCode")
    ]


def test_all_of_the_words_that_all_are_needed_have_to_be_there():
    asked = {"any_of": [], "all_of": ["heap", "graph"]}
    assert [0, 1] == [
        len(selected(text, **asked).cuttings) for text in ("a heap\n", "a Graph, a heap\n")
    ]


def test_one_of_some_and_all_of_others_go_together():
    asked = {"any_of": ["heap", "tree"], "all_of": ["graph"]}
    assert [0, 0, 1] == [
        len(selected(text, **asked).cuttings) for text in ("tree", "graph", "graph, tree")
    ]


def test_other_languages_are_passed_over():
    assert rulekit.GOES_ON == selected("// leetcode\n", "a.c", languages=["python"])


def test_the_output_has_the_name():
    assert "puzzles" == SelectStep(SelectSpec(name="puzzles")).output


def test_no_share_takes_nothing_and_says_that_the_word_was_there():
    outcome = selected("leetcode", share=0)
    assert [] == list(outcome.cuttings)
    assert outcome.fact.startswith("`leetcode` is in its text, and its hash")


def test_a_share_is_about_that_share():
    texts = [f"leetcode {number}" for number in range(400)]
    taken = sum(len(selected(text, share=0.25).cuttings) for text in texts)
    assert 70 <= taken <= 130


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 1000))
def test_a_smaller_share_is_a_part_of_a_larger_one(one, other, number):
    small, large = sorted([one, other])
    text = f"leetcode {number}"
    assert len(selected(text, share=small).cuttings) <= len(selected(text, share=large).cuttings)


@pytest.mark.parametrize(
    "settings",
    [{"any_of": []}, {"any_of": [""]}, {"share": 1.1}, {"name": "../a"}, {"name": ""}],
)
def test_settings_that_are_wrong_are_refused(settings):
    with pytest.raises(ValidationError):
        SelectSpec(**settings)
