"""rulekit/catalog/compile_rule.py: from a rule file to a rule."""

import pytest

from rulekit import Finder, Signal, Span
from rulekit.catalog.compile_rule import Names, compile_rule
from rulekit.core.rule import Bound, Range
from rulekit.signals.measure import MEASURES

LINES = Signal("text.lines", "lines", "how many", lambda document: len(document.lines))
MARKS = Finder("text.marks", "marks", lambda document: [Span(0, 1)], frozenset({"comment"}))
NAMES = Names.of([LINES], [MARKS], ["python.pass"])
SIGNAL = '{pattern: "!", measure: count}'
PATTERN = "toy/loud.yaml:4:19 not a pattern of RE2: "
BEYOND = "; RE2 has no look-around and no back-references"

WHICH = "; `rulekit plugins` says which"


@pytest.fixture
def compiled(rule):
    def compile_(old="", new=""):
        text = rule(old, new)
        return compile_rule(text, "toy/loud.yaml", "toy", "loud", frozenset(), NAMES)

    return compile_


def test_a_rule_is_called_by_its_place(compiled):
    assert "toy/loud" == compiled().rule.id


def test_a_rule_is_for_the_languages_of_its_pack_and_the_kinds_of_its_file(rule):
    text = rule("source: ours", "source: ours\nkinds: [prose, data]")
    file = compile_rule(text, "toy/loud.yaml", "toy", "loud", frozenset({"c"}), NAMES)
    assert ({"c"}, {"prose", "data"}) == (file.rule.languages, file.rule.kinds)


def test_a_bound_of_the_file_is_set_by_the_rule(compiled):
    assert Range(None, Bound(1.0, "rule")) == compiled().rule.keep


def test_without_a_message_there_is_a_plain_one(compiled):
    assert "{value:.4g} is not {limit}" == compiled().rule.message


def test_each_example_remembers_its_line(compiled):
    new = "keep:\n    - text: Hi.\n    - text: Ho.\n  drop:\n    - text: Hi!!\n"
    file = compiled('keep: [{text: "Hi."}]\n  drop: [{text: "Hi!!"}]\n', new)
    assert {("keep", 0): 8, ("keep", 1): 9, ("drop", 0): 11} == file.examples


@pytest.mark.parametrize(
    ("signal", "name"),
    [
        ("text.lines", "text.lines"),
        ("{named: text.lines}", "text.lines"),
        ("{capture: comment, measure: count}", "count(@comment)"),
        ("{capture: [print, assert], measure: exists}", "exists(@print+@assert)"),
        ("{capture: python.pass, measure: count}", "count(@python.pass)"),
        ("{capture: error, measure: count}", "count(@error)"),
        ("{pattern: 'a+', measure: longest}", "longest(/a+/)"),
        ("{pattern: x, measure: count, within: comment}", "count(/x/ in @comment)"),
        ("{find: text.marks, measure: longest}", "longest(text.marks)"),
        ("{find: text.marks, measure: count, within: string}", "count(text.marks in @string)"),
        (
            "{ratio: [text.lines, {capture: loop, measure: count}]}",
            "text.lines / count(@loop)",
        ),
    ],
)
def test_a_signal_is_named_for_its_words(compiled, signal, name):
    assert name == compiled(SIGNAL, signal).rule.signal.name


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_every_measure_is_known(compiled, measure):
    assert (
        f"{measure}(/!/)"
        == compiled(SIGNAL, f"{{pattern: '!', measure: {measure}}}").rule.signal.name
    )


def test_a_signal_needs_the_captures_it_names(compiled):
    signal = "{capture: [print, assert], measure: count, within: function}"
    assert {"print", "assert", "function"} == compiled(SIGNAL, signal).rule.signal.needs


def test_a_signal_needs_the_captures_of_its_finder(compiled):
    signal = "{find: text.marks, measure: per_code_line, within: string}"
    needs = compiled(SIGNAL, signal).rule.signal.needs
    assert {"comment", "docstring", "string"} == needs


def test_a_guard_is_a_signal_and_a_range(compiled):
    (guard,) = compiled(
        "source: ours", "source: ours\nwhen: [{signal: text.lines, min: 3}]"
    ).rule.when
    assert (LINES, Range(Bound(3.0, "rule"), None)) == (guard.signal, guard.keep)


