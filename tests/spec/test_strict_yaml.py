"""rulekit/spec/strict_yaml.py: YAML 1.2 words, no surprises, a place for everything."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.errors import SpecError
from rulekit.spec.strict_yaml import read_yaml


def value_of(text):
    return read_yaml(text, "a.yaml").value


def complaints_about(text):
    """Each as `line:column message`, in the order told."""
    with pytest.raises(SpecError) as caught:
        read_yaml(text, "a.yaml")
    return [f"{one.line}:{one.column} {one.message}" for one in caught.value.problems]


@pytest.mark.parametrize(
    "word",
    [
        *("no", "No", "NO", "off", "on", "yes", "y", "n", "tRue", "nULL"),
        *("1_000", "0b11", "0o8", "0xg", "-0o17", "1:30", "12:30:45", "1.5e", ".", "+", "١٢"),
        *("2020-01-01", "2001-12-14t21:59:43.10-05:00", "=", "<<"),
    ],
)
def test_a_word_stays_a_word(word):
    assert {"a": word} == value_of(f"a: {word}")


@pytest.mark.parametrize(
    ("word", "value"),
    [
        *[("true", True), ("True", True), ("TRUE", True), ("false", False), ("FALSE", False)],
        *[("null", None), ("Null", None), ("~", None), ("", None)],
        *[("0", 0), ("-0", 0), ("-1", -1), ("+1", 1), ("017", 17), ("0o17", 15), ("0x1F", 31)],
        *[("1e3", 1000.0), ("1E3", 1000.0), ("1.e3", 1000.0), ("-2.5e-3", -0.0025)],
        *[(".5", 0.5), ("+.5", 0.5), ("5.", 5.0), ("12345678901234567890", 12345678901234567890)],
    ],
)
def test_a_value_is_what_yaml_1_2_says(word, value):
    read = value_of(f"a: {word}")["a"]
    assert (type(value), value) == (type(read), read)


@pytest.mark.parametrize("word", ["no", "1", "true", "~", "0o17", "1e3", ".inf"])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_quoted_word_is_text(word, quote):
    assert [word] == value_of(f"- {quote}{word}{quote}")


def test_a_block_is_text():
    assert {"a": "12\n", "b": "no"} == value_of("a: |\n  12\nb: >-\n  no\n")


def test_a_key_is_always_a_word():
    assert {"1": "a", "null": "b", "no": "c"} == value_of("1: a\nnull: b\nno: c")


@pytest.mark.parametrize("word", [".inf", "-.inf", "+.INF", ".nan", ".NaN"])
def test_what_json_cannot_say_is_refused(word):
    assert [f"1:4 not a finite number: `{word}`"] == complaints_about(f"a: {word}")


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n", "\ufeff"])
def test_an_empty_file_is_no_value(text):
    assert value_of(text) is None


def test_one_document_may_be_marked():
    assert {"a": 1} == value_of("%YAML 1.2\n---\na: 1\n...\n")


def test_a_byte_order_mark_is_no_part_of_the_first_key():
    tree = read_yaml("\ufeffa: 1\n", "a.yaml")
    assert ({"a": 1}, (1, 1, 1)) == (tree.value, tree.keys["a",])


def test_line_ends_of_windows_are_line_ends():
    assert ["3:1 the key `b` is here twice"] == complaints_about("a: 1\r\nb: 2\r\nb: 3\r\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3", "3:1 the key `a` is here twice"),
        ("a: 1\n'a': 2", "2:1 the key `a` is here twice"),
        ("x: {b: 1, c: 2, b: 3}", "1:17 the key `b` is here twice"),
        ("true: 1\n'true': 2", "2:1 the key `true` is here twice"),
        ("[a]: 1", "1:1 a key must be a word"),
        ("? {a: 1}\n: 2", "1:3 a key must be a word"),
        ("a: &x 1", "1:4 anchors and aliases are not read here: `&x`"),
        ("&x a: 1", "1:1 anchors and aliases are not read here: `&x`"),
        ("a: !mine x", "1:4 tags are not read here: `!mine`"),
        ("a: !!binary aGk=", "1:4 tags are not read here: `tag:yaml.org,2002:binary`"),
    ],
)
def test_a_misuse_is_told_at_its_place(text, expected):
    assert [expected] == complaints_about(text)


def test_the_word_is_pointed_at():
    with pytest.raises(SpecError) as caught:
        read_yaml("x: {bee: 1, bee: 3}", "a.yaml")
    expected = """\
