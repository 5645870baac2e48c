import hashlib
from itertools import pairwise

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.dedup.bands import Banding
from rulekit_plugins.dedup.signature import Signer, _drawn, band_keys

NUMBERS = st.lists(st.integers(0, 2**64 - 1), max_size=200)


def mixed(numbers):
    """Numbers as shingles are: their bits mixed."""
    found = [hashlib.blake2b(b"%d" % one, digest_size=8).digest() for one in numbers]
    return numpy.frombuffer(b"".join(found), "<u8")


def overlapping(common, apart, number):
    """Two sets that have some in common, and some apart each."""
    start = number * 10_000
    middle, end = start + apart, start + apart + common
    return mixed(range(start, end)), mixed(range(middle, end + apart))


@given(NUMBERS, st.integers(0, 2**64 - 1))
def test_minima_are_what_their_definition_says(numbers, seed):
    drawn = [_drawn(number, seed) for number in range(6)]
    expected = [
        min(((one * (low | 1) + high) % 2**32 for one in numbers), default=2**32 - 1)
        for low, high in drawn
    ]
    assert expected == Signer(6, seed).minima(numpy.array(numbers, numpy.uint64)).tolist()


@pytest.mark.parametrize(("common", "apart"), [(100, 100), (180, 20), (500, 10)])
def test_the_share_of_equal_minima_is_the_jaccard_index(common, apart):
    jaccard, permutations, pairs = common / (common + 2 * apart), 512, 20
    signer = Signer(permutations, 1)
    equal = [
        signer.minima(one) == signer.minima(other)
        for one, other in (overlapping(common, apart, number) for number in range(pairs))
    ]
    error = (jaccard * (1 - jaccard) / (permutations * pairs)) ** 0.5
    assert abs(numpy.mean(equal) - jaccard) < 3 * error


@pytest.mark.parametrize(("common", "apart"), [(170, 15), (150, 25)])
def test_sets_share_a_band_as_often_as_the_curve_says(common, apart):
    banding, pairs = Banding(16, 16), 300
    signer = Signer(banding.permutations, 1)
    shared = 0
    for number in range(pairs):
        both = overlapping(common, apart, number)
        one, other = (set(band_keys(signer.minima(numbers), banding.bands)) for numbers in both)
        shared += bool(one & other)
    odds = banding.odds(common / (common + 2 * apart))
    assert abs(shared / pairs - odds) < 3 * (odds * (1 - odds) / pairs) ** 0.5


def test_another_seed_is_other_permutations():
    numbers = mixed(range(100))
    assert not (Signer(64, 1).minima(numbers) == Signer(64, 2).minima(numbers)).any()


def test_permutations_differ_from_each_other():
    leasts = Signer(256, 1).minima(mixed(range(100))).tolist()
    assert 256 == len(set(leasts))


def test_more_permutations_begin_with_the_same():
    numbers = mixed(range(100))
    few, many = Signer(16, 1).minima(numbers), Signer(64, 1).minima(numbers)
    assert few.tolist() == many[:16].tolist()


def test_a_band_is_shared_if_all_its_minima_are():
    one = numpy.arange(12, dtype=numpy.uint32)
    other = one.copy()
    other[5] = 99
    equal = [a == b for a, b in zip(band_keys(one, 4), band_keys(other, 4), strict=True)]
    assert [True, False, True, True] == equal


def test_the_same_minima_in_another_band_are_another_key():
    keys = band_keys(numpy.zeros(12, numpy.uint32), 4)
    assert 4 == len(set(keys))
    assert all(a != b and 16 == len(a) for a, b in pairwise(keys))
