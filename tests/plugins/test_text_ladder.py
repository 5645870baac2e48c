"""plugins/text/ladder.py: two ways to the runs that recur, and both as defined."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from making import document_of
from rulekit_plugins.text.ladder import REPEATED, TOP, ArrayLadder, Ladder, ladder
from rulekit_plugins.text.vocabulary import MANY, vocabulary

LENGTHS = (*TOP, *REPEATED)

# Few words, some of them in phrases, so that long runs do recur.
phrases = st.sampled_from(["a", "bb", "ccc", "a bb ccc d e f", "e f a a a a a a a", "字 ß"])
word_lists = st.lists(phrases, max_size=25).map(lambda some: " ".join(some).split())

# The more different words there are, the fewer go into one number that sorts.
various = st.tuples(word_lists, st.sampled_from([0, 50, 200, 5_000])).map(
    lambda pair: [*pair[0], *map(str, range(pair[1])), *pair[0]]
)


def by_definition(words):
    """The commonest run by length, its number, and the characters of what recurs."""
    rungs = {}
    for length in LENGTHS:
        runs = [tuple(words[at : at + length]) for at in range(len(words) - length + 1)]
        counts = Counter(runs)
        top = max(counts, key=counts.__getitem__, default=())
        commonest = (top, counts[top]) if counts[top] > 1 else ((), 0)
        starts = [at for at, run in enumerate(runs) if counts[run] > 1]
        inside = {word for at in starts for word in range(at, at + length)}
        chars = sum(len(words[word]) for word in inside)
        rungs[length] = commonest if length in TOP else chars
    return rungs


def in_words(rungs, words):
    """The same of a ladder."""
    tops = {n: (tuple(words[rungs[n].top_start :][:n]), rungs[n].top_count) for n in TOP}
    return {n: rung.chars for n, rung in rungs.items()} | {
        n: (run, count) if count else ((), 0) for n, (run, count) in tops.items()
    }


def found_in(words):
    return vocabulary(document_of(" ".join(words), "text", "prose"))


@pytest.mark.parametrize("kind", [Ladder, ArrayLadder])
@given(various)
@example([])
@example(["a"])
@example(["a"] * 11)
def test_a_rung_is_as_defined(kind, words):
    found = kind(found_in(words))
    rungs = {length: found.rung(length) for length in LENGTHS}
    assert by_definition(words) == in_words(rungs, words)


@pytest.mark.parametrize("kind", [Ladder, ArrayLadder])
@given(various, st.sampled_from(REPEATED))
def test_the_commonest_run_begins_where_the_first_of_those_that_tie_does(kind, words, length):
    found = kind(found_in(words))
    runs = Counter(tuple(words[at : at + length]) for at in range(len(words) - length + 1))
    if found.rung(length).chars:
        start = found.start(length)
        assert runs.most_common(1)[0][0] == tuple(words[start : start + length])


@pytest.mark.parametrize("others", [0, 100, 30_000, 60_000, 70_000])
def test_a_text_of_many_different_words_goes_up_the_same_rungs(others):
    phrase = [*"abcdefghijk"]
    words = [*phrase, *map(str, range(others)), *phrase, "x", *phrase[:9], "y", *phrase[1:8]]
    found, slow = found_in(words), Ladder(found_in(words))
    rungs = {length: ArrayLadder(found).rung(length) for length in LENGTHS}
    assert in_words({n: slow.rung(n) for n in LENGTHS}, words) == in_words(rungs, words)


@given(various, st.permutations(LENGTHS))
def test_rungs_may_be_asked_for_in_any_order(words, lengths):
    found = Ladder(found_in(words))
    rungs = {length: found.rung(length) for length in lengths}
    assert by_definition(words) == in_words(rungs, words)


@pytest.mark.parametrize("times", [10, MANY])
def test_a_text_of_any_length_goes_up_the_same_rungs(times):
    words = ["one", "two", "three", "one", "four"] * times
    found = ladder(found_in(words))
    assert sum(map(len, words)) == found.rung(5).chars == found.rung(10).chars
    assert (0, times) == found.rung(4)[:2]
