"""rulekit/scaffold/query_prompt.py: the first query file of a language."""

import re

import pytest

from rulekit.catalog.load_catalog import load_catalog
from rulekit.scaffold.query_prompt import query_prompt
from rulekit.syntax.grammar import Grammar
from rulekit.syntax.query import QuerySource
from rulekit.syntax.vocabulary import VOCABULARY

GRAMMARS = {name: one.grammar for name, one in load_catalog().syntaxes.items()}


@pytest.mark.parametrize("name", sorted(GRAMMARS))
def test_the_first_query_file_of_any_grammar_compiles(name):
    grammar = GRAMMARS[name]
    source = QuerySource(name, query_prompt(name, name, grammar), "queries.scm")
    assert [] == source.problems()
    source.compile(grammar.language, grammar.words)


def test_every_name_of_the_vocabulary_has_a_prompt_in_its_order():
    text = query_prompt("snake", "Python", Grammar("tree_sitter_python"))
    assert list(VOCABULARY) == re.findall(r"^; @(\w+): ", text, re.MULTILINE)


def test_no_prompt_is_taken_for_a_note():
    text = query_prompt("snake", "Python", Grammar("tree_sitter_python"))
    assert {} == QuerySource("snake", text, "queries.scm").left_out


def test_a_name_that_comes_with_another_is_not_asked_for_again():
    text = query_prompt("snake", "Python", Grammar("tree_sitter_python"))
    _, _, rest = text.partition("; @class_name: ")
    assert "; Captured above." == rest.split("\n")[1]


def test_only_what_is_captured_is_said_to_be():
    text = query_prompt("snake", "Python", Grammar("tree_sitter_python"))
    _, _, rest = text.partition("; @goto: ")
    assert "; Captured above." != rest.split("\n")[1]


def test_comments_are_captured_where_the_wheel_suggests_nothing(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "bare_grammar.py").write_text("from tree_sitter_python import language\n")
    text = query_prompt("snake", "Python", Grammar("bare_grammar"))
    assert "\n[(comment)] @comment\n" in text
