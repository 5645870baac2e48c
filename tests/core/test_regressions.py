"""Bugs that were found by trying, each with the example that showed it."""

import pytest
from making import (
    GRAMMAR,
    SIGNALS,
    apart,
    captured,
    document_of,
    located,
    range_of,
    read,
    rule_of,
    signal_of,
    spans_of,
    syntax_of,
)

from rulekit.core.judge import judge
from rulekit.core.position import Positions
from rulekit.core.reading import Reading
from rulekit.core.rule import Guard
from rulekit.core.span import Span
from rulekit.core.words import normal_words
from rulekit.errors import PluginError
from rulekit.language.encoding import decode
from rulekit.syntax.query import QuerySource

LOOSE = """
from making import captured, syntax_of
answer(captured({text!r}, {name!r}, syntax=syntax_of({queries!r}, {wanted!r})))
"""


def found(queries, text="a\nb\n", name="identifier", wanted=None):
    return apart(LOOSE.format(queries=queries, text=text, name=name, wanted=wanted))


def mistakes(queries):
    return QuerySource("python", queries, "q.scm").problems()


@pytest.mark.slow
def test_a_spent_budget_amid_a_character():
    code = """
from making import document_of
from rulekit.core.reading import Unmeasured
try:
    comments = "# ß\\n" * 5_000
    document_of(comments + "hay = needle_1\\n" + comments + "needle_22 = hay\\n").captures
except Unmeasured as why:
    answer(str(why))
else:
    answer("parsed")
"""
    assert apart(code)


def test_a2_a_thousand_lines_of_comment_are_no_attack():
    text = "x = 1\n" + "# a longer line of comment, as people write them\n" * 1000 + "y = 2\n"
    assert ["x", "y"] == captured(text, "variable")


def test_b_nothing_wanted():
    code = """
from making import document_of, syntax_of
answer(dict(document_of("x = 1\\n" * 200, syntax=syntax_of(wanted=())).captures.found))
"""
    assert {} == apart(code)


def test_c_errors_alone():
    syntax = syntax_of(wanted={"error"})
    assert ["$"] == captured("x = 1\n$\n", "error", syntax=syntax)


def test_d_predicate_over_a_capture_that_nobody_wants():
    q = '((call function: (identifier) @identifier) @print (#eq? @identifier "print"))'
    assert ["print(1)"] == captured("print(1)\nfoo(2)\n", "print", syntax=syntax_of(q, {"print"}))


def test_e_predicate_with_a_dot_crashes():
    q = '((identifier) @identifier (.eq? @identifier "a"))'
    if not mistakes(q):
        assert ["a"] == found(q)


def test_e2_unknown_predicate_with_a_dot_is_true():
    assert mistakes('((identifier) @identifier (.lua-match? @identifier "a"))')


@pytest.mark.parametrize(
    "q",
    [
        "(comment) @comment +",
        "((comment) @comment+)",
        "(comment) @comment*",
        "(comment) @_a @comment +",
        "(comment)+? @comment",
        "((comment) @comment)?+",
    ],
)
def test_f_capture_before_its_repeat(q):
    assert mistakes(q)


@pytest.mark.parametrize(
    "q",
    [
        '(identifier) @identifier ((#eq? @identifier "a"))',
        '[(identifier) @identifier (#eq? @identifier "a")]',
        '(module) @snake.m ((#eq? @snake.m "a"))',
    ],
)
def test_g_loose_predicate_in_brackets(q):
    if not mistakes(q):
        assert ["a"] == found(q)


def test_h_bad_pattern():
    assert mistakes('((identifier) @identifier (#match? @identifier "("))')


def test_i_short_latin_1():
    assert "x = '©'\n" == decode(b"x = '\xa9'\n")


@pytest.mark.parametrize(
    "text", ["# la fenêtre était déjà fermée\n", "# año nuevo, el niño pequeño\n", "# José Núñez\n"]
)
def test_j_western_text(text):
    assert text * 20 == decode((text * 20).encode("cp1252"))


