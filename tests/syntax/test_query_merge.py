"""rulekit/syntax/query_merge.py: patterns merged by their structure, equal in what they find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import GRAMMAR, syntax_of
from tree_sitter import Parser, Query, QueryCursor

from rulekit.core.span import Span
from rulekit.syntax.query_merge import MANY
from rulekit.syntax.query_parse import patterns_of
from rulekit.syntax.vocabulary import NOT

PATTERNS = [
    "(identifier) @identifier",
    "[(integer) (float)] @number",
    '["return" (pass_statement)] @python.word',
    "((comment) @comment)",
    '((comment) @directive (#match? @directive "^# a"))',
    "(call) @call",
    "(call function: (_) @_f) @call",
    '((call function: (identifier) @_n) @print (#eq? @_n "p"))',
    '((call function: (identifier) @_name) @assert (#any-of? @_name "a" "é"))',
    '((call function: (identifier) @_m arguments: (_) @_a) @loop (#not-match? @_m "^p"))',
    "(module [(expression_statement) (pass_statement) (if_statement)] @statement)",
    "(block [(expression_statement) (pass_statement) (return_statement)] @statement .)",
    "(block . [(expression_statement) (pass_statement) (return_statement)] @branch)",
    "(block [(pass_statement) (return_statement (identifier) @variable) (if_statement)] @table)",
    "(argument_list [(identifier) @parameter (integer) (call function: (_) @_x)])",
    "(argument_list [(identifier) (integer) (call) (attribute)]) @operation",
    "(return_statement [(integer) (identifier) (string) (call)]?) @simple_return",
    '((return_statement (identifier)? @_r) @simple_variable (#eq? @_r "a"))',
    "((assignment left: (_) @_l right: (_) @_r) @python.same (#eq? @_l @_r))",
    "(assignment left: (identifier) @variable @parameter)",
    "(for_statement left: (identifier) @_not.variable @_not.identifier)",
    "(block (comment)+ . (pass_statement) @python.pass)",
]
LINES = [
    "a", "p(a)", "é(a, 1, p(2))", "a = a", "a = é", "pass", "# a", "# ß", "return a", "return",
    "return 1", "if a:", "def f(a):", "for a in p(1):", "x.y(a.b)", "(", "]", "    ", "1.5", "'é'",
]  # fmt: skip


def by_themselves(queries, data):
    """What the patterns find, each run on its own by tree-sitter and its predicates asked."""
    root, found = Parser(GRAMMAR.language).parse(data).root_node, {}
    for one in patterns_of(queries):
        query = Query(GRAMMAR.language, syntax_of(queries).source.only([one]))
        for _, captured in QueryCursor(query).matches(root):
            if all(each.holds(captured, data) for each in one.predicates):
                for name, nodes in captured.items():
                    found.setdefault(name, set()).update(Span(*node.byte_range) for node in nodes)
    for name in [name for name in found if name.startswith(NOT)]:
        found.get(name.removeprefix(NOT), set()).difference_update(found[name])
    return {name: sorted(spans) for name, spans in found.items() if name[0] != "_" and spans}


def together(queries, data):
    captures = syntax_of(queries).capture(data)
    found = {name: spans for name, spans in captures.found.items() if spans}
    return {name: spans for name, spans in found.items() if name not in ("error", "missing")}


@given(
    st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=6, unique=True),
    st.lists(st.tuples(st.sampled_from(["", "    "]), st.sampled_from(LINES)), max_size=25),
)
def test_merged_patterns_find_what_each_finds(patterns, lines):
    queries = "\n".join(patterns)
    data = "\n".join(indent + line for indent, line in lines).encode()
    assert by_themselves(queries, data) == together(queries, data)


def texts(queries, wanted=None):
    return [one.text for one in syntax_of(queries, wanted=wanted).query.structures]


def test_patterns_of_one_structure_are_one():
    queries = '(call function: (_) @_a) @call ((call function: (_) @_b) @print (#eq? @_b "p"))'
    assert ["( call function: ( _ ) @g ) @h"] == texts(queries)


def test_what_nobody_asks_for_is_not_captured():
    assert ["( call function: ( _ ) ) @h"] == texts("(call function: (_) @_a) @call", {"call"})


def test_an_alternation_of_single_nodes_is_as_many_patterns():
    assert ["( integer ) @d", "( float ) @d"] == texts("[(integer) (float)] @number")


def test_an_alternation_of_kinds_among_children_is_any_node():
    queries = "(module [(pass_statement) (if_statement) (for_statement)] @statement)"
    assert ["( module (_) @n )"] == texts(queries)


@pytest.mark.parametrize(
    "queries",
    [
        "(module . [(pass_statement) (if_statement) (for_statement)] @statement)",
        "(assignment left: [(identifier) (attribute) (subscript)] @variable)",
        "(module [(pass_statement) (if_statement)] @statement)",
        "(block ([(pass_statement) (if_statement) (comment)])* . (return_statement) @statement)",
    ],
)
def test_an_alternation_that_is_decided_at_once_stays(queries):
    assert "[" in "".join(texts(queries))


def test_other_alternatives_among_children_are_patterns_of_their_own():
    queries = "(module [(pass_statement) (if_statement) (class_definition body: (_))] @statement)"
    kinds, alone = texts(queries)
    assert kinds.startswith("( module [ ( pass_statement ) ( if_statement ) ]")
    assert alone.startswith("( module ( class_definition body: ( _ ) )")


def test_a_pattern_that_would_become_very_many_stays_one():
    alternatives = "[" + " ".join(f"(call function: (_) @_{n})" for n in range(MANY + 1)) + "]"
    assert 1 == len(texts(f"(argument_list {alternatives}) @operation"))


def test_alternatives_that_are_impossible_alone_stay_together():
    queries = "(module [(pass_statement) (if_statement) (integer) (block (_))] @statement)"
    assert ["pass"] == [
        "pass\n"[start:end] for start, end in together(queries, b"pass\n")["statement"]
    ]
