"""plugins/java/names.py: which names break the conventions of Java."""

import pytest
from making import covered, syntax_in
from rulekit_plugins.java.names import NAME_SIGNALS

from rulekit.core.document import Document

SIGNALS = {signal.name.removeprefix("java.unconventional_"): signal for signal in NAME_SIGNALS}

# For every signal: sources, and the names in each that are against the conventions.
ODD = {
    "variable_fraction": [
        ("class A { int a, bC2, D, E_F; void f(int _) { } }\n", []),
        ("class A { int a_b, _c, Dd, e$; int été; }\n", ["a_b", "_c", "Dd", "e$", "été"]),
        ("class A { void f() { b_c = 1; d.E_f = 2; } }\n", ["b_c", "E_f"]),
        ("class A_b { void c_d() { e_f(); } } // g_h\n", []),
    ],
    "function_name_fraction": [
        ("class A { A() { } void b() { } void cD2() { } void e_f_g() { } }\n", []),
        (
            "class A { void B() { } void _c() { } void d_() { } void e$() { } }\n",
            ["B", "_c", "d_", "e$"],
        ),
        ("interface A { void B(); default void C() { } }\n", ["C"]),
    ],
    "class_name_fraction": [
        ("class A { } interface BC { } enum Dd2 { } record _42Test() { }\n", []),
        ("class a { } interface b_c { } enum D_E { } record _F() { }\n", ["a", "b_c", "D_E", "_F"]),
    ],
}
EXAMPLES = [(name, *example) for name, examples in ODD.items() for example in examples]


def document(text):
    return Document("a", text, "java", "programming", syntax=syntax_in("java"))


def test_every_signal_has_examples():
    assert SIGNALS.keys() == ODD.keys()


@pytest.mark.parametrize(("name", "text", "expected"), EXAMPLES)
def test_unconventional_names_are_located(name, text, expected):
    source = document(text)
    assert expected == covered(source, SIGNALS[name].locate(source))


def test_the_fraction_counts_every_place():
    source = document("class A { int b_c; void f(int d) { b_c = d; } }\n")
    assert 2 / 3 == SIGNALS["variable_fraction"].read(source).value


@pytest.mark.parametrize("name", SIGNALS)
def test_without_names_there_is_no_value(name):
    reading = SIGNALS[name].read(document("package a;\n"))
    assert (None, True) == (reading.value, "there are no names" in reading.note)
