"""rulekit/scaffold/suggestion.py: what a grammar's own queries and nodes suggest."""

import pytest

from rulekit.scaffold.suggestion import nodes_like, suggestions
from rulekit.syntax.grammar import Grammar

PYTHON = Grammar("tree_sitter_python")


def suggested(text, file="tags.scm"):
    """Patterns by name of the vocabulary."""
    found = suggestions(PYTHON, {file: text})
    return {name: [one.pattern for one in patterns] for name, patterns in found.items()}


@pytest.mark.parametrize(
    ("shipped", "expected"),
    [
        ("(comment) @comment", {"comment": ["(comment) @comment"]}),
        ("(comment)   @comment.documentation ; why", {"comment": ["(comment) @comment"]}),
        (
            "[(integer)\n (float)] @number",
            {"number": ["[(integer) (float)] @number"]},
        ),
        (
            "(function_definition name: (identifier) @name) @definition.function",
            {"function": ["(function_definition name: (identifier) @function_name) @function"]},
        ),
        (
            "(class_definition name: (identifier) @name) @definition.class",
            {"class": ["(class_definition name: (identifier) @class_name) @class"]},
        ),
        (
            "(call function: (identifier) @name) @reference.call",
            {"call": ["(call function: (identifier)) @call"]},
        ),
        (
            '((comment) @comment (#match? @comment "^#!"))',
            {"comment": ['((comment) @comment (#match? @comment "^#!"))']},
        ),
        ('((comment) @comment (#set! "priority" 5))', {"comment": ["((comment) @comment)"]}),
        # What rulekit cannot ask, and what no grammar has, is not suggested.
        ('((comment) @comment (#lua-match? @comment "^#"))', {}),
        ("((identifier) @variable.parameter (#is-not? local))", {}),
        ("(no_such_node) @comment", {}),
        ("(comment)+ @comment", {}),
        ('"return" @keyword', {}),
        ("(identifier) @variable", {}),
    ],
)
def test_what_the_vocabulary_has_is_translated(shipped, expected):
    assert expected == suggested(shipped)


def test_a_pattern_is_suggested_once():
    assert {"comment": ["(comment) @comment"]} == suggested(
        "(comment) @comment\n(comment) @comment"
    )


def test_the_file_of_the_wheel_is_told():
    (one,) = suggestions(PYTHON, {"highlights.scm": "(comment) @comment"})["comment"]
    assert "highlights.scm" == one.file


def test_nodes_are_named_whose_words_sound_like_a_capture():
    assert "if_statement" in nodes_like(PYTHON, "branch")
    assert "for_statement" in nodes_like(PYTHON, "loop")
    assert ["assert_statement"] == nodes_like(PYTHON, "assert")


def test_a_part_of_a_word_is_no_sound():
    assert "identifier" not in nodes_like(PYTHON, "branch")  # it begins with `if`, turned around


def test_names_without_a_sound_have_no_nodes():
    assert [] == nodes_like(PYTHON, "simple_function")
