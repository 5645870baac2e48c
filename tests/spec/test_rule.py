"""rulekit/spec/rule.py: what a rule file may say."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.compile import Names, compile_rule
from rulekit.catalog.plan import Choice, Plan
from rulekit.core.document import Document
from rulekit.engine import Engine
from rulekit.errors import SpecError
from rulekit.spec.check import check
from rulekit.spec.rule import RuleSpec, SignalSpec
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
    assert "text.lines" == rule(SIGNAL, "text.lines").signal


def test_a_signal_may_be_a_part_over_a_whole():
    part = SignalSpec(capture="comment", measure="count")
    spec = rule(SIGNAL, "{ratio: [{capture: comment, measure: count}, text.lines]}").signal
    assert [part, "text.lines"] == spec.ratio


def test_a_capture_may_be_a_union_inside_another():
    spec = rule(SIGNAL, "{capture: [print, assert], measure: count, within: function}").signal
    assert (["print", "assert"], "function") == (spec.capture, spec.within)


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
        ("{max: 1}", "{max: 1e400}", "5:13 `max` must be a finite number, not `inf`"),
        ("{max: 1}", "{mix: 1}", "5:8 unknown key `mix`, did you mean `min`?"),
        ("why: Shouting hides what is said.", "why: ''", "2:6 `why` string should have at least 1"),
        ("source: ours", "source: ours\naction: no", "4:9 unknown action `no`; known: drop, flag"),
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
        (DROP, "[]", "8:9 `drop` list should have at least 1 item"),
        (DROP, "[{}]", "8:10 an example has either `text` or `file`"),
        (DROP, "[{text: a, file: b}]", "8:10 an example has either `text` or `file`"),
        (DROP, "[{text: a, read: 1}]", "8:20 unknown key `read`, did you mean `reads`?"),
        (DROP, "[{text: a, repeat: 0}]", "8:28 `repeat` must be greater than or equal to 1"),
        (DROP, "[{text: a, reads: .5e999}]", "8:27 `reads` must be a finite number"),
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
        ("{measure: count}", "4:9 a signal has one of capture, pattern, named, ratio"),
        (
            "{capture: a, pattern: b, measure: count}",
            "4:9 a signal has one of capture, pattern, named, ratio, not capture and pattern",
        ),
        (
            "{named: a, measure: count}",
            "4:9 a signal with `named` has no `measure` and no `within`",
        ),
        ("{named: a, within: b}", "4:9 a signal with `named` has no `measure` and no `within`"),
        ("{ratio: [a]}", "4:9 a ratio is a list of two signals: the part, the whole"),
        ("{ratio: [a, b, c]}", "4:9 a ratio is a list of two signals: the part, the whole"),
    ],
)
def test_a_mistake_in_a_signal_is_told_first(signal, expected):
    assert expected == complaints_about(SIGNAL, signal)[0]


# Messages.


def message(template):
    return rule("source: ours", f"source: ours\nmessage: {json.dumps(template)}").message


@pytest.mark.parametrize(
    "template",
    [
        "{value:.0%} over {limit} by {margin:.2g}",
        "{count:d} times, first {text:>10}",
        "{{value}}",
        "no number at all",
    ],
)
def test_a_message_may_format_what_it_names(template):
    assert template == message(template)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{vale}", "unknown value `{vale}` in the message, did you mean `value`?"),
        ("{}", "unknown value `{}` in the message; known: value, limit, margin, count, text"),
        ("{0}", "unknown value `{0}` in the message; known: value, limit, margin, count, text"),
        ("{value.real}", "unknown value `{value.real}` in the message, did you mean `value`?"),
        ("{text[0]}", "unknown value `{text[0]}` in the message, did you mean `text`?"),
        ("{value!r}", "only a plain format may follow `value`"),
        ("{value:{limit}}", "only a plain format may follow `value`"),
        ("{value:d}", "Unknown format code 'd' for object of type 'float'"),
        ("{text:d}", "Unknown format code 'd' for object of type 'str'"),
        ("{value", "expected '}' before end of string"),
        ("50%}", "Single '}' encountered in format string"),
    ],
)
def test_a_message_that_cannot_be_filled_in_is_refused(template, expected):
    with pytest.raises(SpecError) as caught:
        message(template)
    told = [f"4:10 the message cannot be filled in: {expected}"]
    assert told == [f"{one.line}:{one.column} {one.message}" for one in caught.value.problems]


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
        names = Names.of((), ())
        file = compile_rule(text, "r.yaml", "toy", "loud", frozenset(), names)
        catalog = Catalog((), {"toy/loud": file}, {}, {}, {}, names, (profiles,))
        verdict = Engine(Plan(catalog, Choice())).check(Document("a.txt", "Hi!!", "text", "prose"))
        return verdict.findings[0].message

    return fill


def test_the_engine_fills_a_message_in(filled):
    template = "{value:.1f} is not {limit}, over by {margin:g}: {count} like {text}"
    assert "2.0 is not <= 1, over by 1: 2 like !" == filled(template)


def templates(*names):
    form = st.text(st.sampled_from("<>^=+- #0123,_.bcdeEfFgGnosxX%"), max_size=4)
    place = st.builds("{{{}:{}}}".format, st.sampled_from(names), form)
    plain = st.sampled_from(["", "x", "{{", "}}", "%", "{limit}", "{count}"])
    return st.lists(place | plain, max_size=4).map("".join)


@given(template=templates("value", "margin", "count", "text"))
def test_a_message_that_is_accepted_can_be_filled_in(filled, template):
    try:
        message(template)
    except SpecError:
        return
    assert isinstance(filled(template), str)


# Bugs that are known.


@pytest.mark.xfail(raises=ValueError, reason="bug: `limit` is text, but is checked as a number")
@given(template=templates("limit"))
@example(template="{limit:.2f}")
def test_a_limit_that_is_accepted_can_be_filled_in(filled, template):
    try:
        message(template)
    except SpecError:
        return
    assert isinstance(filled(template), str)


@pytest.mark.xfail(raises=SpecError, reason="bug: `limit` is text, but is checked as a number")
def test_a_limit_may_be_padded_as_the_text_that_it_is():
    assert message("{limit:>8s}")


@pytest.mark.xfail(raises=MemoryError, reason="bug: the width of a format is not bounded")
def test_a_format_of_any_width_is_refused():
    assert complaints_about("source: ours", 'source: ours\nmessage: "{value:99999999999}"')


@pytest.mark.xfail(reason="bug: `{count:c}` is accepted, and no character has a number so large")
def test_a_count_is_no_character():
    assert complaints_about("source: ours", 'source: ours\nmessage: "{count:c}"')


@pytest.mark.xfail(reason="bug: the other member of the union complains as well: `str` must be ...")
@pytest.mark.parametrize(
    "signal", ["{capture: comment}", "{measure: count}", "{ratio: [a]}", "1", "[a]", "{capture: 1}"]
)
def test_a_mistake_in_a_signal_is_told_once(signal):
    assert 1 == len(complaints_about(SIGNAL, signal))


@pytest.mark.xfail(reason="bug: the place of an unknown key of a signal is lost in the union")
def test_an_unknown_key_of_a_signal_is_told_at_the_key():
    complaint = complaints_about(SIGNAL, "{captuer: comment, measure: count}")[0]
    assert "4:10 unknown key `captuer`, did you mean `capture`?" == complaint


@pytest.mark.xfail(reason="bug: two large numbers are shown as the same one")
def test_a_range_upside_down_shows_its_numbers():
    complaint = complaints_about("{max: 1}", "{max: 1000000, min: 1000001}")[0]
    assert "5:7 `min` 1000001 is above `max` 1000000" == complaint


@pytest.mark.xfail(reason="bug: accepted, and finds nothing, ever")
@pytest.mark.parametrize(
    "signal", ["{capture: [], measure: count}", "{pattern: '', measure: count}"]
)
def test_a_signal_that_can_find_nothing_is_refused(signal):
    assert complaints_about(SIGNAL, signal)


@pytest.mark.xfail(reason="bug: the regular expression of the check stands in the complaint")
def test_a_title_of_two_lines_is_told_in_words():
    assert "pattern" not in complaints_about("Too loud", "|\n  Too\n  loud")[0]
