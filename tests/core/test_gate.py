"""rulekit/core/gate.py: what is known of patterns is worked out once, here or elsewhere."""

import subprocess
import sys

import pytest

from rulekit.core import gate, literal
from rulekit.core.gate import KnownPatterns, alphabet_of, any_gate, gate_of, learn


@pytest.fixture
def known(monkeypatch):
    """What is known: nothing."""
    monkeypatch.setattr(gate, "KNOWN", KnownPatterns({}, {}))
    return gate


@pytest.mark.parametrize("expression", ["todo[0-9]*", "[0-9]+", "(?i)x", ".*", "[ab]{2,}"])
def test_a_pattern_is_what_its_words_say(known, expression):
    for _ in range(2):  # worked out, and remembered
        assert literal.gate_of(expression) == gate_of(expression)
        assert literal.alphabet_of(expression) == alphabet_of(expression)
    assert {expression: literal.gate_of(expression)} == known.KNOWN.gates
    assert {expression: literal.alphabet_of(expression)} == known.KNOWN.alphabets


def test_what_another_process_has_worked_out_is_not_asked_again(known):
    learn({"a+b": "said"}, {"[a-z]": None})
    assert ("said", None) == (gate_of("a+b"), alphabet_of("[a-z]"))


def test_who_has_learnt_all_reads_no_pattern():
    code = """
import sys
from rulekit.core.gate import gate_of, learn
learn({"a": ""}, {})
gate_of("a")
assert "rulekit.core.literal" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_gate_of_several_is_open_where_one_is():
    assert "(?i)ab|cd" == any_gate(["ab", "(?i)cd"])
    assert "" == any_gate(["ab", ""])
