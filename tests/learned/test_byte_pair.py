"""rulekit/learned/byte_pair.py: words as units that merges make."""

from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.learned.byte_pair import KNOWN, MERGES, WORD, BytePairs, _Words

# "re", "ret" and " f"; each merge is of units that are there before it.
MERGED = b"".join(pack("<HH", *one) for one in [(114, 101), (256, 116), (32, 102)])
PAIRS = BytePairs(MERGED)


def units(data, start=0, end=None):
    """Each unit's number and text."""
    found = PAIRS.units(data, start, len(data) if end is None else end)
    spans = zip(found.starts, found.ends, strict=True)
    return [(int(one), data[a:b]) for one, (a, b) in zip(found.ids, spans, strict=True)]


def test_pairs_are_merged_in_the_order_of_the_merges():
    assert [(257, b"ret"), (117, b"u"), (114, b"r"), (110, b"n")] == units(b"return")


def test_every_place_of_a_pair_is_merged():
    assert [256, 256, 101] == [one for one, _ in units(b"reree")]


def test_a_blank_belongs_to_the_word_behind_it():
    assert [(97, b"a"), (258, b" f"), (41, b")")] == units(b"a f)")


def test_units_of_a_part_have_their_places_in_the_whole():
    assert [(257, b"ret")] == units(b"a ret", 2)


def test_units_that_two_merges_make_are_one():
    merges = [(97, 98), (98, 99), (256, 99), (97, 257)]  # ab, bc, ab+c, a+bc
    one = BytePairs(b"".join(pack("<HH", *pair) for pair in merges))
    assert ((258,), (258, 258)) == (one.of_word(b"abc"), one.of_word(b"abcabc"))


@given(st.binary(max_size=200))
def test_words_are_all_of_a_text(data):
    assert data == b"".join(WORD.findall(data))


@given(st.text(alphabet="ret fu\n字é", max_size=80))
def test_units_are_all_of_a_text_one_after_the_other(text):
    data = text.encode()
    assert data == b"".join(text for _, text in units(data))


@pytest.mark.parametrize(
    ("merges", "why"),
    [
        (b"abc", "`merges` are pairs of numbers"),
        (b"abcd" * (MERGES + 1), "16,000 at the most"),
        (pack("<HH", 97, 256), "merge 0 is of a unit that is not there"),
    ],
)
def test_what_is_no_list_of_merges_is_refused(merges, why):
    with pytest.raises(ValueError, match=why):
        BytePairs(merges)


def test_of_many_words_a_part_is_kept():
    words = _Words(PAIRS)
    for i in range(KNOWN + 5):
        assert PAIRS.of_word(b"%d" % i) == words[b"%d" % i]
    assert 5 == len(words)
