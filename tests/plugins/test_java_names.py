"""plugins/java/names.py: which names break the conventions of Java."""

import pytest
from making import covered, syntax_in
from rulekit_plugins.java.names import NAME_FINDERS

import rulekit
from rulekit.core.document import Document

FINDERS = {finder.name.removeprefix("java.unconventional_"): finder for finder in NAME_FINDERS}

# For every finder: sources, and the names in each that are against the conventions.
ODD = {
    "variables": [
        ("class A { int a, bC2, D, E_F; void f(int _) { } }\n", []),
        ("class A { int a_b, _c, Dd, e$; int été; }\n", ["a_b", "_c", "Dd", "e$", "été"]),
        ("class A { void f() { b_c = 1; d.E_f = 2; } }\n", ["b_c", "E_f"]),
        ("class A_b { void c_d() { e_f(); } } // g_h\n", []),
    ],
    "function_names": [
        ("class A { A() { } void b() { } void cD2() { } void e_f_g() { } }\n", []),
        (
            "class A { void B() { } void _c() { } void d_() { } void e$() { } }\n",
            ["B", "_c", "d_", "e$"],
        ),
        ("interface A { void B(); default void C() { } }\n", ["C"]),
    ],
    "class_names": [
        ("class A { } interface BC { } enum Dd2 { } record _42Test() { }\n", []),
        ("class a { } interface b_c { } enum D_E { } record _F() { }\n", ["a", "b_c", "D_E", "_F"]),
    ],
}
EXAMPLES = [(name, *example) for name, examples in ODD.items() for example in examples]


def document(text):
    return Document("a", text, "java", "programming", syntax=syntax_in("java"))


def test_every_finder_has_examples():
    assert FINDERS.keys() == ODD.keys()


@pytest.mark.parametrize(("name", "text", "expected"), EXAMPLES)
def test_unconventional_names_are_found(name, text, expected):
    source = document(text)
    assert expected == covered(source, FINDERS[name].find(source))


@pytest.fixture(scope="module")
def signals():
    rules = rulekit.load().plan.catalog.rules
    return [rules[f"java/unconventional-{sort}-names"].rule.signal for sort in SORTS]


SORTS = ("variable", "function", "class")


def test_the_rule_counts_every_place(signals):
    source = document("class A { int b_c; void f(int d) { b_c = d; } }\n")
    assert [2 / 3, 0, 0] == [signal.read(source).value for signal in signals]


def test_without_names_the_rules_have_no_value(signals):
    readings = [signal.read(document("package a;\n")) for signal in signals]
    assert [(None, True)] * 3 == [(one.value, one.note.endswith(" is 0")) for one in readings]
