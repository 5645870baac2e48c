"""plugins/leaks/gram.py: so many words in a row."""

from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.leaks.gram import distinct, gram_hashes
from rulekit_plugins.leaks.word import telling, word_runs

WORDS = st.lists(st.sampled_from(["list", "sum", "of", "x", "1", "two"]), max_size=30)


def hashes(text, count):
    return gram_hashes(word_runs(text).hashes(), count).tolist()


def test_every_word_but_the_last_ones_begins_a_gram():
    assert 3 == len(hashes("a b c d e", 3))
    assert [] == hashes("a b", 3)


def test_a_gram_is_the_same_wherever_it_stands():
    assert hashes("sum of all", 3)[0] == hashes("the sum of all numbers", 3)[1]


def test_the_order_of_words_tells():
    assert hashes("sum of all", 3) != hashes("all of sum", 3)


def test_grams_of_different_lengths_are_different():
    assert not set(hashes("sum sum sum sum", 2)) & set(hashes("sum sum sum sum", 3))


def test_only_telling_words_are_distinct():
    assert [2, 1] == list(distinct(["sum", "list", "x", "list", "0"], 4))


@given(WORDS, st.integers(1, 6))
def test_distinct_words_are_those_of_each_gram(words, count):
    grams = [words[i : i + count] for i in range(len(words) - count + 1)]
    assert [len(telling(gram)) for gram in grams] == list(distinct(words, count))
