"""tree-sitter's traps (DEPENDENCIES.md), and that rulekit does not step into them.

What could crash or hang runs in a process of its own, with limits.
"""

import ast
from importlib import metadata
from pathlib import Path

import pytest
import rulekit_plugins
from making import GRAMMAR, apart, captured, document_of, read, syntax_of

import rulekit
from rulekit.core.reading import Reading, Unmeasured
from rulekit.core.span import Span
from rulekit.signals.build import captured as place
from rulekit.signals.build import measured
from rulekit.syntax.grammar import Grammar
from rulekit.syntax.parse import parse
from rulekit.syntax.query import QuerySource

FOLDERS = [Path(package.__file__).parent for package in (rulekit, rulekit_plugins)]
SOURCES = {
    f"{folder.name}/{file.relative_to(folder)}": ast.parse(file.read_text(encoding="utf-8"))
    for folder in FOLDERS
    for file in sorted(folder.rglob("*.py"))
}
WORDS = {
    source: {
        word
        for node in ast.walk(tree)
        for attribute in ("id", "attr", "arg", "name", "module")
        for word in str(getattr(node, attribute, "")).split(".")
    }
    for source, tree in SOURCES.items()
}


def using(*words):
    """Sources in which one of the words is a name, an attribute, an argument or an import."""
    return {source for source, known in WORDS.items() if known & set(words)}


def problems(queries):
    return [
        (problem.place, problem.message)
        for problem in QuerySource("snake", queries, "plugins/snake/queries.scm").problems()
    ]


def test_sources_are_looked_through():
    parts = ("", "_needs", "_part", "_run", "_structure")
    names = ("grammar", "parse", "predicate", *(f"query{part}" for part in parts))
    places = {f"rulekit/syntax/{name}.py" for name in names}
    assert places | {"rulekit/stored/stored_query.py"} == using("tree_sitter")


# 1. QueryCursor.captures and matches with a progress_callback segfault, always.


def test_1_no_query_is_given_a_progress_callback():
    assert {"rulekit/syntax/parse.py"} == using("progress_callback")


def test_1_queries_are_run_in_one_place_only():
    assert {"rulekit/syntax/query_run.py"} == using("QueryCursor")


# 2. A capture under + or * hangs for ever from 4,096 repeats.


def test_2_a_capture_under_a_repeat_is_refused_with_its_place():
    [(place, message)] = problems("; comments\n(module\n  (comment)+ @comment)")
    assert "plugins/snake/queries.scm:3:14" == place
    assert message.startswith("`@comment` under a repeat hangs on long files: ")


@pytest.mark.parametrize(
    "queries",
    ["(comment)* @comment", "((comment) @comment)+", "(module (block (comment) @comment)+)"],
)
def test_2_however_the_repeat_is_written(queries):
    assert 1 == len(problems(queries))


def test_2_many_siblings_under_the_bundled_queries_end():
    code = """
from making import captured
answer(len(captured("# c\\n" * 20_000 + "'d'\\n", "comment")))
"""
    assert 20_000 == apart(code, cpu=10)


# 3. Depth over 65,535 takes a query minutes and drops nodes; matches in progress need a limit.


def test_3_what_is_too_deep_is_not_queried():
    code = """
from making import document_of
from rulekit.core.reading import Unmeasured
try:
    document_of("(" * 10_000 + ")" * 10_000).captures
except Unmeasured as reason:
    answer(str(reason))
"""
    assert "not queried: nested deeper than 1,000" == apart(code)


def test_3_too_many_matches_in_progress_are_unmeasured_not_lost():
    queries = "(module (expression_statement) @statement (comment) @comment)"
    document = document_of("x\n" * 3_000 + "# c\n" * 3, syntax=syntax_of(queries))
    with pytest.raises(Unmeasured, match=r"^not queried: too many matches at once$"):
        document.capture("comment")


def test_3_every_cursor_has_a_limit():
    cursors = [
        node
        for tree in SOURCES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "QueryCursor"
    ]
    assert cursors
    assert {("match_limit",)} == {tuple(word.arg for word in one.keywords) for one in cursors}


# 4. str(node) and recursion over children crash on deep trees.


def test_4_a_deep_tree_needs_no_deep_stack():
    code = """
from making import captured, read
text = "x = " + "f(" * 300 + "'s'" + ")" * 300 + "\\n"
captured(text, "string")
import sys
sys.setrecursionlimit(60)
answer(captured(text, "string"))
"""
    assert ["'s'"] == apart(code)


# 5. A budget needs a read callable; a parser that was cancelled resumes the old text.


@pytest.mark.slow
def test_5_a_parse_over_its_budget_ends():
    code = """
from making import document_of
from rulekit.core.reading import Unmeasured
try:
    document_of("if x:\\n    y\\n" + "#\\n" * 30_000).captures
except Unmeasured as reason:
    answer(str(reason))
"""
    assert "not parsed: it takes more work than any ordinary text" == apart(code)


def test_5_the_next_text_has_its_own_tree():
    with pytest.raises(Unmeasured):
        parse(GRAMMAR.language, b"x" + b".a" * 100_000)
    [comment] = parse(GRAMMAR.language, b"# c\n").root_node.children
    assert ("comment", (0, 3)) == (comment.type, comment.byte_range)


def test_5_work_is_counted_not_timed():
    core = {source for source in SOURCES if source.startswith("rulekit/core/")}
    assert set() == core & using("time", "perf_counter", "monotonic", "process_time")


