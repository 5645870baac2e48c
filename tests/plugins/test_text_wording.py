"""plugins/text/wording.py: how many words, how long, how varied."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import document_of, located, note, read

texts = st.text(st.sampled_from("ab AB_.\n字1"))


def test_words_are_normalised_ones():
    assert 4 == read("text.words", "snake_case = CamelCase(1)")


def test_marks_are_no_words():
    assert 0 == read("text.words", "{ [ ( + - ) ] }")


def test_words_are_as_long_as_their_characters():
    assert 2.5 == read("text.mean_word_chars", "字字 abc")


def test_words_are_the_same_whatever_their_case():
    assert 0.5 == read("text.unique_word_fraction", "a A b B")


def test_equal_shares_have_the_most_entropy():
    assert pytest.approx(math.log(4)) == read("text.word_entropy", "a b c d")


def test_one_word_over_and_over_has_none():
    assert 0 == read("text.word_entropy", "a a a a")


@given(texts)
def test_entropy_is_as_defined(text):
    counts = Counter(document_of(text).normal_words)
    if counts:
        shares = [count / counts.total() for count in counts.values()]
        expected = -sum(one * math.log(one) for one in shares)
        assert pytest.approx(expected, abs=1e-12) == read("text.word_entropy", text)


def test_capitals_are_a_share_of_words_as_they_stand():
    assert 0.5 == read("text.all_caps_fraction", "LOUD , Loud LOUD_2")


@given(st.text(st.sampled_from("aA1_.é \n\x08\x1c\x0b"), min_size=1))
def test_capitals_are_counted_in_bytes_as_in_words(text):
    if words := document_of(text).words:
        assert sum(map(str.isupper, words)) / len(words) == read("text.all_caps_fraction", text)


def test_runs_of_marks_are_words_without_capitals():
    assert 0.25 == read("text.all_caps_fraction", "A += 1;")


def test_lenticular_brackets_that_stand_alone_are_a_share_of_words():
    assert 0.4 == read("text.lenticular_fraction", "【 字 】 字 【】")


def test_lenticular_brackets_are_located():
    assert ["【", "】"] == located("text.lenticular_fraction", "字【a】")


def test_stop_words_in_lower_case_are_a_share_of_words():
    assert 0.5 == read("text.stop_word_fraction", "the cat and The mouse of")


@pytest.mark.parametrize("signal", ["mean_word_chars", "unique_word_fraction", "word_entropy"])
@pytest.mark.parametrize("text", ["", " \n", "+-*/"])
def test_without_words_there_is_nothing_to_measure(signal, text):
    assert "there are no words" == note(f"text.{signal}", text)


@pytest.mark.slow
def test_capitals_among_too_many_words_are_not_counted():
    assert "over 2,000,000 words" == note("text.all_caps_fraction", "a." * 1_000_001)


@pytest.mark.parametrize("signal", ["all_caps", "lenticular", "stop_word"])
def test_without_words_as_they_stand_there_is_no_share_of_them(signal):
    assert "there are no words" == note(f"text.{signal}_fraction", " \n")
