"""rulekit/syntax/query_needs.py: what a tree must have for a pattern to match in it."""

import pytest
from making import GRAMMAR
from tree_sitter import Parser

from rulekit.syntax.query import _kind_of
from rulekit.syntax.query_needs import chains_in, end_of, needs_of
from rulekit.syntax.query_parse import patterns_of


def words(pattern):
    [one] = patterns_of(pattern)
    return [token.group() for token in one.tokens if token.lastgroup != "capture"]


def needs(pattern):
    """The needs of a pattern, each as the words of its chains."""
    found = needs_of(words(pattern), _kind_of(GRAMMAR.language))
    return [{" ".join(kind or "_" for kind in chain) for chain in one} for one in found]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(call)", [{"call"}]),
        ("(call function: (identifier) @a) @b", [{"call"}, {"call identifier"}]),
        ("(call (_ (identifier)))", [{"call"}, {"call _ identifier"}]),
        ("(call (_ (_ (_ (identifier)))))", [{"call"}, {"identifier"}]),
        ("(_ (call))", [{"call"}]),
        ("((call) . (comment))", [{"call"}, {"comment"}]),
        ("(call (comment)* (identifier)? (string)+)", [{"call"}, {"call string"}]),
        ("(call [(comment) (string)])", [{"call"}, {"call comment", "call string"}]),
        ("(call [(comment) (_)])", [{"call"}]),
        ('(call [(comment) "("])', [{"call"}]),
        ("[(comment) (call (identifier))]", [{"comment", "call"}]),
        ("(call !arguments . (string (string_content) .))",
         [{"call"}, {"call string"}, {"string string_content"}]),
        ("(call (ERROR (identifier)))", [{"call"}, {"call ERROR"}, {"ERROR identifier"}]),
        ("(MISSING identifier)", []),
        ('"(" @a', []),
        ("(expression)", []),  # many kinds of nodes
        ("(call (nonsense))", [{"call"}]),  # which the grammar refuses
    ],
)  # fmt: skip
def test_a_pattern_needs_its_nodes_below_each_other(pattern, expected):
    assert expected == needs(pattern)


def test_of_a_grammar_that_is_not_asked_nothing_is_needed():
    assert () == needs_of(words("(call)"), None)


def test_the_chains_of_a_tree_are_of_all_its_nodes():
    root = Parser(GRAMMAR.language).parse(b"f(a)\nx\n").root_node
    chains = {" ".join(kind or "_" for kind in chain) for chain in chains_in(root)}
    assert {"module", "call", "module expression_statement", "module _ call"} <= chains
    assert {"call argument_list", "call _ identifier", "module _ _ argument_list"} <= chains
    assert {"argument_list (", "(", "expression_statement identifier"} <= chains
    assert not {"module call", "call _ _ identifier", "argument_list comment"} & chains
    assert all(chain[0] and chain[-1] for chain in chains_in(root))


def test_a_bracket_ends_where_it_is_closed():
    found = words('(a [(b) "("] (c))')
    assert (len(found), "]") == (end_of(found, 0), found[end_of(found, 2) - 1])
