"""rulekit/stored/codec.py: rules, tables and queries as plain data, and back."""

import marshal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import signal_of

from rulekit.core.rule import Bound, Guard, Range, Rule
from rulekit.core.scorecard import Scorecard, Term
from rulekit.language.detect import LanguageFacts
from rulekit.stored.codec import decoder, encode
from rulekit.syntax.comment_scanner import CommentSyntax
from rulekit.syntax.grammar import Grammar
from rulekit.syntax.query import QuerySource
from rulekit.syntax.query_structure import Clause, Structure

SIGNALS = {name: signal_of(name) for name in ("a", "b")}
BOUNDS = st.builds(Bound, st.floats(allow_nan=False), st.text())
RANGES = st.builds(Range, st.none() | BOUNDS, st.none() | BOUNDS)
PICKED = st.sampled_from([*SIGNALS.values()])
WORDS = st.frozensets(st.text(max_size=5), max_size=3)
RULES = st.builds(
    Rule,
    id=st.text(),
    title=st.text(),
    signal=PICKED,
    keep=RANGES,
    when=st.lists(st.builds(Guard, PICKED, RANGES), max_size=2).map(tuple),
    weight=st.floats(0, 9),
    spare=BOUNDS,
    message=st.text(),
    languages=WORDS,
    implied_by=WORDS,
)


def through(value):
    return decoder(SIGNALS.__getitem__)(marshal.loads(marshal.dumps(encode(value))))


@given(RULES)
def test_a_rule_comes_back_as_it_was(rule):
    assert rule == through(rule)


@pytest.mark.parametrize(
    "value",
    [
        Scorecard(0.5, (Term(SIGNALS["a"], ((1.0, 2.0), (3.0, -1.0))),), 0.1, 0.2),
        LanguageFacts("x", "X", "data", (".x",), marks=CommentSyntax(("#",), (("/*", "*/"),))),
        Grammar("tree_sitter_x", slow=2),
        Structure("(a) @b", (Clause((), {"b": ("0",)}, (("0", "b"),)),), (("0", frozenset({1})),)),
        QuerySource("x", "", "x.scm", QuerySource("y", "(é) @b", "y.scm")),
    ],
)
def test_so_do_tables_scorecards_and_queries(value):
    assert value == through(value)


def test_what_has_no_such_form_is_refused():
    with pytest.raises(TypeError, match="function is no plain data"):
        encode({"a": lambda: 0})
