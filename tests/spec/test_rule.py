"""rulekit/spec/rule.py: what a rule file may say."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.compile_rule import Names, compile_rule
from rulekit.core.document import Document
from rulekit.engine import Engine
from rulekit.errors import SpecError
from rulekit.plan.options import PlanOptions, Project
from rulekit.plan.plan import Plan
from rulekit.spec.check import check
from rulekit.spec.rule import FOUND, RuleSpec, SignalSpec
from rulekit.spec.strict_yaml import read_yaml

RULE = """\
title: Too loud
why: Shouting hides what is said.
source: ours
signal: {pattern: "!", measure: count}
keep: {max: 1}
examples:
  keep: [{text: "Hi."}]
  drop: [{text: "Hi!!"}]
"""


def rule(old="", new=""):
    """The rule above with one thing written otherwise."""
    assert old in RULE
    return check(read_yaml(RULE.replace(old, new), "r.yaml"), RuleSpec, what="a rule file")


def complaints_about(old, new):
    with pytest.raises(SpecError) as caught:
        rule(old, new)
    return [f"{one.line}:{one.column} {one.message}" for one in caught.value.problems]


SIGNAL = '{pattern: "!", measure: count}'
DROP = '[{text: "Hi!!"}]'


def test_what_is_not_said_has_its_default():
    read = rule()
    expected = ("drop", 1.0, 0.0, [], [], None)
    assert expected == (
        read.action,
        read.weight,
        read.spare,
        read.when,
        read.kinds,
        read.message,
    )


def test_a_word_alone_is_a_named_signal():
    assert SignalSpec(named="text.lines") == rule(SIGNAL, "text.lines").signal


def test_a_signal_may_be_a_part_over_a_whole():
    part = SignalSpec(capture=["comment"], measure="count")
    spec = rule(SIGNAL, "{ratio: [{capture: comment, measure: count}, text.lines]}").signal
    assert [part, SignalSpec(named="text.lines")] == spec.ratio


def test_a_capture_may_be_a_union_inside_another():
    spec = rule(SIGNAL, "{capture: [print, assert], measure: count, within: function}").signal
    assert (["print", "assert"], ["function"]) == (spec.capture, spec.within)


@pytest.mark.parametrize("measure", ["count", "exists"])
def test_a_path_is_looked_at_by_a_pattern(measure):
    spec = rule(SIGNAL, f"{{path: '/vendor/', measure: {measure}}}").signal
    assert ("/vendor/", measure) == (spec.path, spec.measure)


@pytest.mark.parametrize(
    "limits", ["{min: 1}", "{max: 1}", "{min: 1, max: 1}", "{min: -1, max: 2}"]
)
def test_a_range_has_one_end_or_two(limits):
    assert rule("{max: 1}", limits).keep


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{max: 1}", "{max: 1, min: 2}", "5:7 `min` 2 is above `max` 1"),
        ("{max: 1}", "{}", "5:7 a range needs `min` or `max`"),
        ("{max: 1}", "{max: null}", "5:7 a range needs `min` or `max`"),
        ("{max: 1}", "{max: 1e400}", "5:13 not a finite number: `1e400`"),
        ("{max: 1}", "{mix: 1}", "5:8 unknown key `mix`, did you mean `min`?"),
        ("why: Shouting hides what is said.", "why: ''", "2:6 `why` must not be empty"),
        (
            "source: ours",
            "source: ours\naction: no",
            "4:9 unknown action `no`; there are: drop, flag",
        ),
        (
            "source: ours",
            "source: ours\naction: dorp",
            "4:9 unknown action `dorp`, did you mean `drop`?",
        ),
        ("source: ours", "source: ours\nspare: 20%", "4:8 `spare` must be a number, not `20%`"),
        ("source: ours", "source: ours\nspare: 2", "4:8 `spare` must be less than or equal to 1"),
        ("source: ours", "source: ours\nweight: 0", "4:9 `weight` must be greater than 0, not `0`"),
        ("source: ours", "source: ours\nkinds: prose", "4:8 `kinds` must be a list, not `prose`"),
        (
            "source: ours",
            "source: ours\nwhen: [{signal: text.lines}]",
            "4:8 a range needs `min` or `max`",
        ),
        (
            "source: ours",
            "source: ours\nwhen: [{signal: text.lines, min: 2, max: 1}]",
            "4:8 `min` 2 is above `max` 1",
        ),
        (f"\n  drop: {DROP}", "", "6:1 the key `drop` is missing"),
        (DROP, "[]", "8:9 `drop` must not be empty"),
        (DROP, "[{}]", "8:10 an example has either `text` or `file`"),
        (DROP, "[{text: a, file: b}]", "8:10 an example has either `text` or `file`"),
        (DROP, "[{text: a, read: 1}]", "8:20 unknown key `read`, did you mean `reads`?"),
        (DROP, "[{text: a, repeat: 0}]", "8:28 `repeat` must be greater than or equal to 1"),
        (DROP, "[just a text]", "8:10 `drop` must be a mapping, not `just a text`"),
        (SIGNAL, "1", "4:9 `signal` must be a word or a mapping, not `1`"),
        (SIGNAL, "{captuer: a, measure: count}", "4:10 unknown key `captuer`, did you mean `captu"),
        (SIGNAL, "{ratio: [{captuer: a}, b]}", "4:19 unknown key `captuer`, did you mean `captur"),
        (
            SIGNAL,
            "{capture: 1, measure: count}",
            "4:19 `capture` must be a word or a list",
        ),
        (SIGNAL, "{capture: [], measure: count}", "4:19 `capture` must not be empty"),
        (SIGNAL, "{capture: [''], measure: count}", "4:20 `capture` must not be empty"),
        (SIGNAL, "{pattern: '', measure: count}", "4:19 `pattern` must not be empty"),
        (SIGNAL, "{capture: a, within: [], measure: count}", "4:30 `within` must not be empty"),
        ("{max: 1}", "{max: 1000000, min: 1000001}", "5:7 `min` 1000001 is above `max` 1000000"),
    ],
)
def test_a_mistake_is_told_at_its_place(old, new, expected):
    (complaint,) = complaints_about(old, new)
    assert complaint.startswith(expected)


@pytest.mark.parametrize(
    ("signal", "expected"),
    [
        ("{capture: comment}", "4:9 a signal with `capture` needs a `measure`"),
        ("{pattern: x}", "4:9 a signal with `pattern` needs a `measure`"),
        ("{measure: count}", "4:9 a signal has one of capture, pattern, path, find, named, ratio"),
        (
            "{capture: a, pattern: b, measure: count}",
            f"4:9 a signal has one of {', '.join(FOUND)}, named, ratio, not capture and pattern",
        ),
        (
            "{named: a, measure: count}",
            "4:9 a signal with `named` has no `measure` and no `within`",
        ),
        ("{named: a, within: b}", "4:9 a signal with `named` has no `measure` and no `within`"),
        ("{path: x}", "4:9 a signal with `path` needs a `measure`"),
        (
            "{path: x, measure: line_fraction}",
            "4:9 a path has no `within`, and a measure of count or exists",
        ),
        (
            "{path: x, measure: count, within: function}",
            "4:9 a path has no `within`, and a measure of count or exists",
        ),
        ("{ratio: [a]}", "4:9 a ratio is a list of two signals: the part, the whole"),
        ("{ratio: [a, b, c]}", "4:9 a ratio is a list of two signals: the part, the whole"),
    ],
)
def test_a_signal_that_is_half_said_is_told(signal, expected):
    assert [expected] == complaints_about(SIGNAL, signal)


# Messages.


def message(template):
    return rule("source: ours", f"source: ours\nmessage: {json.dumps(template)}").message


@pytest.mark.parametrize(
    "template",
    [
        "{value:.0%} over {limit} by {margin:.2g}",
        "{count:d} times, first {text:>10}, must be {limit:>8s}",
        "{value:.0f} {value:line|lines}, {margin:byte|bytes}, {count:is one|are more}",
        "{{value}}",
        "no number at all",
    ],
)
def test_a_message_may_format_what_it_names(template):
    assert template == message(template)


THERE_ARE = "there are: value, limit, margin, count, text, words"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{vale}", "unknown value `{vale}` in the message, did you mean `value`?"),
        ("{}", "unknown value `{}` in the message; " + THERE_ARE),
        ("{0}", "unknown value `{0}` in the message; " + THERE_ARE),
        ("{value.real}", "unknown value `{value.real}` in the message, did you mean `value`?"),
        ("{text[0]}", "unknown value `{text[0]}` in the message, did you mean `text`?"),
        ("{value", "the message cannot be filled in: expected '}' before end of string"),
        ("50%}", "the message cannot be filled in: Single '}' encountered in format string"),
    ],
)
def test_a_message_that_cannot_be_filled_in_is_refused(template, expected):
    with pytest.raises(SpecError) as caught:
        message(template)
    complaints = [f"{one.line}:{one.column} {one.message}" for one in caught.value.problems]
    assert [f"4:10 {expected}"] == complaints


@pytest.mark.parametrize(
    ("template", "shown", "name"),
    [
        ("{value!r}", "{value!r}", "value"),
        ("{value:{limit}}", "{value:{limit}}", "value"),
        ("{value:d}", "{value:d}", "value"),
        ("{limit:.2f}", "{limit:.2f}", "limit"),
        ("{text:d}", "{text:d}", "text"),
        ("{count:c}", "{count:c}", "count"),
        ("{value:line|}", "{value:line|}", "value"),
        ("{value:|lines}", "{value:|lines}", "value"),
        ("{value:a|b|c}", "{value:a|b|c}", "value"),
        ("{value!s:line|lines}", "{value!s}", "value"),
        ("{limit:a|b}", "{limit:a|b}", "limit"),
        ("{text:a|b}", "{text:a|b}", "text"),
        ("{text:9999}", "{text:9999}", "text"),
    ],
)
def test_a_value_in_no_plain_format_is_refused_with_three_ways_to_write_one(template, shown, name):
    with pytest.raises(SpecError) as caught:
        message(template)
    ways = f"`{{{name}}}`, `{{value:.2f}}` or `{{value:line|lines}}`"
    (problem,) = caught.value.problems
    assert f"`{shown}` is no plain format; try {ways}" == problem.message


@pytest.fixture(scope="module")
def profiles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rules")
    (folder / "profiles").mkdir()
    (folder / "profiles" / "default.yaml").write_text("title: All\nsource: ours\n")
    return folder


@pytest.fixture(scope="module")
def filled(profiles):
    """A function from a template to what the engine makes of it for `Hi!!`."""

    def fill(template):
        text = RULE.replace("source: ours", f"source: ours\nmessage: {json.dumps(template)}")
        names = Names.of()
        file = compile_rule(text, "r.yaml", "toy", "loud", frozenset(), names)
        catalog = Catalog((), {"toy/loud": file}, {}, {}, {}, names, (profiles,))
        engine = Engine(Plan(catalog, PlanOptions(), Project()))
        verdict = engine.check(Document("a.txt", "Hi!!", "text", "prose"))
        return verdict.findings[0].message

    return fill


def test_the_engine_fills_a_message_in(filled):
    template = "{value:.1f} is not {limit}, over by {margin:g}: {count} like {text}"
    assert "2.0 is not <= 1, over by 1: 2 like !" == filled(template)


def templates(*names):
    form = st.text(st.sampled_from("<>^=+- #0123,_.bcdeEfFgGnosxX%|"), max_size=4)
    place = st.builds("{{{}:{}}}".format, st.sampled_from(names), form)
    plain = st.sampled_from(["", "x", "{{", "}}", "%", "{limit}", "{count}"])
    return st.lists(place | plain, max_size=4).map("".join)


@pytest.mark.slow
@given(template=templates("value", "limit", "margin", "count", "text"))
def test_a_message_that_is_accepted_can_be_filled_in(filled, template):
    try:
        message(template)
    except SpecError:
        return
    assert isinstance(filled(template), str)


# Every mistake at once.


def test_every_key_that_is_missing_is_told():
    with pytest.raises(SpecError) as caught:
        check(read_yaml("title: x", "r.yaml"), RuleSpec, what="a rule file")
    expected = [f"the key `{key}` is missing" for key in ("why", "source", "signal", "keep")]
    assert [*expected, "the key `examples` is missing"] == [
        problem.message for problem in caught.value.problems
    ]


def test_a_key_misspelt_is_told_with_the_nearest_and_as_missing():
    expected = ["1:1 the key `title` is missing", "1:1 unknown key `titel`, did you mean `title`?"]
    assert expected == complaints_about("title: Too loud", "titel: Too loud")


def test_mistakes_of_every_kind_are_told_in_the_order_of_the_file():
    text = """\
title: x
wy: y
source: 1
signal: {capture: a}
keep: {min: 2, max: 1}
action: no
examples: {keep: [{}], drop: []}
"""
    with pytest.raises(SpecError) as caught:
        check(read_yaml(text, "r.yaml"), RuleSpec, what="a rule file")
    places = [(problem.line, problem.column) for problem in caught.value.problems]
    assert [(1, 1), (2, 1), (3, 9), (4, 9), (5, 7), (6, 9), (7, 19), (7, 30)] == places


@pytest.mark.parametrize("key", ["pattern", "path"])
def test_a_control_character_in_a_pattern_is_told_with_the_escape_that_made_it(key):
    expected = (
        "the pattern holds the control character 0x08: in double quotes, YAML makes it of `\\b`; "
        "write the pattern in single quotes"
    )
    (complaint,) = complaints_about('pattern: "!"', f'{key}: "\\bTODO\\b"')
    assert complaint.endswith(expected)


def test_the_same_escape_in_single_quotes_is_a_word_boundary():
    assert r"\bTODO\b" == rule('pattern: "!"', r"pattern: '\bTODO\b'").signal.pattern