# 6. What a read callable returns is kept for ever; so it is released, and no node has a text.


def test_6_no_piece_of_the_text_is_kept():
    data = bytearray(b"x = 1\n" * 5_000)
    tree = parse(GRAMMAR.language, data)
    del tree
    data += b"y"  # raises BufferError while anybody holds a view


def test_6_predicates_read_the_data_not_the_node():
    queries = '((identifier) @identifier (#match? @identifier "^needle_[0-9]+$"))'
    text = "'ß'\n" * 3_000 + "hay = needle_1\n" + "'ß'\n" * 3_000 + "needle_22 = hay\n"
    assert ["needle_1", "needle_22"] == captured(text, "identifier", syntax=syntax_of(queries))


def test_6_no_node_is_asked_for_its_text():
    assert not {"rulekit/syntax/parse.py", "rulekit/syntax/grammar.py"} & using("text")


# 7. Captures come in any order, and one without hits has no key.


def test_7_spans_are_sorted():
    text = "f(g(1), h(i(2)))\nj()\n" * 50
    spans = document_of(text).capture("call")
    assert 250 == len(spans)
    assert sorted(spans) == spans


def test_7_a_capture_without_hits_is_empty():
    assert [] == document_of("x = 1\n").capture("comment")


# 8. Unknown predicates are true; loose ones belong to no pattern; what raises is a SystemError.


def test_8_an_unknown_predicate_is_refused_with_its_place():
    [(place, message)] = problems('((identifier) @_x\n (#lua-match? @_x "a"))')
    assert "plugins/snake/queries.scm:2:3" == place
    assert "unknown predicate `#lua-match?`, did you mean `match?`?" == message


def test_8_a_predicate_beside_its_pattern_is_refused():
    [(place, message)] = problems('(comment) @comment (#eq? @comment "# c")')
    assert "plugins/snake/queries.scm:1:21" == place
    assert "belongs to no pattern" in message


def test_8_a_predicate_reads_bytes_that_are_no_utf_8():
    code = r"""
from making import syntax_of
queries = '((string) @string (#match? @string "a") (#not-eq? @string "b"))'
found = syntax_of(queries).capture(b"x = '\xff\xfea', '\xc3a', 'b'\n").spans("string")
answer(found)
"""
    assert [[4, 9], [11, 15]] == apart(code)


@pytest.mark.parametrize("arguments", ["", "@_x", '"a"', '"a" @_x'])
def test_8_a_predicate_that_could_not_be_asked_is_refused(arguments):
    assert 1 == len(problems(f"((identifier) @_x (#eq? {arguments}))"))


def test_8_a_pattern_that_would_raise_is_refused():
    assert 1 == len(problems('((identifier) @_x (#match? @_x "("))'))


# 9. A root node begins behind leading blanks and a byte-order mark.


@pytest.mark.parametrize("blank", ["\n\n", "\ufeff", " \n\t\n", "\ufeff\n"])
def test_9_shares_are_of_the_whole_text(blank):
    text = blank * 4 + "#" * 4 * len(blank)
    signal = measured(place(["comment"]), "char_fraction")
    assert Reading(0.5) == signal.read(document_of(text))


def test_9_spans_count_from_the_texts_own_start():
    assert [Span(5, 8)] == document_of("\ufeff\n\n# c\n").capture("comment")


# 10. A tree needs 20 to 125 times the memory of its text.


@pytest.mark.slow
def test_10_megabytes_of_numbers_are_not_parsed_to_the_end():
    code = """
from making import document_of
from rulekit.core.reading import Unmeasured
try:
    document_of("1, " * 2_000_000).captures
except Unmeasured as reason:
    answer(str(reason))
"""
    more_work = "not parsed: it takes more work than any ordinary text"
    assert more_work == apart(code, megabytes=300)


def test_10_a_long_list_of_numbers_fits():
    code = """
from making import document_of
answer(len(document_of("1, " * 30_000).capture("number")))
"""
    assert 30_000 == apart(code, megabytes=200)


# 11. Errors are normal: only their share says something.


def test_11_one_error_is_a_small_share():
    text = "x = f(1)\n" * 99 + "x = f($)\n"
    share = measured(place(["error", "missing"]), "char_fraction").read(document_of(text))
    assert 0 < share.value < 0.02


def test_11_code_with_an_error_is_measured_like_any_other():
    assert 1 == read("code.repeated_line_fraction", "x = f($)\nx = f($)\n")


def test_11_only_the_walk_to_the_errors_asks_whether_there_is_one():
    assert {"rulekit/syntax/query_run.py"} == using("has_error")


# 12. Some grammars have no name and no version.


def test_12_the_version_of_a_grammar_is_that_of_its_wheel():
    assert metadata.version("tree-sitter-python") == GRAMMAR.version


def test_12_the_version_is_known_without_loading_the_grammar():
    assert metadata.version("tree-sitter") == Grammar("tree_sitter", "no_such_function").version


# 13. Nothing pickles, and an alarm does not interrupt a query.


def test_13_nothing_is_pickled():
    assert set() == using("pickle")


def test_13_nobody_trusts_an_alarm():
    assert set() == using("SIGALRM", "alarm")


def test_13_a_timer_only_ends_the_process():
    """One that counts CPU time and interrupts nothing."""
    assert {"rulekit/run/limit.py"} == using("setitimer") == using("ITIMER_PROF")
