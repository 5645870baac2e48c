"""plugins/pools/score_key.py: scores as whole numbers in the same order."""

from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.pools.score_key import key_of, value_of

FINITE = st.floats(allow_nan=False, allow_infinity=False)


@given(FINITE, FINITE)
def test_keys_are_in_the_order_of_the_numbers(one, other):
    assert (one < other) == (key_of(one) < key_of(other))
    assert (one == other) == (key_of(one) == key_of(other))


@given(FINITE)
def test_a_key_is_64_bits_and_tells_its_number_exactly(value):
    assert 0 <= key_of(value) < 2**64
    assert value == value_of(key_of(value))


def test_the_two_zeros_are_one_score():
    assert key_of(0.0) == key_of(-0.0)
