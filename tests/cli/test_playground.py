"""rulekit/cli/playground.py: a playground for authors of packs."""

import json

import pytest

CODE = "def f(a):\n    return a  # naïve\n"


@pytest.fixture
def query(rulekit, write):
    def called(text, *words, code=CODE):
        write({"a.py": code})
        return rulekit("query", "a.py", text, *words)

    return called


def test_a_query_shows_what_it_captures_with_places_in_order(query):
    ended = query("(identifier) @x (comment) @y")
    assert (
        0,
        [
            "a.py:1:5: @x  f",
            "a.py:1:7: @x  a",
            "a.py:2:12: @x  a",
            "a.py:2:15: @y  # naïve",
            "4 captured",
        ],
    ) == (ended.code, ended.lines[:5])


def test_columns_count_characters(query):
    assert "a.py:1:7: @x  b" == query("(identifier) @x", code="'é文'; b\n").lines[0]


def test_only_the_first_line_of_a_capture_is_shown(query):
    lines = query("(function_definition) @x").lines
    assert ["a.py:1:1: @x  def f(a):", "1 captured"] == lines[:2]


@pytest.mark.parametrize(
    ("predicate", "found"),
    [
        ('(#eq? @x "a")', ["a", "a"]),
        ('(#not-eq? @x "a")', ["f"]),
        ('(#any-of? @x "f" "g")', ["f"]),
        ('(#not-any-of? @x "f" "g")', ["a", "a"]),
        ('(#match? @x "^[b-z]$")', ["f"]),
        ('(#not-match? @x "^[b-z]$")', ["a", "a"]),
    ],
)
def test_predicates_choose(query, predicate, found):
    lines = query(f"((identifier) @x {predicate})").lines
    assert found == [line.split()[-1] for line in lines if line.startswith("a.py:")]


def test_what_captures_nothing_says_so(query):
    assert ["0 captured"] == query("(class_definition) @x").lines


def test_a_wrong_node_is_told_with_its_place_and_the_nearest_right_one(query):
    ended = query("(identifier) @x\n(comentt) @y")
    assert (2, "") == (ended.code, ended.out)
    assert "the grammar has no node `comentt`, did you mean `comment`?" in ended.err
    assert "--> QUERY:2:2" in ended.err


def test_a_wrong_predicate_is_told_with_its_place(query):
    ended = query('((identifier) @x (#lua-match? @x "a"))')
    assert "unknown predicate `#lua-match?`" in ended.err
    assert "--> QUERY:1:19" in ended.err


def test_a_language_can_be_named_where_the_file_does_not_tell_it(rulekit, write):
    write({"a.txt": CODE})
    ended = rulekit("query", "a.txt", "(comment) @x", "--language", "python")
    assert "a.txt:2:15: @x  # naïve" == ended.lines[0]


def test_escape_sequences_of_the_file_are_shown_escaped(query):
    ended = query("(comment) @x", code="# \x1b[31mred\n")
    assert r"a.py:1:1: @x  # \x1b[31mred" == ended.lines[0]


# ast


@pytest.fixture
def ast(rulekit, write):
    def called(*words, code=CODE):
        write({"a.py": code})
        return rulekit("ast", "a.py", *words)

    return called


def test_a_tree_has_fields_places_and_the_text_of_its_leaves(ast):
    assert [
        "module 1:1-2:23",
        "  function_definition 1:1-2:22",
        "    name: identifier 1:5-1:6  'f'",
        "    parameters: parameters 1:6-1:9",
        "      identifier 1:7-1:8  'a'",
        "    body: block 2:5-2:22",
        "      return_statement 2:5-2:13",
        "        identifier 2:12-2:13  'a'",
        "      comment 2:15-2:22  '# naïve'",
    ] == ast().lines


def test_the_depth_can_be_limited(ast):
    assert ["module", "function_definition"] == [
        line.split()[0] for line in ast("--depth", "2").lines
    ]


def test_tokens_without_a_name_are_shown_when_asked(ast):
    assert "    def 1:1-1:4  'def'" in ast("--anonymous").lines


def test_what_the_grammar_cannot_place_is_an_error(ast):
    assert any("ERROR" in line for line in ast(code="a b c\n").lines)


def test_what_the_text_lacks_is_missing(ast):
    assert "      ) MISSING 1:7-1:7  ''" in ast(code="def f(:\n").lines


def test_deep_trees_are_no_deeper_than_python_recurses(ast):
    code = "x = " + "(" * 900 + "1" + ")" * 900 + "\n"
    assert (0, 900) == (ast(code=code).code, ast(code=code).out.count("parenthesized_expression"))


def test_a_tree_that_would_take_too_long_is_refused(ast):
    ended = ast(code="x = " + "(" * 5000 + "1" + ")" * 5000 + "\n")
    assert (2, "error: not queried: nested deeper than 1,000\n") == (ended.code, ended.err)


def test_a_grammar_can_be_tried_before_any_pack_has_it(rulekit, write):
    write({"a.nosuch": CODE})
    ended = rulekit("ast", "a.nosuch", "--grammar", "tree-sitter-python")
    assert "module 1:1-2:23" == ended.lines[0]


def test_only_what_is_wrong_can_be_shown(ast):
    told = "1 error in 1 of 1 file, 50.000% of 6 bytes"
    assert ["a.py:1:1: a b", told] == ast("--errors", code="a b c\n").lines


def test_what_is_wrong_in_several_files_is_counted(rulekit, write):
    write({"a.py": "a = 1\n", "b.py": "a b c\n", "c.py": "f(\n"})
    ended = rulekit("ast", "--errors", "a.py", "b.py", "c.py")
    assert (0, "b.py:1:1: a b") == (ended.code, ended.lines[0])
    assert "in 2 of 3 files" in ended.lines[-1]


def test_a_tree_is_of_one_file(rulekit, write):
    write({"a.py": "", "b.py": ""})
    ended = rulekit("ast", "a.py", "b.py")
    assert (2, "error: a tree is of one file; --errors looks at several\n") == (
        ended.code,
        ended.err,
    )


# query, as a playground


def test_what_each_measure_reads_is_shown_as_a_rule_says_it(query):
    rows = [line.split(maxsplit=1) for line in query("(comment) @comment").lines]
    reads = {row[1].partition("signal: ")[2]: row[0] for row in rows if "signal: " in str(row)}
    assert "1" == reads["{capture: comment, measure: count}"]
    assert "0.5" == reads["{capture: comment, measure: line_fraction}"]


def test_a_capture_of_the_pack_can_be_asked_for(query):
    assert ["a.py:1:1: @function  def f(a):", "1 captured"] == query("@function").lines[:2]


def test_a_capture_that_the_pack_lacks_is_told_with_the_nearest(query):
    ended = query("@functoin")
    assert (2, "") == (ended.code, ended.out)
    assert "python has no capture `@functoin`, did you mean `function`?" in ended.err


def test_a_query_with_a_grammar_reads_measures_by_the_marks_of_the_language(rulekit, write):
    write({"a.rs": "// b\nfn c() {}\n"})
    ended = rulekit("query", "a.rs", "(identifier) @x", "--grammar", "tree-sitter-python")
    assert 0 == ended.code


def test_captures_can_be_had_as_json(query):
    first = json.loads(query("(identifier) @x", "-o", "jsonl").lines[0])
    assert {"capture": "x", "line": 1, "column": 5, "text": "f"}.items() <= first.items()
