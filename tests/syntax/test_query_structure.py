"""rulekit/syntax/query_structure.py: what the matches of one structure hand out."""

from making import GRAMMAR, captured, syntax_of

from rulekit.syntax.predicate import Predicate
from rulekit.syntax.query_structure import NAME, NAMES, Clause, Structure

CALLS = """
((call function: (identifier) @_name) @print (#eq? @_name "print"))
((call function: (identifier) @_name) @assert (#match? @_name "^check"))
((call function: (identifier) @_name) @loop (#not-any-of? @_name "print" "check"))
"""


def found(name, text, queries=CALLS):
    return captured(text, name, syntax=syntax_of(queries))


def structure(*clauses):
    return Structure("(call) @at3", clauses)


def asking(*predicates, handed="call"):
    return Clause(predicates, {"_n": ("at3",)}, (("at3", handed),))


def test_patterns_of_one_structure_are_told_apart_by_words():
    text = "print(1)\ncheck(2)\ncheck_all(3)\nother(4)\n"
    assert ["print(1)"] == found("print", text)
    assert ["check(2)", "check_all(3)"] == found("assert", text)
    assert ["check_all(3)", "other(4)"] == found("loop", text)


def test_what_asks_nothing_is_handed_out_with_what_asks():
    queries = "(call function: (identifier) @_n) @call " + CALLS
    assert ["print(1)", "f(2)"] == found("call", "print(1)\nf(2)\n", queries)
    assert ["print(1)"] == found("print", "print(1)\nf(2)\n", queries)


def test_two_texts_choose_together():
    queries = """
    ((call function: (attribute object: (identifier) @_a attribute: (identifier) @_b)) @print
      (#eq? @_a "log") (#any-of? @_b "info" "warn"))
    ((call function: (attribute object: (identifier) @_x attribute: (identifier) @_b)) @assert
      (#eq? @_x "t") (#match? @_b "^is"))
    """
    text = "log.info(1)\nt.info(2)\nt.is_it(3)\nlog.is_it(4)\n"
    assert ["log.info(1)"] == found("print", text, queries)
    assert ["t.is_it(3)"] == found("assert", text, queries)


def test_a_place_that_a_match_lacks_holds():
    queries = '((return_statement (identifier)? @_a) @simple_return (#eq? @_a "a"))'
    text = "def f():\n    return\n    return a\n    return b\n"
    assert ["return", "return a"] == found("simple_return", text, queries)


def test_a_long_text_is_asked_like_a_short_one():
    long = "check" + "k" * NAME
    assert [f"{long}()"] == found("assert", f"{long}()\n{'x' * NAME}()\n")


def test_a_long_word_of_a_list_is_found():
    long = "k" * NAME
    queries = f'((call function: (identifier) @_n) @print (#eq? @_n "{long}"))'
    assert [f"{long}()"] == found("print", f"{long}()\nk{long}()\n", queries)


def test_more_names_than_are_remembered_are_all_asked():
    names = [f"check{number}" for number in range(NAMES + 10)]
    text = "\n".join(f"{name}()" for name in [*names, *names[:5]])
    assert len(names) + 5 == len(found("assert", text))


def test_texts_beyond_ascii_are_told_apart():
    queries = '((identifier) @variable (#any-of? @variable "é" "ß"))'
    assert ["é", "ß"] == found("variable", "é = e\nß = s\n", queries)


def test_a_structure_without_questions_is_certain():
    assert (("at3", "call"),) == structure(asking()).certain
    assert structure(asking(Predicate("eq", False, "_n", frozenset([b"a"])))).certain is None


def test_kinds_of_nodes_are_told_apart_by_the_numbers_of_the_grammar():
    language = GRAMMAR.language
    kinds = {language.id_for_node_kind(word, True) for word in ("pass_statement", "if_statement")}
    queries = "(module [(pass_statement) (if_statement) (for_statement)] @statement)"
    [one] = syntax_of(queries, wanted={"statement"}).query.structures
    assert kinds < one.kinds[0][1]
    assert ["pass", "if x: pass"] == found("statement", "pass\nx\nif x: pass\n", queries)
