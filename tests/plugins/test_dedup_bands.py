import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.dedup.bands import JACCARDS, Banding, choose

import rulekit


@pytest.mark.parametrize(("bands", "rows"), [(1, 1), (16, 128), (22, 10), (14, 8)])
def test_the_curve_is_the_formula(bands, rows):
    for jaccard, odds in Banding(bands, rows).curve():
        assert pytest.approx(1 - (1 - jaccard**rows) ** bands, abs=1e-12) == odds


def test_opencoder_s_middle_is_0_976():
    published = Banding(16, 128)
    assert 2_048 == published.permutations
    assert published.odds(0.9755) < 0.5 < published.odds(0.976)


def test_the_curve_rises_from_never_to_always():
    odds = [odds for _, odds in Banding(16, 16).curve()]
    assert sorted(odds) == odds
    assert 1.0 == odds[-1]
    assert len(JACCARDS) == len(odds)


@pytest.mark.parametrize(
    ("threshold", "banding"),
    [
        (0.5, (35, 3)),
        (0.7, (37, 6)),
        (0.8, (26, 8)),
        (0.85, (22, 10)),
        (0.9, (18, 14)),
        (0.95, (12, 21)),
        (0.979, (7, 34)),
        (1.0, (1, 256)),
    ],
)
def test_256_permutations_are_cut_for_a_threshold(threshold, banding):
    assert banding == choose(threshold, 256)


def test_16_bands_of_16_are_for_0_918():
    assert (16, 16) == choose(0.918, 256)


@given(st.floats(0.05, 0.999), st.integers(128, 512))
def test_no_longer_bands_and_no_fewer_would_find_as_many(threshold, permutations):
    chosen = choose(threshold, permutations)
    assert chosen.permutations <= permutations
    assert 0.99 <= chosen.odds(threshold) + 1e-9
    fewer, longer = Banding(chosen.bands - 1, chosen.rows), chosen.rows + 1
    assert fewer.odds(threshold) < 0.99
    assert Banding(permutations // longer, longer).odds(threshold) < 0.99


def test_too_few_permutations_are_refused_with_how_many_would_do():
    with pytest.raises(rulekit.UsageError, match=r"of 0\.5: set `permutations` to 7 or more"):
        choose(0.5, 6)
    assert (7, 1) == choose(0.5, 7)
