"""rulekit/learned/gram.py: n-grams, hashed."""

from hypothesis import given
from hypothesis import strategies as st

from rulekit.learned.gram import FACTOR, byte_units, grams

orders = st.lists(st.integers(1, 7), min_size=1, max_size=4, unique=True).map(sorted)


def listed(data, orders, bits, start=0):
    """Bucket, start and end of every n-gram."""
    found = grams(byte_units(data, start, len(data)), orders, bits)
    return [tuple(map(int, one)) for some in found for one in zip(*some, strict=True)]


def plainly(data, orders, bits):
    """The same in plain Python, as the file format promises it."""
    return [
        (
            (int.from_bytes(data[i : i + n], "little") | n << 56) * FACTOR % 2**64 >> (64 - bits),
            i,
            i + n,
        )
        for n in orders
        for i in range(len(data) - n + 1)
    ]


@given(st.binary(max_size=40), orders, st.integers(1, 19))
def test_a_bucket_is_that_of_the_bytes_whatever_computes_it(data, orders, bits):
    assert plainly(data, orders, bits) == listed(data, orders, bits)


def test_the_hash_is_that_of_models_that_were_written():
    """It must never change: models are files."""
    assert [(223942, 0, 2), (180619, 1, 3), (114281, 0, 3)] == listed(b"def", (2, 3), 18)


def test_a_text_shorter_than_an_order_has_none_of_it():
    assert [] == listed(b"a", (2, 3), 18)


def test_n_grams_of_a_part_have_their_places_in_the_whole():
    whole, part = listed(b"abcd", (2,), 18), listed(b"abcd", (2,), 18, start=2)
    assert whole[-1:] == part
