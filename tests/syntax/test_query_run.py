"""rulekit/syntax/query_run.py: running a query and its predicates over our own bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import GRAMMAR, captured, document_of, syntax_of
from tree_sitter import Parser, Query, QueryCursor

from rulekit.core.span import Span


def found(predicate, text, capture="(identifier) @identifier"):
    """What one pattern with a predicate finds."""
    return captured(text, "identifier", syntax=syntax_of(f"({capture} {predicate})"))


@pytest.mark.parametrize(
    ("expected", "predicate"),
    [
        (["a", "a"], '(#eq? @identifier "a")'),
        (["b", "ab"], '(#not-eq? @identifier "a")'),
        (["a", "b", "a"], '(#any-of? @identifier "a" "b")'),
        (["ab"], '(#not-any-of? @identifier "a" "b")'),
        (["b", "ab"], '(#match? @identifier "b$")'),
        (["a", "a"], '(#not-match? @identifier "b$")'),
        (["ab"], '(#match? @identifier "b$") (#not-eq? @identifier "b")'),
        ([], '(#eq? @identifier "A")'),
    ],
)
def test_predicates_choose(expected, predicate):
    assert expected == found(predicate, "a\nb\na\nab\n")


def test_an_expression_matches_anywhere_unless_it_says_where():
    assert ["cab"] == found('(#match? @identifier "a")', "cab\ncob\n")


def test_a_capture_is_compared_with_another():
    queries = "((assignment left: (_) @_a right: (_) @_b (#eq? @_a @_b)) @snake.same)"
    text = "x = x\ny = x\n"
    assert ["x = x"] == captured(text, "snake.same", syntax=syntax_of(queries))


def test_predicates_read_characters_beyond_ascii():
    assert ["é"] == found('(#eq? @identifier "é")', "ä = é\n")
    assert ["é"] == found('(#match? @identifier "^[é-ê]$")', "ä = é\n")


def test_predicates_read_the_bytes_at_their_place():
    text = "# " + "ß" * 5_000 + "\nneedle = 1\n"
    assert ["needle"] == found('(#eq? @identifier "needle")', text)


def test_escapes_are_what_they_stand_for():
    query = r"""((string) @identifier (#eq? @identifier "'\\n'"))"""
    assert [r"'\n'"] == captured(r"x = '\n'" + "\n", "identifier", syntax=syntax_of(query))


def test_private_names_never_leave_their_pattern():
    syntax = syntax_of('((call function: (identifier) @_name) @call (#eq? @_name "f"))')
    captures = document_of("f()\ng()\n", syntax=syntax).captures
    assert {"call"} == set(captures.found)


def test_only_what_is_wanted_is_looked_for():
    syntax = syntax_of("(comment) @comment (identifier) @identifier", wanted={"comment"})
    assert {"comment"} == set(document_of("x  # c\n", syntax=syntax).captures.found)


def test_a_predicate_still_holds_when_its_capture_is_private_and_others_are_left_out():
    queries = '((call function: (identifier) @_n) @print (#eq? @_n "f")) (call) @call'
    syntax = syntax_of(queries, wanted={"print"})
    assert ["f()"] == captured("f()\ng()\n", "print", syntax=syntax)


def test_a_pattern_with_a_wanted_and_an_unwanted_capture_is_looked_for():
    syntax = syntax_of("(parameters (identifier) @parameter @variable)", wanted={"variable"})
    found = document_of("def f(a): pass\n", syntax=syntax).captures.found
    assert {"variable": [Span(6, 7)]} == found


def test_too_many_matches_at_once_are_an_answer():
    queries = "(module (expression_statement) @statement (comment) @comment)"
    document = document_of("x\n" * 5_000 + "# c\n" * 5, syntax=syntax_of(queries))
    with pytest.raises(Exception, match=r"^not queried: too many matches at once$"):
        document.capture("comment")


def test_what_is_taken_away_is_not_found():
    queries = "(identifier) @variable (call function: (identifier) @_not.variable)"
    assert ["a", "a"] == captured("a\nf(a)\n", "variable", syntax=syntax_of(queries))


def test_what_is_taken_away_takes_no_other_capture_away():
    queries = "(identifier) @variable @identifier (call function: (identifier) @_not.variable)"
    assert ["f"] == captured("f()\n", "identifier", syntax=syntax_of(queries))
    assert [] == captured("f()\n", "variable", syntax=syntax_of(queries))


def by_query(kind, data):
    """The nodes of the pattern `(ERROR)` or `(MISSING)`, as tree-sitter finds them."""
    query = Query(GRAMMAR.language, f"({kind}) @found")
    tree = Parser(GRAMMAR.language).parse(data)
    return {
        node.byte_range
        for _, one in QueryCursor(query).matches(tree.root_node)
        for node in one["found"]
    }


@given(
    st.lists(st.sampled_from(["def f(", "):", "\n", "  ", "x", "=", "(", "]", '"', "é", "$", "?"]))
)
def test_errors_are_those_that_a_query_finds(tokens):
    data = "".join(tokens).encode()
    syntax = syntax_of("(comment) @comment")
    nodes = syntax.query.run(syntax.parse(data).root_node, data)
    assert by_query("ERROR", data) == {node.byte_range for node in nodes.get("error", ())}
    assert by_query("MISSING", data) == {node.byte_range for node in nodes.get("missing", ())}
