"""rulekit/run/surroundings.py: who broke the process."""

import pytest

import rulekit
from rulekit.run.surroundings import Surroundings


@pytest.mark.parametrize(
    ("signal", "expected"),
    [
        ("text.lines", "the signal `text.lines` of the plugin `text`"),
        ("longest(code.encoded)", "the signal `longest(code.encoded)` of the plugin `code`"),
        ("count(@comment)", "the signal `count(@comment)`"),
    ],
)
def test_a_signal_is_owned_by_who_brings_it_or_what_it_measures(signal, expected):
    assert expected == Surroundings(rulekit.load())._owner(signal)