def test_k_latin_1_after_64_kb_of_ascii():
    text = "# a line of comment here\n" * 4000 + "# author: Jürgen Müller, Größe\n"
    assert text == decode(text.encode("cp1252"))


def test_l_many_words_without_blanks():
    t = 'x = "1,2,3,4,5,6,7,8,9,10,11,12"\n'
    assert 1 == read("per_code_line(code.long_string_lines)", t)


def test_m_quotes_are_no_words():
    t = 'x = "' + " ".join(["ab"] * 19) + '"\n'
    assert 0 == read("per_code_line(code.long_string_lines)", t)


def test_n_long_words_in_characters():
    t = 'x = "' + "字" * 30 + '"\ny = 1\n'
    assert pytest.approx(30 / len(t)) == read("code.long_string_word_fraction", t)


def test_o_occurrence_inside_other_words():
    assert ["in it", "in it"] == located("text.top_2gram_fraction", "in it in it begin item\n")


def test_p_repeated_last_line():
    d = document_of("a = 1\na = 1\n")
    assert spans_of((0, 5), (6, 11)) == list(SIGNALS["code.repeated_line_fraction"].locate(d))


def test_q_source_at_the_texts_end():
    assert "a" == Positions(b"a\n").evidence(Span(2, 2)).source


def test_q2_source_at_a_carriage_return():
    assert "a" == Positions(b"a\r\nb\n").evidence(Span(2, 2)).source


def test_r_guard_tolerates_what_a_rule_tolerates():
    rule = rule_of(when=(Guard(signal_of("size"), range_of(maximum=0.3)),))
    [finding] = judge([rule], {"x": Reading(0.0), "size": Reading(0.1 + 0.2)}, "", 0)
    assert "pass" == finding.outcome


def test_s_surrogate_is_one_mark():
    assert "a\ufffdb" == document_of("a\ud800b").text


def test_t_angle_brackets_are_kept_by_the_reference():
    assert ["a", "〈", "b"] == normal_words("a〈b")


def test_w_unexpected_end_has_a_place():
    from rulekit.errors import SpecError

    with pytest.raises(SpecError) as told:
        QuerySource("python", "(comment) @comment\n(call", "q.scm").compile(
            GRAMMAR.language, GRAMMAR.words
        )
    assert told.value.problems[0].line == 2


def test_x_record_with_a_new_field():
    from rulekit.core.record import from_record, to_record
    from rulekit.core.verdict import Finding, Verdict

    record = to_record(Verdict("a", "keep", "", findings=(Finding("a/a", "pass"),)))
    record["findings"][0]["novelty"] = 1
    assert "a" == from_record(record).path


def test_y_re2_message_is_text():
    [problem] = QuerySource("python", '((identifier) @_x (#match? @_x "("))', "q").problems()
    assert "b'" not in problem.message


def test_z_span_of_two_captures_counts_once():
    from rulekit.signals.build import captured as place
    from rulekit.signals.build import measured

    signal = measured(place(["parameter", "variable"]), "count")
    assert 1 == signal.read(document_of("def f(a): pass\n")).value


def test_z2_lone_pattern_string_arguments():
    assert mistakes('((identifier) @identifier (#eq? "zzz" @identifier))')


@pytest.mark.slow
def test_a3_predicates_leak():
    code = """
from making import syntax_of
def rss():
    lines = open("/proc/self/status")
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
syntax, data = syntax_of(wanted={"print"}), b"f()\\n" * 2_000
for i in range(40):
    if i == 10:
        before = rss()
    syntax.capture(data)
answer(rss() - before)
"""
    assert apart(code) < 10  # MB


def test_d2_a_capture_that_was_not_queried_is_not_empty():
    document = document_of("f()\n", syntax=syntax_of(wanted={"comment"}))
    with pytest.raises(PluginError):
        document.capture("call")
