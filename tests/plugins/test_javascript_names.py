"""plugins/javascript/names.py: which names are in the conventions of JavaScript."""

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st
from making import covered, syntax_in
from rulekit_plugins.javascript import names
from rulekit_plugins.javascript.names import NAME_SIGNALS

from rulekit.core.document import Document

SIGNALS = {signal.name.split("_")[1]: signal for signal in NAME_SIGNALS}


def document_of(text):
    """A document of JavaScript."""
    return Document("a.js", text, "javascript", "programming", syntax=syntax_in("javascript"))


@pytest.mark.parametrize(
    "name",
    ["a", "aB", "AB", "A_B", "A_1", "Ab", "_a", "__a__", "a_", "$a", "$", "_", "a1", "ünö", "変数"],
)
def test_a_variable_is_in_camel_case_or_what_it_holds(name):
    assert 1 == SIGNALS["variable"].read(document_of(f"let {name};\n")).value


@pytest.mark.parametrize("name", ["a_b", "a_1", "A_b", "aB_c", "_a_b", "變_a"])
def test_a_variable_in_snake_case_is_in_another_language(name):
    assert 0 == SIGNALS["variable"].read(document_of(f"let {name};\n")).value


@pytest.mark.parametrize(
    ("name", "value"), [("aB", 1), ("AB", 1), ("_a", 1), ("a_b", 0), ("A_B", 0)]
)
def test_a_function_is_in_camel_or_pascal_case(name, value):
    assert value == SIGNALS["function"].read(document_of(f"function {name}() {{}}\n")).value


@pytest.mark.parametrize(
    ("name", "value"),
    [("Ab", 1), ("HTML", 1), ("_Ab", 1), ("字", 1), ("ab", 0), ("A_b", 0), ("$a", 0)],
)
def test_a_class_is_in_pascal_case(name, value):
    assert value == SIGNALS["class"].read(document_of(f"class {name} {{}}\n")).value


def test_a_private_method_is_named_behind_its_mark():
    text = "class A { #b() {} #c_d() {} }\n"
    assert 0.5 == SIGNALS["function"].read(document_of(text)).value


def test_a_name_counts_once():
    assert 0.5 == SIGNALS["variable"].read(document_of("let a_b; a_b = 1; a_b = 2; let c;\n")).value


def test_every_place_of_an_unconventional_name_is_located():
    document = document_of("let a_b; a_b = 1; let c;\n")
    assert ["a_b", "a_b"] == covered(document, SIGNALS["variable"].locate(document))


@pytest.mark.parametrize("kind", SIGNALS)
def test_without_names_there_is_no_share(kind):
    assert "there are no such names" == SIGNALS[kind].read(document_of("a();\n")).note


@pytest.mark.parametrize("form", [names._CAMEL, names._PASCAL, names._CONSTANT])
@given(name=st.text(st.sampled_from("aBzZ019_$#-"), max_size=8).map(str.encode))
def test_a_name_in_ascii_is_in_a_form_by_its_letters_in_ascii(form, name):
    whole, plain = re2.compile(form), re2.compile(names.in_ascii(form))
    assert (whole.fullmatch(name) is None) == (plain.fullmatch(name) is None)
