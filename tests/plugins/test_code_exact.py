"""Short ways of the code pack find what their long definitions find, whatever the text."""

import re
from collections import Counter

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st
from making import SIGNALS, document_of
from rulekit_plugins.code import bare_lines, copies, encoded, literals, logic, repetition
from rulekit_plugins.code.generated import header_patterns, pattern_finder, tool_output
from rulekit_plugins.code.looks import LOOK_FINDERS

from rulekit.core.document import Document
from rulekit.core.gates import matches
from rulekit.core.regex import pattern
from rulekit.core.span import Span

CODE = st.lists(
    st.sampled_from(
        [
            "if",
            "x",
            "(",
            " ",
            "\n",
            "=",
            "==",
            "+=",
            "-",
            "+",
            "<",
            "&&",
            "&",
            "|",
            "é",
            "字",
            "import",
            "import os\n",
            "# c\n",
            "f(x)\n",
            "'''d'''\n",
            "\t",
            "\x0b",
            "\x1c",
            "\xa0",
            "}",
            "},",
            "a b c",
            "from a import (b,\n  # c\n  d)\n",
            "x = 'y z'\n",
            '"',
            "'",
            "a" * 21,
            "://",
            "1 2 3 4 5 6 7",
        ]
    ),
    max_size=30,
).map("".join)
DATA = st.lists(
    st.sampled_from(
        ["0x1f, ", "ab,", "\\x1f", " ", "\n", "A" * 30, "=", "\\u00e9", "g", "12 ", "\t", ";"]
    ),
    max_size=40,
).map("".join)


@given(CODE)
@pytest.mark.parametrize("finder", LOOK_FINDERS, ids=lambda one: one.name)
def test_words_and_signs_are_as_many_as_are_found(finder, text):
    document = Document("a", text, "any", "programming")
    assert finder.count(document) == len(finder.find(document))


@given(DATA)
def test_encoded_data_is_what_the_three_patterns_match(text):
    document = Document("a", text, "any", "programming")
    patterns = (encoded._BASE64, encoded._HEX, encoded._ESCAPES)
    found = (one.finditer(document.data) for one in patterns)
    assert sorted(match.span() for one in found for match in one) == encoded._encoded(document)


@given(CODE)
def test_words_of_a_literal_are_runs_of_letters_and_of_marks(text):
    runs = re2.compile(rb"[\pL\pN_]+|[^\pL\pN_\s]+")
    assert len(runs.findall(text.encode())) == literals._words(text.encode())


@given(CODE)
def test_long_words_are_what_re2_finds_in_each_literal(text):
    document = document_of("x = '''" + text.replace("'", "") + "'''\n")
    long = re2.compile(rb"[^\s\"'`]{21,}")
    expected = [
        Span(start + match.start(), start + match.end())
        for start, end in document.capture("string")
        for match in long.finditer(document.data[start:end])
        if end - start > 20 and b"://" not in match.group()
    ]
    assert expected == literals._long_words(document)


@given(CODE)
def test_long_lines_are_told_line_by_line(text):
    document = document_of("x = '''" + text.replace("'", "") + "'''\ny = 1\n")
    expected = []
    for start, end in document.capture("string"):
        literal = document.data[start:end]
        at = start + literal.find(inside := literal.strip(b"\"'`"))
        for line in inside.split(b"\n"):
            if len(literals._TOKEN.findall(line)) > literals.LONG_LINE:
                expected.append((at, at + len(line)))
            at += len(line) + 1
    assert sorted(expected) == literals._long_lines(document)


@given(CODE)
def test_repeated_lines_are_counted_without_any_blanks(text):
    document = document_of(text)
    rows = ["".join(line.split()) for line in document.code.decode().split("\n")]
    counts = Counter(filter(None, rows))
    again = [n for n, row in enumerate(rows) if counts[row] > 1 and len(row) > 1 and row != "},"]
    assert again == repetition._repeated(document)
    if counts:
        assert len(again) / len(list(filter(None, rows))) == repetition._fraction(document)


