"""rulekit/syntax/query.py: every mistake in a query file is named, with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import GRAMMAR, QUERIES

from rulekit.errors import SpecError
from rulekit.syntax.parse import parse
from rulekit.syntax.query import QuerySource


def source_of(text):
    return QuerySource("snake", text, "queries.scm")


def mistakes(text):
    return [problem.message for problem in source_of(text).problems()]


def places(text):
    return [problem.place for problem in source_of(text).problems()]


def complaint(text):
    """What is wrong with a query that does not compile."""
    with pytest.raises(SpecError) as told:
        source_of(text).compile(GRAMMAR.language, GRAMMAR.words)
    [problem] = told.value.problems
    return problem


def test_captures_are_those_that_the_file_names():
    text = "(comment) @comment\n(x (y) @snake.pass @_private) ; @string"
    assert {"comment", "snake.pass"} == source_of(text).captures


def test_the_same_text_is_right_for_one_pack_and_wrong_for_another():
    packs = [QuerySource(pack, "(x) @snake.pass", "queries.scm") for pack in ("snake", "toad")]
    assert [0, 1] == [len(source.problems()) for source in packs]


def test_a_capture_in_a_comment_or_string_is_none():
    assert frozenset() == source_of('; (comment) @comment\n"@string"').captures


def test_names_are_left_out_with_a_reason():
    text = "; no @goto @macro: nothing: jumps\n;\n; no @main: it begins at the top\n(x) @comment"
    assert {
        "goto": "nothing: jumps",
        "macro": "nothing: jumps",
        "main": "it begins at the top",
    } == source_of(text).left_out


def test_a_remark_about_a_capture_leaves_nothing_out():
    text = "; there is no @goto: see below\n; no @main\n; no goto: none\n"
    assert {} == source_of(text).left_out


def test_the_bundled_queries_have_no_mistakes():
    assert [] == QUERIES.problems()


def test_shared_own_and_private_names_are_known():
    assert [] == mistakes("(a) @comment (b) @snake.pass (c) @_c")


def test_an_unknown_capture_is_named_with_the_nearest_one():
    assert ["unknown capture `@coment`, did you mean `comment`?"] == mistakes("(comment) @coment")


def test_a_capture_that_is_taken_away_has_a_known_name():
    assert [] == mistakes("(comment) @_not.comment")
    [mistake] = mistakes("(comment) @_not.coment")
    assert mistake.startswith("unknown capture `@coment`")


def test_an_unknown_capture_near_to_none_says_how_own_ones_begin():
    expected = "unknown capture `@zzz`; a capture of this pack begins with `snake.`"
    assert [expected] == mistakes("(comment) @zzz")


def test_a_capture_of_another_pack_is_unknown():
    assert 1 == len(mistakes("(pass_statement) @python.pass"))


@pytest.mark.parametrize("name", ["error", "missing"])
def test_the_parsers_own_captures_cannot_be_taken(name):
    assert [f"unknown capture `@{name}` is the parser's own"] == mistakes(f"(comment) @{name}")


def test_a_mistake_has_file_line_and_column():
    assert ["queries.scm:3:14"] == places("; a comment\n\n   (comment) @coment")


def test_a_mistake_shows_its_line_and_is_as_wide_as_its_word():
    [problem] = source_of("(a)\n(comment) @coment").problems()
    assert ("(comment) @coment", 7) == (problem.source, problem.width)


def test_every_mistake_is_named_in_the_order_of_the_file():
    text = '(a) @aa\n((b)+ @comment (#eq @comment "x"))\n(c) @cc'
    assert ["queries.scm:1:5", "queries.scm:2:7", "queries.scm:2:17", "queries.scm:3:5"] == [
        place for place in places(text) if place
    ]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("`@comment` under a repeat", "(comment)+ @comment"),
        ("`@comment` under a repeat", "(comment)* @comment"),
        ("`@comment` under a repeat", "(comment)+ @_c @comment"),
        ("`@comment` under a repeat", "(comment)+ ; why\n @comment"),
        ("`@comment` under a repeat", "(module (comment)* @comment)"),
        ("`@comment` under a repeat", '"#"+ @comment'),
        ("a capture under `+`", "((comment) @comment)+"),
        ("a capture under `*`", "((comment) @comment (x))*"),
        ("a capture under `+`", "(a (b (comment) @comment))+"),
        ("a capture under `+`", "[(comment) @comment (b)]+"),
    ],
)
def test_a_capture_under_a_repeat_is_refused(expected, text):
    assert any(message.startswith(expected) for message in mistakes(text))


@pytest.mark.parametrize(
    "text",
    [
        "(block (comment)* (x)) @function",
        "(block (comment)+ . (x) @class)",
        "(comment)? @comment",
        "((comment)* (x) @class) (y)+",
        '"+" @snake.plus',
        '("*") @snake.times',
    ],
)
def test_a_repeat_beside_a_capture_is_fine(text):
    assert [] == mistakes(text)


@pytest.mark.parametrize(
    "word", ["eq?", "not-eq?", "any-of?", "not-any-of?", "match?", "not-match?"]
)
def test_predicates_are_known(word):
    assert [] == mistakes(f'((identifier) @_x (#{word} @_x "a"))')


def test_an_unknown_predicate_is_named_with_the_nearest_one():
    [message] = mistakes('((identifier) @_x (#lua-match? @_x "a"))')
    assert "unknown predicate `#lua-match?`, did you mean `match?`?" == message


@pytest.mark.parametrize("word", ["#set!", "#is?", "#eq", "#any-eq?", "#EQ?"])
def test_what_rulekit_does_not_know_is_refused(word):
    [message, *_] = mistakes(f'((identifier) @_x ({word} @_x "a"))')
    assert message.startswith(f"unknown predicate `{word}`")


def test_a_predicate_beside_its_pattern_belongs_to_none():
    [message] = mistakes('(identifier) @_x (#eq? @_x "a")')
    assert "`#eq?` belongs to no pattern: put pattern and predicate in one ( )" == message


@pytest.mark.parametrize("words", ["", "@_x", '"a" @_x', '"a" "b"'])
def test_a_predicate_takes_a_capture_and_what_to_compare_it_with(words):
    [message] = mistakes(f"((identifier) @_x (#eq? {words}))")
    assert "`#eq?` takes a capture and what to compare it with" == message


def test_a_pattern_that_re2_refuses_is_a_mistake():
    [message] = mistakes('((identifier) @_x (#match? @_x "a(b"))')
    assert message.startswith("not a pattern of RE2: ")
    assert "missing )" in message


def test_a_pattern_is_read_as_tree_sitter_reads_it():
    assert [] == mistakes(r'((string) @_x (#match? @_x "^\\(\"$"))')


def test_a_pattern_must_be_known_beforehand():
    [message] = mistakes("((a) @_x (b) @_y (#match? @_x @_y))")
    assert "a pattern is a string, not `@_y`" == message


def test_an_unknown_node_is_named_with_its_place_and_the_nearest_one():
    problem = complaint("(comment) @comment\n(call (identifer)) @call")
    assert "the grammar has no node `identifer`, did you mean `identifier`?" == problem.message
    assert ("queries.scm:2:8", 9) == (problem.place, problem.width)


def test_an_unknown_field_is_named_with_its_place_and_the_nearest_one():
    problem = complaint("(call fnction: (identifier)) @call")
    assert "the grammar has no field `fnction`, did you mean `function`?" == problem.message
    assert "queries.scm:1:7" == problem.place


def test_a_pattern_that_no_tree_can_have_is_named_with_its_place():
    problem = complaint("(comment)\n(comment (call)) @comment")
    assert problem.message.startswith("impossible pattern")
    assert "queries.scm:2" == problem.place.rpartition(":")[0]


def test_a_bracket_too_many_is_named_with_its_place():
    problem = complaint("(comment) @comment\n(call))")
    assert ("invalid syntax", "queries.scm:2:7") == (problem.message, problem.place)


def test_an_open_bracket_is_a_complaint():
    assert "the query ends too early: Unexpected EOF" == complaint("(call").message


@given(st.text(st.sampled_from('()[]"@#?!+*;_ \n.\\abeq'), max_size=40))
def test_any_text_is_checked_without_an_error(text):
    assert all(problem.line >= 1 and problem.column >= 1 for problem in source_of(text).problems())


@given(st.text(st.sampled_from('()[]"@#?!+*;_ \n.abeq'), max_size=40))
def test_any_text_compiles_or_is_a_complaint(text):
    paths = set()
    try:
        source_of(text).compile(GRAMMAR.language, GRAMMAR.words)
    except SpecError as error:
        paths = {problem.path for problem in error.problems}
    assert paths <= {"queries.scm"}


# What a file inherits: the captures of a text, by Python's grammar.

PARENT = """\
; no @main @macro: it begins at the top
(comment) @comment
(identifier) @identifier
[(integer) @number (float) @parent.float]
((call function: (identifier) @_name) @print (#eq? @_name "print"))
"""
CODE = b"a = 1 + 2.5\nprint(b)\nlog(c) # d\n"


def heir_of(text, parent=PARENT):
    inherited = QuerySource("parent", parent, "parent.scm")
    return QuerySource("snake", f"; inherits: parent\n{text}", "queries.scm", inherited)


def found(source, wanted=None):
    query = source.compile(GRAMMAR.language, GRAMMAR.words, wanted)
    nodes = query.run(parse(GRAMMAR.language, CODE).root_node, CODE)
    return {
        name: sorted(CODE[one.start_byte : one.end_byte].decode() for one in found)
        for name, found in nodes.items()
    }


def test_a_file_finds_what_the_inherited_file_finds():
    assert found(QuerySource("parent", PARENT, "parent.scm")) == found(heir_of(""))


def test_a_file_adds_to_what_it_inherits():
    expected = {"print": ["log(c)", "print(b)"], "comment": ["# d"]}
    log = '((call function: (identifier) @_name) @print (#eq? @_name "log"))'
    assert expected == found(heir_of(log), frozenset(expected))


def test_what_has_its_own_patterns_is_not_inherited():
    log = '((call function: (identifier) @_name) @print (#eq? @_name "log"))'
    source = heir_of(f"; own @print: it is called otherwise\n{log}")
    assert ({"print": ["log(c)"]}, True) == (
        found(source, frozenset({"print"})),
        "print" in source.captures,
    )


def test_what_is_left_out_is_not_inherited_and_the_rest_of_its_pattern_is():
    source = heir_of("; no @number: they are floats")
    assert (["2.5"], None) == (found(source)["parent.float"], found(source).get("number"))
    assert {"comment", "identifier", "parent.float", "print"} == source.captures


def test_reasons_are_inherited_where_nothing_is_captured():
    source = heir_of("; no @goto: none\n; own @print: why\n(module) @main (call) @print")
    assert {"macro": "it begins at the top", "goto": "none"} == source.left_out


def test_a_file_inherits_what_the_inherited_file_inherits_and_without_what_that_takes_away():
    middle = heir_of("; no @number: they are floats\n(module) @main")
    source = QuerySource("toad", "; inherits: snake\n(list) @table", "toad.scm", middle)
    assert middle.captures | {"table"} == source.captures
    assert ["parent.scm", "queries.scm", "toad.scm"] == [file.path for file in source.files]
    assert "number" not in found(source)


def compile_problem(source):
    with pytest.raises(SpecError) as caught:
        source.compile(GRAMMAR.language, GRAMMAR.words)
    [problem] = caught.value.problems
    return problem


def test_an_inherited_node_that_the_grammar_lacks_is_told_where_it_stands_and_who_inherits_it():
    problem = compile_problem(heir_of("(call) @call", "(comment) @comment\n(cal) @call"))
    expected = "the grammar has no node `cal`, did you mean `call`?; queries.scm inherits it"
    assert (expected, "parent.scm:2:2") == (problem.message, problem.place)
    assert ("(cal) @call", 3) == (problem.source, problem.width)


def test_an_inherited_pattern_that_is_left_open_is_told_where_it_stands():
    problem = compile_problem(heir_of("(call) @call", "(comment) @comment\n((call) @call"))
    expected = "the query ends too early: Unexpected EOF; queries.scm inherits it"
    assert (expected, "parent.scm:2:14") == (problem.message, problem.place)


def test_a_mistake_of_ones_own_has_its_place_behind_what_is_inherited():
    problem = compile_problem(heir_of("(call) @call\n(cal) @call"))
    expected = "the grammar has no node `cal`, did you mean `call`?"
    assert (expected, "queries.scm:3:2") == (problem.message, problem.place)


def test_an_impossible_inherited_pattern_that_is_not_wanted_is_no_mistake():
    source = heir_of("; own @call: why\n(call) @call", "(comment (call) @call)\n(string) @string")
    assert ["log(c)", "print(b)"] == found(source)["call"]


def test_every_pattern_that_does_not_compile_is_told_at_once():
    text = "(comentt) @comment\n(string) @string\n(call fnction: (string) @_y)\n(identifer) @x.y\n"
    with pytest.raises(SpecError) as told:
        source_of(text).compile(GRAMMAR.language, GRAMMAR.words)
    places = [problem.place.removeprefix("queries.scm:") for problem in told.value.problems]
    assert ["1:2", "3:7", "4:2"] == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(a [(b) @comment\n(c) @string", ["`(` is never closed", "`[` is never closed"]),
        ("(a) @comment)", ["`)` closes nothing"]),
    ],
)
def test_a_bracket_without_its_other_half_is_told(text, expected):
    assert expected == mistakes(text)
