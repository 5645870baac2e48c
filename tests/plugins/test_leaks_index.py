"""plugins/leaks/index.py: what a text shares with parts of items."""

from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.leaks.hash_table import HashTable
from rulekit_plugins.leaks.index import Limits, Part, build_index
from rulekit_plugins.leaks.word import word_runs

LIMITS = Limits(words=5, min_distinct=3)


def index(*texts, limits=LIMITS):
    return build_index(
        [Part("b", str(i), "text", word_runs(texts[i])) for i in range(len(texts))], limits
    )


def found(index, text):
    """Per hit, the first word and the gram's text."""
    shared = index.shared(word_runs(text))
    hits = zip(shared.starts.tolist(), shared.grams.tolist(), strict=True)
    return [" ".join(shared.words.spelled(start, int(index.words[gram]))) for start, gram in hits]


def test_each_gram_of_a_part_is_found_where_the_text_has_it():
    there = index("count the words of a long list")
    assert ["the words of a long"] == found(there, "see the words of a long story")


def test_nothing_is_found_in_a_text_that_shares_less():
    assert [] == found(index("count the words of a long list"), "the words of a short list")


def test_nothing_is_found_in_a_text_of_no_words():
    assert [] == found(index("count the words of a long list"), "")


def test_an_index_without_grams_finds_nothing():
    assert [] == found(index("1 2 3 4 5 6 7 8 9 10 11 12"), "1 2 3 4 5 6 7 8 9 10 11 12")
    assert [] == found(index(), "count the words of a long list")


def test_a_short_part_is_found_whole_only():
    there = index("sort every second number of it", limits=Limits(10, 4))
    assert (6,) == there.lengths
    assert ["sort every second number of it"] == found(there, "Sort every second number of it!")
    assert [] == found(there, "sort every second number of them")


def test_a_part_of_four_words_is_not_looked_for():
    there = index("sort every other number", limits=Limits(10, 2))
    assert [0] == there.sizes.tolist()
    assert [] == found(there, "sort every other number")


def test_a_part_of_few_different_words_needs_more_of_them_in_a_row():
    text = "add x to y add y to x add x"
    there = index(text, limits=Limits(5, 4))
    assert (10,) == there.lengths
    assert [] == found(there, "add y to x add x to y add y")
    assert [text] == found(there, f"so {text} now")


def test_a_gram_of_several_parts_is_of_each():
    there = index("count the words of it now", "count the words of it then")
    shared = there.shared(word_runs("count the words of it"))
    assert {0, 1} == set(there.by_part(shared.grams.tolist()))


def test_a_gram_counts_once_for_a_part_that_repeats_it():
    assert [5] == index("count the words of it " * 7).sizes.tolist()


def test_an_equal_hash_of_other_words_is_no_hit():
    there = index("count the words of it")
    other = there.shared(word_runs("count the words of it"))
    false = index("xxxxx xxx xxxxx xx xx")
    swapped = type(there)(false.parts, there.table, there.words, there.bounds, there.postings)
    assert 1 == len(other)
    assert [] == found(swapped, "count the words of it")


@given(st.lists(st.integers(0, 2**64 - 1), max_size=20), st.lists(st.integers(0, 2**64 - 1)))
def test_a_table_finds_the_numbers_that_it_has(hashes, others):
    import numpy as np

    numbers = [*others, *hashes]
    table = HashTable(np.unique(np.array(hashes, np.uint64)))
    at, which = table.find(np.array(numbers, np.uint64))
    assert [i for i in range(len(numbers)) if numbers[i] in hashes] == at.tolist()
    assert [numbers[i] for i in at.tolist()] == table.hashes[which].tolist()


WORDS = st.lists(st.sampled_from(["of", "the", "list", "sum", "and", "x", "1"]), max_size=24)


@given(WORDS, st.integers(0, 8))
def test_the_index_finds_what_a_plain_search_finds(words, start):
    text = "sum of the list and x of the sum and list 1"
    parts = text.split()
    grams = {tuple(parts[i : i + 5]) for i in range(len(parts) - 4)}
    rich = {gram for gram in grams if len(set(gram) - {"x", "1"}) >= 3}
    row = [*words, *parts[start : start + 6], *words]
    expected = [" ".join(row[i : i + 5]) for i in range(len(row)) if tuple(row[i : i + 5]) in rich]
    assert expected == found(index(text), " ".join(row))
