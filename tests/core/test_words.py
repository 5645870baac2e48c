"""rulekit/core/words.py: texts cut into words, as they are and normalised."""

import string
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rulekit.core.document import Document
from rulekit.core.reading import Unmeasured
from rulekit.core.words import _PLAIN, WORDS, normal_words, stream_safe, word_bag, words

CONTROL = [*range(0x08), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x202C]

ascii_texts = st.text(st.characters(max_codepoint=0x7F) | st.sampled_from("ab\x1b\x7f \n"))


def test_words_and_marks_are_words():
    assert ["self", ".", "x", "+=", "1"] == words("self.x += 1")


def test_an_underscore_is_part_of_a_word_as_it_stands():
    assert ["snake_case"] == words("snake_case")


def test_a_combining_mark_stays_in_its_word():
    assert ["cafe\u0301"] == words("cafe\u0301")


@given(st.text())
def test_words_are_the_text_without_its_blanks(text):
    assert "".join(text.split()) == "".join(word for one in words(text) for word in one.split())


def test_normal_words_are_in_lower_case():
    assert ["hello", "world"] == normal_words("Hello WORLD")


def test_punctuation_is_no_word_and_parts_words():
    assert ["a", "b", "c"] == normal_words(f"a{string.punctuation}b - c!")


def test_an_underscore_parts_normal_words():
    assert ["snake", "case", "9"] == normal_words("snake_case_9")


@pytest.mark.parametrize("code", CONTROL)
def test_a_control_character_vanishes_inside_a_word(code):
    assert ["ab"] == normal_words(f"a{chr(code)}b")


@pytest.mark.parametrize("blank", ["\t", "\n", "\x0b", "\x0c", "\r", "\u2009", "\u200b", "\u3000"])
def test_a_blank_parts_words(blank):
    assert ["a", "b"] == normal_words(f"a{blank}b")


def test_full_width_punctuation_is_punctuation():
    assert ["你好", "世界"] == normal_words("你好，世界。")


def test_full_width_letters_and_ligatures_become_plain_ones():
    assert ["abc", "fin"] == normal_words("ＡＢＣ ﬁn")


def test_an_empty_text_has_no_words():
    assert [] == normal_words("") == words("")


@given(ascii_texts)
@example("a\x1bb")
@example("a\x7fb")
def test_ascii_goes_the_fast_way_to_the_same_words(text):
    slow = normal_words(f"é {text}")
    assert ["é", *normal_words(text)] == slow


@given(st.text())
def test_normal_words_hold_no_blank(text):
    assert [word for word in normal_words(text) if word.split() != [word]] == []


@given(st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("\n\r\t _-aA…，ﬁ\u0301Σ"))))
def test_a_text_has_the_words_of_its_lines(text):
    expected = [word for line in text.split("\n") for word in normal_words(line)]
    assert expected == normal_words(text)


mixed = st.lists(
    st.text(st.sampled_from("ab A_.\x08\x1b\x1c\x85\t")) | st.text(max_size=8), max_size=30
).map("\n".join)


def by_definition(text):
    """Normal words of the whole text, whatever its lines are."""
    return words(unicodedata.normalize("NFKC", stream_safe(text.translate(_PLAIN).lower())))


@given(mixed)
@example("a\n" * 9 + "ﬁ Σ\nΣ\u0301\n\u0301b\n")
def test_lines_beyond_ascii_go_the_long_way_to_the_same_words(text):
    assert by_definition(text) == normal_words(text)


@given(mixed)
@example("a\x1cb\né ÉA_1\n\x0b+")
def test_a_bag_has_the_words_as_they_stand(text):
    assert sorted(words(text)) == sorted(word_bag(text))


def test_a_bag_is_cut_as_words_are():
    assert ["字", "字"] == word_bag("字字", cut=list)


MARKS = ["\u0301\u0323", "\uff9e\u0301", "\u0f73\u0f71", "\u0344\u0323", "\U0001d165\U0001d16e"]


def test_a_run_of_thirty_marks_stays_as_it_is():
    assert "a" + "\u0301" * 30 == stream_safe("a" + "\u0301" * 30)


def test_after_thirty_marks_stands_a_joiner_that_nobody_sees():
    assert "a" + "\u0301" * 30 + "\u034f" + "\u0301" == stream_safe("a" + "\u0301" * 31)


@given(st.text(st.sampled_from("aé\u0301\u0323\uff9e\u1100漢"), max_size=30))
def test_a_text_without_such_a_run_stays_as_it_is(text):
    assert text == stream_safe(text)


@pytest.mark.parametrize("marks", MARKS)
def test_a_run_of_marks_is_one_word_in_linear_time(marks):
    start = time.process_time()
    assert 1 == len(normal_words("a" + marks * 100_000))
    assert time.process_time() - start < 5  # 40 s when every mark is compared with every other


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["w " * (WORDS + 1), "\ufdfa " * (WORDS // 4 + 1)], ids=["ascii", "ligatures"]
)
def test_too_many_normal_words_are_not_made(text):
    with pytest.raises(Unmeasured, match="over 2,000,000 words"):
        normal_words(text)


@pytest.mark.slow
@pytest.mark.parametrize("cut", [words, word_bag])
def test_too_many_words_are_not_made(cut):
    with pytest.raises(Unmeasured, match="over 2,000,000 words"):
        cut("a." * WORDS)


@pytest.mark.slow
def test_lines_may_not_have_too_many_words_together():
    with pytest.raises(Unmeasured, match="over 2,000,000 words"):
        normal_words("\n\n\n\n\ufdfa " * (WORDS // 4 + 1))


def test_a_document_has_its_words_as_they_stand_and_in_a_bag():
    document = Document("a", "one, two\n", "text", "prose")
    assert ["one", ",", "two"] == document.words
    assert sorted(document.words) == sorted(document.word_bag)
