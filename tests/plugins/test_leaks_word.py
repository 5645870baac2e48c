"""plugins/leaks/word.py: words are runs of letters and digits, in lower case."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.leaks.word import telling, word_runs

LETTERS = st.text("ab_ \n.é漢𝛼\ud800Z9", max_size=40)


def words(text):
    runs = word_runs(text)
    return runs.spelled(0, len(runs))


def test_a_name_is_the_same_in_code_and_in_prose():
    assert ["has", "close", "elements"] == words("Has close elements?")
    assert words("Has close elements?") == words("def has_close_elements("[4:])


def test_layout_comments_and_quotes_change_nothing():
    plain = words("return the sum of numbers")
    assert plain == words("# Return\n#   the SUM\n// of “numbers”")


def test_a_text_without_words_has_none():
    assert [] == words("")
    assert [] == words("(_, __) => {}")
    assert 0 == len(word_runs("--").hashes())


def test_a_run_of_a_script_without_blanks_is_one_word():
    assert ["漢字", "かな", "n0"] == words("漢字、かな。n0")


def test_what_is_beyond_the_first_plane_parts_words():
    assert ["a", "b"] == words("a𝛼b😀")


def test_a_word_hashes_the_same_wherever_it_stands():
    there = word_runs("x" * 300 + " elements élan  Elements")
    assert there.hashes()[1] == there.hashes()[3]
    assert 3 == len(set(there.hashes().tolist()))


def test_the_order_of_letters_tells():
    hashes = word_runs("ab ba aab").hashes()
    assert 3 == len(set(hashes.tolist()))


def test_hashes_are_for_ever():
    assert [0xD29E9549D051DEB9] == word_runs("elements").hashes().tolist()


@given(LETTERS)
def test_places_are_those_of_the_text(text):
    runs = word_runs(text)
    spelled = runs.spelled(0, len(runs))
    places = [(int(runs.places[i]), runs.end(i)) for i in range(len(runs))]
    assert spelled == [text[start:end].lower() for start, end in places]
    assert spelled == re.findall("[abé漢z9]+", text.lower())


@given(st.lists(st.text("abc", min_size=1, max_size=3), max_size=12))
def test_equal_words_and_equal_hashes_go_together(found):
    hashes = word_runs(" ".join(found)).hashes()
    assert len(set(found)) == len(np.unique(hashes))


@pytest.mark.parametrize("word", ["x", "12", "n0", "seven", "Ten".lower(), "third"])
def test_letters_and_what_counts_are_not_telling(word):
    assert {"list"} == telling([word, "list"])


def test_same_words_are_told_from_others_of_equal_length():
    one, other = word_runs("a list of numbers"), word_runs("of a list as numbers")
    assert one.same(0, other, 1, 2)
    assert not one.same(0, other, 1, 3)
    assert not one.same(0, other, 0, 1)
    assert not word_runs("ab c").same(0, word_runs("a bc"), 0, 2)
