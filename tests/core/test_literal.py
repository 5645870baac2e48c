"""rulekit/core/literal.py: what a text must hold where a pattern matches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.core.literal import alphabet_of, gate_of
from rulekit.core.regex import pattern
from rulekit.signals.build import matched

GATES = [
    (r"\bmigrations\.RunPython\(", r"migrations\.RunPython\("),
    ("(?i)\\b(?:todo|fixme)\\b", "(?i)fixme|todo"),
    (r"0[xX][0-9a-f]+", "0X|0x"),
    ("licen[cs]ed?", "licence|license"),
    ("ab{3}c", "abbbc"),
    ("(?:ab){2,}", "abab"),
    ("x{0,3}yz", "yz"),
    ("colou?r ", r"color\ |colour\ "),
    (r"a.b\n\tcd", rb"b\n\tcd".decode("unicode_escape")),
    (r"\x{41}b", "Ab"),
    ("[]a]b", r"\]b|ab"),
    (r"(?P<name>ab)\b", "ab"),
    ("[α-γ]", "α|β|γ"),
    ("generated|is generated", "generated"),
]
NONE = ["a+b", ".*", "[[:alpha:]]x", "ab|", "(?:ab)?", r"\Qab\E", "[^a]bc*", "=", r"\d\d", "ab|\\d"]
PARTS = st.sampled_from(["ab", "b", "é", r"\.", "[ab]", "[^a]", ".", r"\b", "^", r"\w", "[a-c]x"])
PATTERNS = st.recursive(
    PARTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda one: f"(?:{'|'.join(one)})"),
        st.tuples(
            inner, st.sampled_from(["?", "*", "+", "{2}", "{1,2}", "{0,1}", "{2,}", "+?"])
        ).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
    ),
    max_leaves=6,
)
TEXTS = st.text("abcABx.é \n", max_size=20)


@pytest.mark.parametrize(("expression", "gate"), GATES)
def test_the_gate_of_a_pattern_is_the_literals_that_it_needs(expression, gate):
    assert re.sub(r"\\(?=[\n\t])", "", gate_of(expression)) == gate


@pytest.mark.parametrize("expression", NONE)
def test_a_pattern_that_needs_no_two_characters_has_no_gate(expression):
    assert "" == gate_of(expression)


@given(PATTERNS, st.booleans(), TEXTS)
def test_where_a_pattern_matches_its_gate_does(expression, folded, text):
    expression, data = "(?i)" * folded + expression, text.encode()
    gate = gate_of(expression)
    if gate and pattern(expression.encode()).search(data):
        assert pattern(gate.encode()).search(data)


@given(PATTERNS, TEXTS)
def test_matches_are_made_of_the_alphabet(expression, text):
    alphabet = alphabet_of(expression)
    if alphabet is not None:
        found = b"".join(
            match.group() for match in pattern(expression.encode()).finditer(text.encode())
        )
        assert b"" == found.translate(None, alphabet)


@pytest.mark.parametrize(
    ("expression", "alphabet"),
    [
        (r"\b0[xX][0-9a-fA-F]+\b", b"0123456789ABCDEFXabcdefx"),
        (r"(?:ab|c,\s*){64,}", b"\t\n\f\r ,abc"),
        ("a.b", None),
        ("[^a]", None),
        ("(?i)ab", None),
        ("(?i:ab)", None),
        ("é", None),
    ],
)
def test_the_alphabet_of_a_pattern_is_known_if_it_is_ascii_and_written_out(expression, alphabet):
    assert alphabet == alphabet_of(expression)


def test_a_rule_s_pattern_has_its_gate():
    assert "todo" == matched("todo[0-9]*").gate
