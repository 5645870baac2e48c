"""rulekit/spec/strict_yaml.py: YAML 1.2 words, no surprises, a place for everything."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.errors import SpecError
from rulekit.spec.strict_yaml import Tree, read_yaml


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
        ("a: *x", "1:4 anchors and aliases are not read here: `*x`"),
        ("---\na: 1\n---\nb: 2", "3:1 one document is read here, and a second one begins"),
        ("a: !mine x", "1:4 tags are not read here: `!mine`"),
        ("a: !!str 1", "1:4 tags are not read here: `tag:yaml.org,2002:str`"),
        ("a: !mine [1]", "1:4 tags are not read here: `!mine`"),
        ("a: !mine {b: 1}", "1:4 tags are not read here: `!mine`"),
        ("!mine a: 1", "1:1 tags are not read here: `!mine`"),
        ("a: 1e400", "1:4 not a finite number: `1e400`"),
        ("a: " + "9" * 5_000, f"1:4 not a finite number: `{'9' * 20}`"),
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
        ("a: 'x", "1:4 not YAML: found unexpected end of stream"),
        ("a: [1, 2", "1:4 not YAML: did not find expected ',' or ']'"),
        ("a: [1, 2\n\n\n", "1:4 not YAML: did not find expected ',' or ']'"),
        ("a: 1\né: x\a", "2:5 not YAML: control characters are not allowed"),
        ("a: '\ud800'", "0:0 not YAML: a lone surrogate is no character"),
        ('a: "\\q"', "1:5 not YAML: found unknown escape character"),
        ("- a\nb: 1", "2:1 not YAML: did not find expected '-' indicator"),
    ],
)
def test_what_is_not_yaml_is_told_at_its_place(text, expected):
    assert [expected] == complaints_about(text)


@pytest.mark.parametrize(
    ("text", "place", "remedy"),
    [
        ("why: >-\ntext\nkeep: 1", "2:1", "indent it under its key, or write `key: value`"),
        ("why: a\ntitle: 'a\nkeep: 1", "2:8", "close the quote that is opened here"),
        ("keep: {max: 1\nwhy: a\n", "1:7", "close the bracket that is opened here"),
        ("a:\n  b: 1\n c: 2\n", "3:2", "the keys of one mapping begin in one column"),
        ("a:\n  - b: 1\n  c: 2\n", "3:3", "the items of one list begin in one column"),
        ('a: "\\d"', "1:5", "write the text in single quotes, in which a backslash is one"),
    ],
)
def test_the_line_that_is_wrong_is_told_with_how_to_mend_it(text, place, remedy):
    with pytest.raises(SpecError) as caught:
        read_yaml(text, "r.yaml")
    [problem] = caught.value.problems
    assert (f"r.yaml:{place}", remedy) == (problem.place, problem.remedy)


def test_a_misuse_before_the_end_of_the_yaml_is_told_with_it():
    complaints = complaints_about("a: .nan\nb: &x 1\nc: @\n")
    assert ["1:4", "2:4", "3:4"] == [complaint.split()[0] for complaint in complaints]


def test_a_tab_may_stand_between_a_key_and_its_value():
    assert {"a": 1} == value_of("a:\t1\t# a tab")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1, 1)),
        (("a",), (1, 4, 1)),
        (("list",), (3, 3, 1)),
        (("list", 0), (3, 5, 5)),
        (("list", 1), (4, 5, 1)),
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
        read = read_yaml(text, "a.yaml")
    except SpecError as error:
        read = error
    assert isinstance(read, Tree | SpecError)


@given(YAMLISH)
def test_every_plain_key_stands_where_its_place_says(text):
    try:
        tree = read_yaml(text, "a.yaml")
    except SpecError:
        return
    lines = text.split("\n")
    for (*_, key), (line, column, width) in tree.keys.items():
        found = lines[line - 1][column - 1 :][:width]
        assert not key or found[:1] in ("'", '"', "|", ">") or key.startswith(found)


def test_what_ends_with_a_character_is_told_where(tmp_path):
    tree = read_yaml("a: {b: 'é', c: [1,\n 2]}  # d\ne: |\n  f\n\ng: x\n", "a.yaml")
    assert {
        ("a", "b"): (1, 11), ("a", "c", 0): (1, 18), ("a", "c", 1): (2, 3), ("a", "c"): (2, 4),
        ("a",): (2, 5), ("e",): (6, 1), ("g",): (6, 5),
    } == tree.ends  # fmt: skip


# Hostile files.


@pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "{a: ["])
def test_what_is_nested_deeper_than_any_rule_is_refused_where_it_gets_too_deep(unit):
    column = 1 + len(unit) * 50 // (1 + ("[" in unit[1:]))
    assert [f"1:{column} nested deeper than 50 levels"] == complaints_about(unit * 60)


HOSTILE = {
    "brackets": "'[' * 100_000",
    "mappings": "'{a: ' * 100_000",
    "items": "'- ' * 100_000",
    "keys": "'? ' * 100_000",
    "indents": "''.join(' ' * i + 'a:\\n' for i in range(2_000))",
    "aliases": "'a0: &a0 [x]\\n' + ''.join(f'a{i}: &a{i} [' + f'*a{i - 1},' * 10 + ']\\n'"
    " for i in range(1, 30))",
    "itself": "'a: &a [*a]'",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_at_once_and_the_process_lives(name):
    code = f"from rulekit.spec.strict_yaml import read_yaml; read_yaml({HOSTILE[name]}, 'a')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=5
    )
    assert (1, True) == (done.returncode, "SpecError" in done.stderr)
