"""plugins/code/logic.py: what code does, on how many lines, and how well it is explained."""

import pytest
from making import SIGNALS, covered, document_in

from rulekit.core.document import Document

LICENCE = "// Copyright 2026 The Authors. All rights reserved.\n// Licensed as the file says.\n"


def read(signal: str, pack: str, text: str) -> float:
    return SIGNALS[signal].read(document_in(pack, text)).value


@pytest.mark.parametrize(
    ("pack", "text", "expected"),
    [
        ("python", "if a:\n    b(c + 1)\n", ["if a:\n    b(c + 1)", "b(c + 1)", "c + 1"]),
        ("python", "import a\nLIMIT = 3\n", []),
        ("javascript", "const a = require('a');\n", []),
        ("javascript", "const a = require('a')(b);\nc();\n", ["c()"]),
        ("c", "#if defined(A) && B\n#define C 1\n#endif\n", []),
        ("c", "int f(int a) { return a + 1; }\n", ["a + 1"]),
        ("go", 'package a\n\nimport (\n\t"b"\n)\n\nvar C = b.D()\n', ["b.D()"]),
    ],
)
def test_logic_branches_repeats_calls_and_computes(pack, text, expected):
    document = document_in(pack, text)
    signal = SIGNALS["count(code.logic)"]
    assert (len(expected), expected) == (
        signal.read(document).value,
        covered(document, sorted(signal.locate(document))),
    )


@pytest.mark.parametrize(
    ("pack", "text", "expected"),
    [
        ("java", "interface A { void b(); }\n", 1),
        ("java", "interface A {}\n", 0),
        ("java", "class A extends B { A(String c) { super(c); } }\n", 0),
        ("c", "int f(void);\n#define G(a) (a)\n", 2),
        ("cpp", "class API A {\npublic:\n  void b();\n};\n", 1),
        ("csharp", "class A { public int B { get; set; } }\n", 0),
        ("python", "from .a import b\n__all__ = ['b']\n", 0),
    ],
)
def test_what_others_may_call_is_substance_too(pack, text, expected):
    assert expected == read("count(code.substance)", pack, text)


@pytest.mark.parametrize(
    ("pack", "text", "expected"),
    [
        ("python", "import a\n# b\nc = 1\n\nd(\n)\n", 2),
        ("c", "#include <a.h>\nint main(void)\n{\n    return 0;\n}\n", 2),
        ("c", "#define A 1\n#define B(c) \\\n    (c)\n", 2),
        ("java", "import a.B;\nclass C {\n}\n", 1),
        ("python", "", 0),
    ],
)
def test_own_lines_have_a_word_and_are_no_imports_and_no_directives(pack, text, expected):
    assert expected == read("code.own_lines", pack, text)


SHORT, LONG = "var a = require('b');", "var a=require('b'),c=1;" + "d(c+e);" * 30
BOTH = "import a from 'a';import b from 'b';"


@pytest.mark.parametrize(
    ("text", "own", "logic"),
    [
        (SHORT, 0, 0),
        (LONG, 1, 61),
        (f"{SHORT}\n{LONG}\n", 1, 61),
        (f"{BOTH}\n", 0, 0),
        (f"{BOTH}\nf();\n", 1, 1),
        ("import {" + "a, " * 60 + "b} from 'c';\n", 0, 0),
        ("import a from 'a'; // " + "word " * 60 + "\n", 0, 0),
    ],
    ids=["import", "script", "both", "imports", "imports and a call", "names", "comment"],
)
def test_a_line_with_an_import_and_a_whole_script_on_it_is_one_of_its_own(text, own, logic):
    assert own == read("code.own_lines", "javascript", text)
    assert logic == read("count(code.logic)", "javascript", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("// 8 chars\nint a;\n", 10 / 17),
        (LICENCE + "int a;\n", 0),
        (LICENCE + "\n// 8 chars\nint a;\n", 10 / 17),
        ("/* Copyright */\n\n/* Why. */\nint a;\n", 10 / 17),
        ("// The licence of a driver\nint a;\n", 26 / 33),
        ("int a; // Copyright\n", 12 / 19),
        ("", 0),
    ],
)
def test_a_licence_explains_nothing(text, expected):
    assert expected == pytest.approx(read("code.explained_fraction", "c", text))


def test_the_licence_of_a_php_file_stands_behind_its_opening_tag():
    text = "<?php\n/* Copyright */\n\n/* Why. */\nf();\n"
    assert 10 / 15 == pytest.approx(read("code.explained_fraction", "php", text))


def test_a_language_without_a_grammar_does_nothing_that_could_be_told():
    document = Document("a.rs", "fn f() {}\n", "rust", "programming")
    reading = SIGNALS["count(code.logic)"].read(document)
    assert (None, "no parser for rust") == (reading.value, reading.note)
