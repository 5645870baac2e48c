"""rulekit/influence/projection.py: products stay, and nothing is stored."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rulekit.influence.projection import Projection, drawn


def normal(count, seed):
    return np.random.default_rng(seed).normal(size=count).astype(np.float32)


def test_numbers_are_those_of_splitmix():
    assert [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4] == drawn(0, 2).tolist()


def test_a_number_hangs_on_its_place_and_not_on_how_many_there_are():
    assert drawn(7, 3).tolist() == drawn(7, 900)[:3].tolist()


def test_a_projection_that_is_made_twice_is_the_same():
    vector = normal(5_000, 1)
    some, other = (Projection(5_000, 256, seed=3).project(vector) for _ in range(2))
    assert some.tobytes() == other.tobytes()


def test_another_seed_is_another_projection():
    vector = normal(5_000, 1)
    some, other = (Projection(5_000, 256, seed).project(vector) for seed in (3, 4))
    assert abs(float(some @ other)) < 0.3 * float(some @ some)


def test_each_number_goes_to_one_place_with_a_sign():
    projection = Projection(1_000, 64)
    for place in (0, 63, 64, 500, 999):
        vector = np.zeros(1_000, np.float32)
        vector[place] = 2.0
        found = projection.project(vector)
        assert [2.0] == np.abs(found[found != 0]).tolist()


def test_numbers_are_spread_over_all_places():
    """Those at one place of each block go to as many places as chance would fill."""
    projection, places = Projection(64 * 64, 64), set()
    for block in range(64):
        vector = np.zeros(64 * 64, np.float32)
        vector[block * 64] = 1.0
        places.add(int(np.abs(projection.project(vector)).argmax()))
    assert 64 * (1 - 1 / np.e) * 0.8 < len(places) < 64


def test_products_stay_as_they_are_on_average():
    some, other = normal(4_000, 1), normal(4_000, 2) + normal(4_000, 1)
    found = []
    for seed in range(60):
        projection = Projection(4_000, 256, seed)
        found.append(float(projection.project(some) @ projection.project(other)))
    exact, error = float(some @ other), np.std(found) / np.sqrt(60)
    assert abs(np.mean(found) - exact) < 4 * error
    dense = np.sqrt((float(some @ some) * float(other @ other) + exact**2) / 256)
    assert np.std(found) < 1.3 * dense  # the error of a matrix of random signs


@given(st.integers(1, 300), st.integers(0, 2**63), st.floats(-3, 3, width=32))
def test_a_projection_is_linear(length, seed, factor):
    projection, some, other = Projection(length, 64, seed), normal(length, 1), normal(length, 2)
    together = projection.project(some + np.float32(factor) * other)
    apart = projection.project(some) + np.float32(factor) * projection.project(other)
    np.testing.assert_allclose(together, apart, atol=1e-3)
