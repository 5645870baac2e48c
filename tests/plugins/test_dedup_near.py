import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from rulekit_plugins.dedup.bands import Banding
from rulekit_plugins.dedup.near import NEAR, NearSettings

import rulekit
from rulekit.testing import curated_row

TEXT = "".join(f"def f{i}(x):\n    return x + {i}\n" for i in range(60))


def near(**settings):
    return NEAR.build(NearSettings(**settings), None)


def shared(one, other, **settings):
    """How many keys two texts have in common."""
    step = near(**settings)
    return len(set(step.keys(curated_row(one))) & set(step.keys(curated_row(other))))


def jaccard(one, other):
    step = near()
    sets = [set(step.features(curated_row(text)).tolist()) for text in (one, other)]
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def test_equal_texts_share_every_key():
    assert 22 == shared(TEXT, TEXT)


@pytest.mark.slow
@given(st.lists(st.sampled_from(["a", "b(", "  ", "\n", "統", "é;"]), min_size=60, max_size=90))
def test_the_keys_of_a_text_do_not_depend_on_what_was_asked_before(parts):
    asked = near(min_shingles=1)
    asked.keys(curated_row(TEXT))
    row = curated_row(" ".join(parts))
    assert near(min_shingles=1).keys(row) == asked.keys(row)


def test_blanks_and_line_ends_do_not_count():
    assert 22 == shared(TEXT, TEXT.replace("\n", "\r\n").replace("    ", "\t"))


def test_words_in_another_order_are_another_text():
    backwards = " ".join(reversed(TEXT.split()))
    assert 0 == shared(TEXT, backwards)


def test_a_text_with_one_word_changed_is_compared_and_is_a_copy():
    changed = TEXT.replace("f30", "g")
    assert 0.85 < jaccard(TEXT, changed) < 1
    assert 0 < shared(TEXT, changed) < 22


def test_texts_with_no_more_than_their_form_in_common_are_not_compared():
    assert 0 == shared(TEXT, TEXT.replace("return x", "yield y"))


def test_a_short_text_is_not_compared_but_has_its_features():
    row = curated_row(" ".join(f"w{i}" for i in range(23)))
    assert (0, 19) == (len(near().keys(row)), near().features(row).size)
    assert 22 == len(near(min_shingles=19).keys(row))


def test_features_are_the_shingles_that_the_keys_were_made_of():
    step = near()
    row = curated_row(TEXT)
    step.keys(row)
    assert step.features(row) is step.features(curated_row(TEXT))
    assert numpy.uint64 == step.features(row).dtype


def test_the_text_counts_and_not_the_original():
    row = curated_row("nothing").edited(TEXT)
    assert near().keys(curated_row(TEXT)) == near().keys(row)


def test_keys_are_the_same_on_every_machine():
    keys = near(threshold=1.0, permutations=8).keys(curated_row(TEXT))
    assert ["18891964bfba9962bc55f5cfcd5de1e7"] == [key.hex() for key in keys]
    keys = near(bands=2, rows=3, seed=7).keys(curated_row("a b c d e f g " * 4 + TEXT))
    assert [
        "51dfa446283959b3f0f7cbc4b657c207",
        "d93c28b5a97a62f1162bec7533782696",
    ] == [key.hex() for key in keys]


def test_another_seed_is_other_keys():
    row = curated_row(TEXT)
    assert set() == set(near(seed=1).keys(row)) & set(near(seed=2).keys(row))


def test_a_threshold_alone_chooses_the_bands():
    step = near(threshold=0.7)
    assert (0.7, 37, 6) == (step.threshold, step.bands, step.rows)
    assert Banding(37, 6).curve() == step.curve
    assert (0.85, 22, 10) == (near().threshold, near().bands, near().rows)


def test_opencoder_s_bands_without_a_check():
    step = near(words=5, bands=16, rows=128, verify=False)
    assert isinstance(step, rulekit.CopyStep)
    assert (None, False) == (step.threshold, step.is_exact)
    assert (16, 128) == (step.bands, step.rows)
    assert 16 == len(step.keys(curated_row(TEXT)))
    assert 0 < step.features(curated_row(TEXT)).size


def test_bands_may_be_given_together_with_a_threshold():
    step = near(bands=16, rows=16, permutations=256, threshold=0.979)
    assert (0.979, 16, 16) == (step.threshold, step.bands, step.rows)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"bands": 16}, "`bands` needs `rows`"),
        ({"rows": 16}, "`rows` needs `bands`"),
        ({"bands": 16, "rows": 16, "permutations": 128}, "`bands` times `rows`, 256, not 128"),
        ({"bands": 200, "rows": 200}, "at most 16,384, not 40,000"),
        ({"verify": False}, "`verify: false` needs `bands` and `rows`"),
        ({"verify": False, "bands": 2, "rows": 2, "threshold": 0.5}, "`threshold: 0.5` has no"),
        ({"threshold": 85}, "less than or equal to 1"),
        ({"threshold": 0}, "greater than 0"),
        ({"words": 0}, "greater than or equal to 1"),
        ({"seed": -1}, "greater than or equal to 0"),
        ({"band": 16}, "Extra inputs"),
    ],
)
def test_settings_that_do_not_go_together_are_refused(wrong, said):
    with pytest.raises(ValidationError, match=said):
        NearSettings(**wrong)


def test_too_few_permutations_are_refused():
    with pytest.raises(rulekit.UsageError, match="set `permutations` to 3 or more"):
        near(permutations=2)