@pytest.mark.parametrize(
    ("signal", "expected"),
    [
        (
            "{capture: comment, measure: cuont}",
            "toy/loud.yaml:4:37 unknown measure `cuont`, did you mean `count`?",
        ),
        (
            "{capture: comment, measure: zzz}",
            f"toy/loud.yaml:4:37 unknown measure `zzz`; there are: {', '.join(sorted(MEASURES))}",
        ),
        (
            "{capture: comnt, measure: count}",
            "toy/loud.yaml:4:19 unknown capture `comnt`, did you mean `comment`?",
        ),
        (
            "{capture: python.pas, measure: count}",
            "toy/loud.yaml:4:19 unknown capture `python.pas`, did you mean `python.pass`?",
        ),
        (
            "{capture: zzz, measure: count}",
            "toy/loud.yaml:4:19 unknown capture `zzz`; see rulekit/syntax/vocabulary.py",
        ),
        (
            "{capture: [comment, strnig], measure: count}",
            "toy/loud.yaml:4:29 unknown capture `strnig`, did you mean `string`?",
        ),
        (
            "{pattern: x, measure: count, within: strng}",
            "toy/loud.yaml:4:46 unknown capture `strng`, did you mean `string`?",
        ),
        ("{pattern: '(', measure: count}", PATTERN + "missing ): ("),
        ("{pattern: 'a{5000}', measure: count}", PATTERN + "invalid repetition size: {5000}"),
        (
            "{find: text.mark, measure: count}",
            "toy/loud.yaml:4:16 unknown finder `text.mark`, did you mean `text.marks`?",
        ),
        (
            "{find: zzz, measure: count}",
            "toy/loud.yaml:4:16 unknown finder `zzz`; `rulekit signals FILE` lists them",
        ),
        (
            "text.marks",
            (
                "toy/loud.yaml:4:9 unknown signal `text.marks`"
                ": it is a finder, so write `{find: text.marks, measure: count}`"
            ),
        ),
        ("text.lins", "toy/loud.yaml:4:9 unknown signal `text.lins`, did you mean `text.lines`?"),
        (
            "{named: zzz}",
            "toy/loud.yaml:4:17 unknown signal `zzz`; `rulekit signals FILE` lists them",
        ),
        (
            "{ratio: [text.lines, text.lins]}",
            "toy/loud.yaml:4:30 unknown signal `text.lins`, did you mean `text.lines`?",
        ),
        (
            "{pattern: '(?=a)', measure: count}",
            PATTERN + "invalid perl operator: (?=" + BEYOND,
        ),
        (
            r"{pattern: '(a)\1', measure: count}",
            PATTERN + r"invalid escape sequence: \1" + BEYOND,
        ),
    ],
)
def test_an_unknown_name_is_told_at_the_name(compiled, told, signal, expected):
    assert [expected] == told(compiled, SIGNAL, signal)


def test_an_unknown_name_in_a_guard_is_told_at_the_name(compiled, told):
    guards = "when: [{signal: text.lines, min: 3}, {signal: text.lins, min: 1}]"
    expected = "toy/loud.yaml:4:47 unknown signal `text.lins`, did you mean `text.lines`?"
    assert [expected] == told(compiled, "source: ours", f"source: ours\n{guards}")


def test_every_unknown_name_is_told_in_the_order_of_the_file(compiled, told):
    signal = "{ratio: [text.lins, {capture: comnt, within: lop, measure: cuont}]}"
    places = [complaint.split()[0] for complaint in told(compiled, SIGNAL, signal)]
    assert [f"toy/loud.yaml:4:{column}" for column in (18, 39, 54, 68)] == places


@pytest.mark.parametrize(
    ("signal", "expected"),
    [
        (
            "toy.marks",
            f"4:9 unknown signal `toy.marks`: the plugin `toy` is off or broken{WHICH}",
        ),
        (
            "{find: toy.marks, measure: count}",
            f"4:16 unknown finder `toy.marks`: the plugin `toy` is off or broken{WHICH}",
        ),
    ],
)
def test_a_name_of_a_pack_that_is_off_is_told_so(rule, told, signal, expected):
    text = rule(SIGNAL, signal)
    names = Names.of([LINES], absent=["toy"])
    words = (text, "toy/loud.yaml", "toy", "loud", frozenset(), names)
    assert [f"toy/loud.yaml:{expected}"] == told(compile_rule, *words)
