"""rulekit/learned/model.py: a score of whole numbers."""

import math

import numpy as np
import pytest
from modelling import SHAPE, model_of

from rulekit.core.reading import Unmeasured
from rulekit.core.scorecard import DIGITS, FAR, chance
from rulekit.learned.model import ODDS_DIGITS, Shape


def test_a_score_is_worked_out_by_hand():
    model = model_of(b"ab", b"cd", weight=50)
    assert chance(round(0.02 * 50 / math.sqrt(1), 3)) == model.score(b"ab")
    present = SHAPE.present(b"abcd")
    assert chance(0.0) == 0.5 == model.score(b"abcd")
    assert 6 == len(present)


def test_a_bucket_counts_once_however_often_its_n_gram_is_there():
    model = model_of(b"ab", b"cd")
    assert [1, 1] == [len(Shape(orders=(2,)).present(one)) for one in (b"aa", b"aaaa")]
    assert model.score(b"ab") > model.score(b"abab") > 0.5


def test_a_text_without_an_n_gram_is_not_scored():
    for text in (b"", b"a"):
        with pytest.raises(Unmeasured, match="too short to be scored"):
            model_of().score(text)


def test_what_lies_between_the_windows_is_not_looked_at():
    model, plain = model_of(), b"x" * 500_000
    assert model.score(plain) == model.score(plain[:30_000] + b"return value" + plain[30_012:])
    assert model.score(plain) < model.score(b"return value" + plain[12:])


def test_a_chance_lies_where_all_machines_round_alike():
    """So far from the border of two digits that no `exp` errs across it."""
    steps = range(-int(FAR * 10**ODDS_DIGITS), int(FAR * 10**ODDS_DIGITS) + 1)
    odds = np.array(steps) / 10**ODDS_DIGITS
    parts = (1 / (1 + np.exp(-odds))) * 10**DIGITS % 1
    assert np.abs(parts - 0.5).min() > 1e-9
