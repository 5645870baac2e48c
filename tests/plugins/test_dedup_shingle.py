import hashlib

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.dedup import shingle
from rulekit_plugins.dedup.shingle import Shingler, WordHashes, words

TEXTS = st.text(alphabet="ab_9 \n+é統🙂", max_size=60).map(str.encode)


def words_of(text, size=1_000_000):
    return [word.decode() for block in words(text.encode(), size) for word in block]


def set_of(text, length=5):
    return set(Shingler(length).shingles(text.encode()).tolist())


def defined(found, length):
    """The shingles of words by definition, in whole numbers of Python."""
    hashes = [int.from_bytes(hashlib.blake2b(w, digest_size=8).digest(), "little") for w in found]
    for at in range(len(hashes) - length + 1):
        value = 0
        for one in hashes[at : at + length]:
            value = (value * 0x9E3779B97F4A7C15 + one) % 2**64
        for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
            value = (value ^ value >> 33) * factor % 2**64
        yield value ^ value >> 33


def test_words_are_runs_of_letters_digits_and_underscores():
    assert ["def", "load_v2", "path", "str", "return", "1e", "5"] == words_of(
        "def load_v2(path: str):\n\treturn 1e-5"
    )


def test_letters_of_two_bytes_belong_to_words():
    assert ["naïve", "имя_1", "Grüße"] == words_of("naïve = имя_1 + 'Grüße'")


def test_characters_of_three_bytes_and_more_are_words_of_their_own():
    assert ["x", "統", "一", "码", "a", "🙂", "b"] == words_of("x # 統一码 a🙂b")


@given(TEXTS, st.integers(1, 5))
def test_blocks_cut_no_word(data, size):
    assert words_of(data.decode()) == words_of(data.decode(), size)


@given(st.text(alphabet="ab_9 \n+\t\r\0~", max_size=60))
def test_ascii_has_the_same_words_beside_other_characters(text):
    assert words_of(text) == words_of(text + " é")[:-1]


@given(TEXTS, st.integers(1, 7))
def test_shingles_are_what_their_definition_says(data, length):
    found = shingle._WORD.findall(data)
    assert sorted(set(defined(found, length))) == Shingler(length).shingles(data).tolist()


def test_the_order_of_words_counts():
    assert set() == set_of("a b c d e") & set_of("a b c e d")


def test_case_counts():
    assert set_of("a b c d Node") != set_of("a b c d node")


def test_blanks_and_punctuation_do_not_count():
    assert set_of("if x { y = z; } else w") == set_of("if (x):\n\ty = z\nelse:\n\tw\n")


def test_a_text_of_fewer_words_than_a_shingle_has_none():
    assert [set(), set(), set()] == [set_of(text) for text in ("", "+-", "a b c d")]
    assert 1 == len(set_of("a b c d e"))


def test_a_shingle_that_is_repeated_counts_once():
    assert 2 == Shingler(5).shingles(b"a b " * 1_000).size


@given(st.permutations([f"f{i} g{i} h{i}\n" for i in range(8)]))
def test_lines_in_another_order_have_the_same_words_and_the_same_shingles_within_lines(lines):
    there = "".join(sorted(lines))
    assert set_of(there, 1) == set_of("".join(lines), 1)
    within = set().union(*(set_of(line, 3) for line in lines))
    assert within <= set_of(there, 3) & set_of("".join(lines), 3)


def test_one_word_of_a_long_text_is_five_shingles():
    text = " ".join(f"w{i}" for i in range(100))
    assert 5 == len(set_of(text) - set_of(text.replace("w50", "other")))


def test_they_are_numbers_of_64_bits_in_order():
    found = Shingler(5).shingles(" ".join(f"w{i}" for i in range(50)).encode())
    assert (numpy.uint64, 46) == (found.dtype, found.size)
    assert (found[1:] > found[:-1]).all()


def test_hashes_that_were_forgotten_are_found_again(monkeypatch):
    text = " ".join(f"w{i % 40}" for i in range(100)).encode()
    whole = Shingler(5).shingles(text).tolist()
    monkeypatch.setattr(shingle, "_KNOWN", 3)
    shingler = Shingler(5)
    assert whole == shingler.shingles(text).tolist()
    assert len(shingler._hash) <= 3


@pytest.mark.parametrize(("length", "remembered"), [(64, 1), (65, 0)])
def test_only_words_that_are_no_data_are_remembered(length, remembered):
    hashes = WordHashes()
    assert hashes[b"x" * length]
    assert remembered == len(hashes)
