"""plugins/text/repetition.py: runs of words that stand in the text again."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import SIGNALS, document_of, located, read

TOP = (2, 3, 4)
REPEATED = (5, 6, 7, 8, 9, 10)

# Few words, some of them in phrases, so that long runs do recur.
phrases = st.sampled_from(["a", "bb", "ccc", "a bb ccc d e f", "e f a a a a a a a", "字 ß"])
texts = st.lists(phrases, max_size=25).map(" ".join)


def runs(words, length):
    return [tuple(words[i : i + length]) for i in range(len(words) - length + 1)]


def top_fraction(words, length):
    """By definition: of the commonest run, the first that ties, if it occurs twice."""
    counts = Counter(runs(words, length))
    top = max(counts, key=counts.__getitem__, default=())
    if not top or counts[top] < 2:
        return 0
    return sum(map(len, top)) * counts[top] / sum(map(len, words))


def repeated_fraction(words, length):
    """By definition: every run that occurs twice marks its words."""
    marked, windows = set(), runs(words, length)
    counts = Counter(windows)
    for start, run in enumerate(windows):
        if counts[run] > 1:
            marked |= set(range(start, start + length))
    total = sum(map(len, words))
    return sum(len(words[i]) for i in marked) / total if total else 0


@pytest.mark.parametrize("length", TOP)
@given(texts)
def test_the_commonest_run_is_as_defined(length, text):
    expected = pytest.approx(top_fraction(text.split(), length), rel=1e-12)
    assert expected == read(f"text.top_{length}gram_fraction", text)


@pytest.mark.parametrize("length", REPEATED)
@given(texts)
def test_repeated_runs_are_as_defined(length, text):
    expected = pytest.approx(repeated_fraction(text.split(), length), rel=1e-12)
    assert expected == read(f"text.repeated_{length}gram_fraction", text)


def test_a_run_that_occurs_once_is_nothing():
    assert 0 == read("text.top_2gram_fraction", "a b c d")


def test_the_commonest_run_counts_with_all_its_occurrences():
    assert 4 / 6 == read("text.top_2gram_fraction", "a b x a b y")


def test_occurrences_may_overlap():
    assert 1.5 == read("text.top_2gram_fraction", "a a a a")


def test_of_runs_that_tie_the_first_is_the_commonest():
    assert 4 / 15 == read("text.top_2gram_fraction", "a b x a b y ccc d z ccc d")


def test_runs_are_of_normalised_words_across_lines():
    text = "One, two.\nThree_four five\none two three four FIVE\n"
    assert 1 == read("text.repeated_5gram_fraction", text)


def test_a_word_in_two_repeated_runs_counts_once():
    assert 1 == read("text.repeated_5gram_fraction", "a b c d e f " * 3)


def test_a_text_shorter_than_the_run_repeats_nothing():
    assert 0 == read("text.repeated_5gram_fraction", "a a a a")


@pytest.mark.parametrize("text", ["", "...", "\n"])
def test_a_text_without_words_repeats_nothing(text):
    assert [0, 0] == [read(f"text.{one}gram_fraction", text) for one in ("top_2", "repeated_5")]


def test_the_commonest_run_is_located_where_it_stands():
    text = "x = a_b; y = A.B\nz"
    assert ["a_b", "A.B"] == located("text.top_2gram_fraction", text)


def test_a_run_that_does_not_recur_is_located_nowhere():
    assert [] == located("text.top_2gram_fraction", "a b c d")


def test_a_repeated_run_is_located():
    text = "one two three four five six; one two three four five seven"
    assert ["one two three four five"] * 2 == located("text.repeated_5gram_fraction", text)


@pytest.mark.parametrize("name", [f"top_{n}" for n in TOP] + [f"repeated_{n}" for n in REPEATED])
@given(texts | st.text())
def test_bounds_hold_the_share(name, text):
    signal, document = SIGNALS[f"text.{name}gram_fraction"], document_of(text, "text", "prose")
    low, high = signal.bounds(document)
    assert low <= signal.measure(document) <= high


def test_words_that_occur_once_are_in_no_run_that_recurs():
    text = " ".join(f"once{n} again" for n in range(20))
    assert SIGNALS["text.repeated_5gram_fraction"].bounds(document_of(text))[1] < 0.5


def test_the_commonest_of_the_longest_runs_is_located():
    text = "a b c d e f g h i j\n" * 2 + "b c d e f g h i j k\n" * 3
    assert ["b c d e f g h i j k"] * 3 == located("text.repeated_10gram_fraction", text)


@given(st.text(st.sampled_from("ab AB-_1.\n"), max_size=60))
def test_places_in_ascii_are_those_that_letters_of_all_languages_give(text):
    here = located("text.repeated_5gram_fraction", f"{text} a b a b a b")
    beyond = located("text.repeated_5gram_fraction", f"{text} a b a b a b ,,é")
    assert here == beyond[: len(here)]