error: the key `bee` is here twice
  --> a.yaml:1:13
   1 | x: {bee: 1, bee: 3}
     |             ^^^"""
    assert expected == str(caught.value)


def test_an_anchor_and_its_alias_are_both_told():
    expected = [
        "1:4 anchors and aliases are not read here: `&x`",
        "2:4 anchors and aliases are not read here: `*x`",
    ]
    assert expected == complaints_about("a: &x 1\nb: *x")


def test_marks_of_anchors_inside_text_are_text():
    assert {"a": "x & *y", "b": "this & that"} == value_of("a: 'x & *y'\nb: this & that")


def test_several_misuses_are_told_in_the_order_of_the_file():
    text = "a: .nan\nb: !x y\na: 2\n? [c]\n: 3\n"
    expected = [
        "1:4 not a finite number: `.nan`",
        "2:4 tags are not read here: `!x`",
        "3:1 the key `a` is here twice",
        "4:3 a key must be a word",
    ]
    assert expected == complaints_about(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n\t- 1", "2:1 not YAML: found character that cannot start any token"),
        ("\ta: 1", "1:1 not YAML: found character that cannot start any token"),
        ("a: b: c", "1:5 not YAML: mapping values are not allowed in this context"),
        ("a: @x", "1:4 not YAML: found character that cannot start any token"),
        ("a: 'x", "1:6 not YAML: found unexpected end of stream"),
        ('a: "\\q"', "1:5 not YAML: found unknown escape character"),
        ("a: *x", "1:4 not YAML: found undefined alias"),
        ("---\na: 1\n---\nb: 2", "3:1 not YAML: but found another document"),
        ("- a\nb: 1", "2:1 not YAML: did not find expected '-' indicator"),
    ],
)
def test_what_is_not_yaml_is_told_at_its_place(text, expected):
    assert [expected] == complaints_about(text)


def test_a_tab_may_stand_between_a_key_and_its_value():
    assert {"a": 1} == value_of("a:\t1\t# a tab")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1, 1)),
        (("a",), (1, 4, 1)),
        (("list",), (3, 3, 1)),
        (("list", 0), (3, 5, 5)),
        (("list", 1), (4, 5, 20)),
        (("list", 1, "k"), (4, 9, 1)),
        (("list", 1, "q r"), (4, 19, 5)),
        (("text",), (5, 7, 1)),
        (("é",), (8, 4, 3)),
        (("long", 1), (10, 3, 1)),
    ],
)
def test_each_value_has_its_place(path, place):
    assert place == read_yaml(PLACES, "a.yaml").places[path]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("a",), (1, 1, 1)),
        (("list",), (2, 1, 4)),
        (("list", 1, "k"), (4, 6, 1)),
        (("list", 1, "q r"), (4, 12, 5)),
        (("text",), (5, 1, 4)),
        (("é",), (8, 1, 1)),
        (("long",), (9, 1, 4)),
    ],
)
def test_each_key_has_its_place(path, place):
    assert place == read_yaml(PLACES, "a.yaml").keys[path]


PLACES = """\
a: 1
list:
  - three
  - {k: v, 'q r': "two"}
text: |
  one
  two
é: 😀 ü
long: [1,
  2]
