"""rulekit/syntax/grammar_wheel.py: grammars that no pack has named yet."""

import pytest

from rulekit.errors import UsageError
from rulekit.syntax.grammar import Grammar
from rulekit.syntax.grammar_wheel import grammar_named, shipped_queries

ONE = "def language(): ...\n"
TWO = "def language_cat(): ...\ndef language_dog(): ...\n"


@pytest.fixture
def module(tmp_path, monkeypatch):
    """A function that writes a module of a grammar."""
    monkeypatch.syspath_prepend(tmp_path)

    def written(name, text):
        (tmp_path / f"{name}.py").write_text(text)

    return written


@pytest.mark.parametrize(
    "words", ["tree-sitter-python", "tree_sitter_python", "tree-sitter-python:language"]
)
def test_a_grammar_is_known_by_its_wheel_or_its_module(words):
    assert Grammar("tree_sitter_python", "language") == grammar_named(words)


def test_of_several_functions_the_one_of_the_modules_name_is_meant(module):
    module("tree_sitter_dog", TWO)
    assert "language_dog" == grammar_named("tree_sitter_dog").function


def test_a_single_function_needs_no_name(module):
    module("one_animal", "def language_fish(): ...\n")
    assert "language_fish" == grammar_named("one_animal").function


@pytest.mark.parametrize(
    ("name", "text", "words", "message"),
    [
        ("zoo", TWO, "zoo", "zoo has several grammars, name one: zoo:language_cat, zoo:language_d"),
        ("zoo2", TWO, "zoo2:language_dot", "zoo2 has no function `language_dot`, did you mean"),
        ("empty", "", "empty", "empty is no grammar: it has no function `language`"),
        ("broken", "1 / 0\n", "broken", "the module broken cannot be loaded: division by zero"),
        ("needy", "import nosuch\n", "needy", "the module needy cannot be loaded: No module named"),
    ],
)
def test_what_is_no_grammar_is_told(module, name, text, words, message):
    module(name, text)
    with pytest.raises(UsageError) as caught:
        grammar_named(words)
    assert message in caught.value.problems[0].message


def test_a_grammar_that_is_not_installed_is_told_with_its_wheel():
    with pytest.raises(UsageError) as caught:
        grammar_named("tree_sitter_nosuch")
    [problem] = caught.value.problems
    assert "the grammar tree_sitter_nosuch is not installed" == problem.message
    assert "try: pip install tree-sitter-nosuch" == problem.remedy


@pytest.mark.parametrize("words", ["", "a b", "../a", "a:b:c", "-x"])
def test_other_words_name_no_grammar(words):
    with pytest.raises(UsageError, match="is no grammar"):
        grammar_named(words)


def test_the_queries_that_a_wheel_ships_are_found():
    shipped = shipped_queries(Grammar("tree_sitter_python"))
    assert {"highlights.scm", "tags.scm"} == shipped.keys()
    assert "@comment" in shipped["highlights.scm"]
