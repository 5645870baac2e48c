"""rulekit/syntax/grammar.py: grammars, and what their queries find."""

import sys
from importlib import metadata
from types import ModuleType

import pytest
from making import GRAMMAR, QUERIES, captured, document_of, syntax_of

from rulekit.core.captures import Captures
from rulekit.core.reading import Unmeasured
from rulekit.core.span import Span
from rulekit.errors import PluginError, SpecError
from rulekit.syntax.grammar import Grammar, NodeSpans


def test_a_grammars_wheel_is_named_after_its_module():
    assert "tree-sitter-c-sharp" == Grammar("tree_sitter_c_sharp").wheel


def test_an_installed_grammar_is_found_without_loading_it():
    assert GRAMMAR.installed


def test_an_absent_grammar_is_not_installed():
    assert not Grammar("tree_sitter_klingon").installed


def test_the_version_of_a_grammar_is_its_wheels():
    assert metadata.version("tree-sitter-python") == GRAMMAR.version


def test_the_version_of_a_wheel_with_another_name_is_found():
    assert metadata.version("PyYAML") == Grammar("yaml").version


@pytest.mark.parametrize(
    "grammar",
    [Grammar("tree_sitter_klingon"), Grammar("tree_sitter_python", "dialect"), Grammar("json")],
)
def test_a_grammar_that_cannot_be_loaded_says_what_to_install(grammar):
    with pytest.raises(PluginError) as told:
        _ = grammar.language
    [problem] = told.value.problems
    assert f"the grammar {grammar.module}.{grammar.function}" in problem.message
    assert grammar.wheel in problem.remedy


def test_a_function_that_the_module_does_not_have_is_told_with_those_that_it_has():
    with pytest.raises(PluginError) as told:
        _ = Grammar("tree_sitter_python", "language_python").language
    [problem] = told.value.problems
    assert problem.message.endswith("no function `language_python`, did you mean `language`?")
    assert problem.remedy.startswith('write Grammar("tree_sitter_python", "language"), or try: ')


@pytest.mark.parametrize(("abi", "older"), [(1, "tree-sitter-old"), (99, "tree-sitter")])
def test_a_grammar_of_another_abi_is_told_with_what_is_to_be_upgraded(monkeypatch, abi, older):
    def refuse():
        raise ValueError(f"Incompatible Language version {abi}. Must be between 13 and 15")

    old = ModuleType("tree_sitter_old")
    old.language = refuse
    monkeypatch.setitem(sys.modules, "tree_sitter_old", old)
    with pytest.raises(PluginError) as told:
        _ = Grammar("tree_sitter_old").language
    [problem] = told.value.problems
    assert " reads ABI " in problem.remedy
    assert problem.remedy.endswith(f"; try: pip install --upgrade {older}")


def test_the_words_of_a_grammar_are_its_nodes_and_fields():
    assert {"identifier", "pass_statement", "body"} <= set(GRAMMAR.words)


def test_a_capture_without_hits_is_empty():
    assert [] == Captures("snake", frozenset({"comment"}), {}).spans("comment")


def test_a_capture_that_a_parsed_language_does_not_mark_is_named():
    with pytest.raises(Unmeasured, match=r"^no @goto is marked in snake$"):
        Captures("snake", frozenset({"comment", "error"}), {}).spans("goto")


def test_where_only_marks_are_told_it_is_the_parser_that_is_missed():
    with pytest.raises(Unmeasured, match=r"^no parser for snake$"):
        Captures("snake", frozenset({"comment"}), {}).spans("goto")


def test_every_language_provides_what_the_parser_reports():
    assert {"comment", "error", "missing"} == syntax_of("(comment) @comment").provided


def test_spans_are_sorted():
    spans = document_of("f(g(h()))\nf()\n").capture("call")
    assert [Span(0, 9), Span(2, 8), Span(4, 7), Span(10, 13)] == spans


def test_what_two_patterns_capture_is_one_span():
    syntax = syntax_of("(comment) @comment (module (comment) @comment)")
    assert ["# c"] == captured("# c\n", "comment", syntax=syntax)


def test_text_that_the_grammar_cannot_place_is_an_error():
    assert ["$"] == captured("x = 1\n$\n", "error")


def test_a_token_that_the_text_lacks_is_missing_and_has_no_bytes():
    [span] = document_of("for i in:\n  pass\n").capture("missing")
    assert 0 == span.length


def test_a_docstring_is_no_string():
    text = '"""d"""\nx = "s"\n'
    assert [['"""d"""'], ['"s"']] == [captured(text, name) for name in ("docstring", "string")]


def test_a_docstring_is_no_string_even_when_only_strings_are_wanted():
    syntax = syntax_of(wanted={"string"})
    assert ['"s"'] == captured('"""d"""\nx = "s"\n', "string", syntax=syntax)


@pytest.mark.parametrize("name", sorted(QUERIES.captures))
def test_a_capture_finds_the_same_whatever_else_is_wanted(name):
    text = (
        "'''d'''\nimport os  # c\nclass A:\n    x = 'a'\n    def f(self): return 1\n"
        "def g(a, b=2):\n    for i in b:\n        if i: pass\n    print(i)\n    assert f(i)\n"
    )
    alone = syntax_of(wanted={name})
    assert captured(text, name) == captured(text, name, syntax=alone)


def test_nodes_are_let_go_once_their_spans_are_made():
    syntax, data = syntax_of(), b"# one\n# two\n"
    nodes = syntax.query.run(syntax.parse(data).root_node, data)
    spans, comments = NodeSpans(nodes, data), nodes["comment"]
    before = sys.getrefcount(comments)
    assert spans["comment"] == [Span(0, 5), Span(6, 11)]
    after = sys.getrefcount(comments)
    assert ("comment" in spans, after) == (True, before - 1)


def test_a_query_for_another_grammar_says_what_is_wrong():
    with pytest.raises(SpecError, match="the grammar has no node `method_declaration`"):
        document_of("x\n", syntax=syntax_of("(method_declaration) @function")).captures  # noqa: B018


def test_what_stands_whole_inside_an_error_is_no_error():
    """The open string makes everything from it to the end one ERROR, the function within it too."""
    function = "def f(a):\n    b = a\n    return b\n\n\n"
    text = function + 'f"{x"\n\n' + function
    errors = captured(text, "error")
    assert errors
    assert not any("return b" in error for error in errors)


def test_a_comment_inside_an_error_is_no_error():
    assert ["def f(", "="] == captured("def f(  # why\n  = 1\n", "error")


def test_blanks_around_what_was_placed_are_no_error():
    assert ["@"] == captured("@  # a\n\n  # b\n\n", "error")
