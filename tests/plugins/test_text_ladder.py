"""plugins/text/ladder.py: two ways to the runs that recur, and both as defined."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from making import document_of
from rulekit_plugins.text.ladder import REPEATED, TOP, by_slices, by_sorting, ladder
from rulekit_plugins.text.vocabulary import MANY, vocabulary

LONGEST = max(REPEATED)

# Few words, some of them in phrases, so that long runs do recur.
phrases = st.sampled_from(["a", "bb", "ccc", "a bb ccc d e f", "e f a a a a a a a", "字 ß"])
word_lists = st.lists(phrases, max_size=25).map(lambda some: " ".join(some).split())

# The more different words there are, the fewer go into one number that sorts.
various = st.tuples(word_lists, st.sampled_from([0, 50, 200, 5_000])).map(
    lambda pair: [*pair[0], *map(str, range(pair[1])), *pair[0]]
)


def by_definition(words, longest):
    """Start and number of the commonest run by length, and the characters of what recurs."""
    rungs = {}
    for length in range(2, longest + 1):
        runs = [tuple(words[at : at + length]) for at in range(len(words) - length + 1)]
        counts = Counter(runs)
        top = max(counts, key=counts.__getitem__, default=())
        start, count = (runs.index(top), counts[top]) if counts[top] > 1 else (0, 0)
        starts = [at for at, run in enumerate(runs) if counts[run] > 1]
        inside = {word for at in starts for word in range(at, at + length)}
        chars = sum(len(words[word]) for word in inside)
        rungs[length] = (start, count, 0) if length in TOP else (0, 0, chars)
    return {length: rung for length, rung in rungs.items() if any(rung)}


def found_in(words):
    return vocabulary(document_of(" ".join(words), "text", "prose"))


@pytest.mark.parametrize("climb", [by_slices, by_sorting])
@pytest.mark.parametrize("longest", [LONGEST - 1, LONGEST])
@given(various)
@example([])
@example(["a"])
@example(["a"] * 11)
def test_a_rung_is_as_defined(climb, longest, words):
    rungs = climb(found_in(words), longest)
    assert by_definition(words, longest) == {n: rung for n, rung in rungs.items() if any(rung)}


def test_a_ladder_has_every_rung():
    assert [*range(2, LONGEST)] == [*ladder(found_in(["a"]), LONGEST - 1)]


@pytest.mark.parametrize("times", [10, MANY])
def test_a_text_of_any_length_goes_up_the_same_ladder(times):
    words = ["one", "two", "three", "one", "four"] * times
    rungs = ladder(found_in(words), LONGEST)
    assert sum(map(len, words)) == rungs[5].chars == rungs[10].chars
    assert (0, times) == rungs[4][:2]
