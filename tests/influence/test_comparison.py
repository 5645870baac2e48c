"""rulekit/influence/comparison.py: influence beside loss and norm."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rulekit.influence.comparison import Comparison, Measures, beside, compare

PLANTED = Path(__file__).parents[2] / "benchmarks/influence_planted.py"
COUNT = 60
WANTED = np.arange(COUNT) % 2 == 0
SAME = np.full(COUNT, 1.0)


def drawn(seed):
    return np.random.default_rng(seed).random(COUNT)


def test_what_tells_them_where_loss_and_norm_do_not_is_better():
    found = compare(Measures(WANTED + drawn(1), SAME, 1 + drawn(2), SAME), WANTED)
    assert ("better than loss and norm", 30) == (found.verdict, found.pairs)


def test_what_low_norm_tells_as_well_is_not_better():
    norm = 3 - WANTED - 0.9 * drawn(1)
    found = compare(Measures(-norm, SAME, norm, SAME), WANTED)
    assert found.influence == found.norm > 0.95
    assert "not better than loss" == found.verdict


def test_samples_that_only_differ_in_loss_are_not_compared():
    found = compare(Measures(WANTED * 1.0, 1.0 + WANTED, SAME, SAME), WANTED)
    assert ("not known", 0) == (found.verdict, found.pairs)


@pytest.mark.parametrize(
    ("figures", "verdict"),
    [
        ((20, 0.80, 0.70, 0.70), "better than loss and norm"),
        ((20, 0.79, 0.50, 0.50), "not better than loss"),
        ((20, 0.90, 0.81, 0.50), "not better than loss"),
        ((20, 0.90, 0.50, 0.81), "not better than loss"),
        ((19, 0.99, 0.50, 0.50), "not known"),
    ],
)
def test_it_takes_an_area_of_80_ten_above_both_and_20_pairs(figures, verdict):
    assert verdict == Comparison(*figures).verdict


def test_a_selection_of_the_easiest_is_told_to_be_that():
    loss = drawn(1)
    told = beside(Measures(-loss, loss, drawn(2), drawn(3)), 15)
    assert -1.0 == told["correlation"]["loss"]
    assert {"loss": 1.0, "norm": pytest.approx(0.25, abs=0.2)} == told["overlap"]
    assert 0.25 == told["chance"]


def test_a_selection_of_all_is_that_of_any_measure():
    told = beside(Measures(drawn(1), drawn(2), drawn(3), SAME), 1_000)
    assert ({"loss": 1.0, "norm": 1.0}, 1.0) == (told["overlap"], told["chance"])
    assert 0.0 == told["correlation"]["tokens"]


@pytest.mark.slow
def test_influence_is_better_on_planted_samples_that_are_matched():
    """A model that torch trains: this takes half a minute of one core."""
    python = python_with_torch()
    if not python:
        pytest.skip("no Python here has torch: apt-get install python3-torch")
    ended = subprocess.run(
        [python, "-I", PLANTED, "--json"], capture_output=True, text=True, check=True
    )
    told = json.loads(ended.stdout)
    assert [] == [(name, figure) for name, figure, is_so in told["accepted"] if not is_so]
    removed = told["forms"]["momentum removed"]
    assert "better than loss and norm" == removed["4096"]["verdict"]
    assert removed["4096"]["order"] > 0.9
    assert 50 < removed["full"]["pairs"]


def python_with_torch():
    """This Python, or Debian's."""
    for python in (sys.executable, "/usr/bin/python3"):
        asked = [python, "-I", "-c", "import torch, numpy"]
        with contextlib.suppress(FileNotFoundError):
            if not subprocess.run(asked, capture_output=True, check=False).returncode:
                return python
    return ""