"""


def test_a_problem_of_what_is_missing_stands_at_the_nearest_place_above():
    problem = read_yaml("a:\n  b: 1\n", "a.yaml").problem("gone", ("a", "c", 0))
    assert "a.yaml:2:3" == problem.place


def test_a_problem_at_a_key_stands_at_the_key():
    tree = read_yaml("a:\n  bee: 1\n", "a.yaml")
    problem = tree.problem("odd", ("a", "bee"), at_key=True)
    assert ("a.yaml:2:3", 3, "  bee: 1") == (problem.place, problem.width, problem.source)


# Laws.

JSON_TEXT = st.text(
    # JSON escapes what is below the space; what YAML takes only escaped, JSON does not escape.
    st.characters(max_codepoint=0xD7FF, exclude_characters="".join(map(chr, range(0x7F, 0xA0))))
    | st.characters(min_codepoint=0x10000),
    max_size=20,
).filter(lambda text: not {"\u2028", "\u2029"} & set(text))
JSON_NUMBER = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | JSON_NUMBER | JSON_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(JSON_TEXT, inner, max_size=4),
    max_leaves=20,
)
MARKS = ["[", "]", "{", "}", ": ", ", ", "- ", "? ", "\n", "\n  ", "\t", "'", '"', "|", ">-", "#"]
WORDS = ["a", "b", "no", "1", ".5", ".inf", "&x ", "!t ", "---\n", "%YAML 1.1\n", "\\", "\0", "é"]
YAMLISH = st.lists(st.sampled_from(MARKS + WORDS), max_size=40).map("".join)


@given(JSON)
def test_what_was_written_is_read_back(value):
    assert value == value_of(json.dumps(value, ensure_ascii=False))


@given(st.text() | YAMLISH)
def test_any_text_is_read_or_refused_with_a_complaint(text):
    try:
        read_yaml(text, "a.yaml")
    except SpecError as error:
        assert all(problem.message for problem in error.problems)


@given(YAMLISH.filter(lambda text: "!" not in text))  # tags of keys are known to be read over
def test_every_plain_key_stands_where_its_place_says(text):
    try:
        tree = read_yaml(text, "a.yaml")
    except SpecError:
        return
    lines = text.split("\n")
    for (*_, key), (line, column, width) in tree.keys.items():
        found = lines[line - 1][column - 1 :][:width]
        assert not key or found[:1] in ("'", '"', "|", ">") or key.startswith(found)


# Bugs that are known: each of these shall be a SpecError and is not yet.


@pytest.mark.xfail(raises=RecursionError, reason="bug: nesting is not bounded")
@pytest.mark.parametrize(
    "text", ["[" * 500 + "]" * 500, "{a: " * 500 + "}" * 500, "- " * 500 + "x", "a: &x [*x]"]
)
def test_deep_nesting_is_refused(text):
    assert complaints_about(text)


@pytest.mark.xfail(reason="bug: libyaml runs out of stack and the process dies")
@pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "? "])
def test_very_deep_nesting_does_not_kill_the_process(unit):
    code = f"from rulekit.spec.strict_yaml import read_yaml; read_yaml({unit!r} * 100_000, 'a')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (1, True) == (done.returncode, "SpecError" in done.stderr)


@pytest.mark.xfail(raises=ValueError, reason="bug: Python reads no integer of over 4,300 digits")
def test_an_endless_integer_is_refused():
    assert complaints_about("a: " + "9" * 5_000)


@pytest.mark.xfail(raises=UnicodeEncodeError, reason="bug: libyaml wants UTF-8")
def test_a_lone_surrogate_is_refused():
    assert complaints_about("a: '\ud800'")


@pytest.mark.xfail(reason="bug: aliases are expanded before they are refused")
def test_aliases_of_aliases_are_refused_before_they_are_expanded():
    layers = (f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 9))
    code = "import sys; from rulekit.spec.strict_yaml import read_yaml; read_yaml(sys.argv[1], 'a')"
    text = "a0: &a0 [x]\n" + "".join(layers)
    done = subprocess.run(
        [sys.executable, "-c", code, text], capture_output=True, text=True, check=False, timeout=2
    )
    assert "SpecError" in done.stderr


@pytest.mark.xfail(reason="bug: only scalars are asked for their tag")
@pytest.mark.parametrize(
    "text", ["a: !x [1]", "a: !x {b: 1}", "!x a: 1", "!!python/tuple [1]", "a: !!str 1"]
)
def test_no_tag_is_read(text):
    assert complaints_about(text)


@pytest.mark.xfail(reason="bug: a number that is too large is read as infinity")
def test_a_number_too_large_is_refused():
    assert ["1:4 not a finite number: `1e400`"] == complaints_about("a: 1e400")


@pytest.mark.xfail(reason="bug: the place of a control character is not told")
def test_a_control_character_has_its_place():
    assert complaints_about("a: 1\nb: x\x07")[0].startswith("2:5 ")


@pytest.mark.xfail(reason="bug: what is left open is told a line below the last, at nothing")
def test_an_open_bracket_is_told_where_there_is_text():
    assert complaints_about("a: [1, 2")[0].startswith("1:")