@given(CODE)
def test_logic_is_counted_without_the_line_of_each(text):
    document = document_of(text)
    assert len(logic._doing(document)) == logic._doing_count(document)
    assert len(logic._substance(document)) == logic._substance_count(document)
    low, high = logic._substance_bounds(document)
    assert low <= logic._substance_count(document) <= high


@given(CODE)
def test_own_lines_have_a_word_and_are_no_imports(text):
    document = document_of(text)
    rows, elsewhere = document.code.split(b"\n"), logic._lines_elsewhere(document)
    own = [n for n in document.code_lines - elsewhere if re.search(rb"\w", rows[n])]
    assert len(own) == logic._own_lines(document)


@given(CODE)
def test_lines_of_imports_have_few_other_words(text):
    document = document_of(text)
    names = (*logic.ELSEWHERE, "comment", "docstring")
    around = document.union(*names)
    lines = document.lines_of(document.union(*logic.ELSEWHERE))
    rows = logic._outside(document, around).split(b"\n")
    expected = {row for row in lines if len(re.findall(rb"[\w$]+", rows[row])) <= logic.AROUND}
    assert expected == logic._lines_elsewhere(document)


@given(st.lists(st.sampled_from(["import a;", "f(x) + 1;", "}", "", "});", "é"]), max_size=80))
def test_bearing_lines_lie_between_their_bounds(lines):
    document = Document("a", "\n".join(lines), "kotlin", "programming")
    signal = SIGNALS["code.bearing_lines"]
    object.__setattr__(document, "code", document.data)
    expected = [n for n, line in enumerate(lines) if line in ("f(x) + 1;", "é")]
    low, high = signal.bounds(document)
    assert (expected, len(expected)) == (
        list(bare_lines._bearing(document)),
        signal.measure(document),
    )
    assert low <= len(expected) <= high
    assert low == high or low == bare_lines.ENOUGH


FOLDERS = [
    "src",
    "lib",
    "vendor",
    "assets",
    "libraries",
    "deps",
    "a-1.2",
    "x-master",
    "arduino",
    "exam",
]
MORE = [
    "_hal_driver",
    "node_modules",
    "myevt",
    "Twenty",
    "twentyten",
    "standard peripheral library",
    "é",
]


@given(
    st.lists(
        st.sampled_from([*FOLDERS, *MORE, "cores", "jquery.ui", "glm", "b.framework", "readme"])
    )
)
def test_a_path_that_promises_nothing_has_no_copy(folders):
    document = Document("a", "", "any", "data", path="/".join([*folders, "a.c"]))
    if not copies._promising(document):
        names = ["", *map(str.lower, folders), ""]
        around = zip(names, names[1:], [*names[2:], ""], strict=False)
        assert not any(
            copies._is_unpacked(name, above, below)
            or (above and copies._is_release(name, below or "a.c"))
            for above, name, below in list(around)[:-1]
            if name
        )


SIGNS = [sign for _, signs in tool_output._GROUPS.values() for sign in signs]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.pattern.decode())
def test_every_sign_has_a_gate(sign):
    assert sign.gate or pattern_finder.gate_of(sign.pattern.decode())


SAID = """
Code generated by x-gen. DO NOT EDIT.
This file is generated
@generated
generated by doxygen
<auto-generated>
changes may cause incorrect behavior and will be lost if
c code produced by gperf
Doxyfile 1.8
a bison parser, made by
gimp rgb c-source image dump
gdkpixbuf rgb c-source image dump
file created by midl
created by cgo -godefs
built by a.b, do not edit
file title: ip file
megafunction wizard: %
cmake generated testfile
meta object code from reading c++ file
created by: the resource compiler
resource object code (python
PyQt5 ui code generator
sphinx-quickstart on m
translated by f2c (version
implementation x generated from reading ui file
"""


@pytest.mark.parametrize("said", SAID.strip().splitlines())
def test_what_a_generator_says_opens_the_gate(said):
    data = f"// {said}".encode()
    assert list(header_patterns.markers(data, 0, len(data)))
    assert matches(header_patterns.GATE, data)
    assert matches(header_patterns.GATE, data.upper())


def test_the_gate_of_headers_is_a_pattern():
    assert pattern(header_patterns.GATE.encode())
