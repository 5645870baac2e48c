"""plugins/xml/records.py: which elements are rows of a table."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import covered, document_in
from rulekit_plugins.xml.records import _ATTRIBUTE, RECORD_SIGNALS

SIGNALS = {signal.name: signal for signal in RECORD_SIGNALS}


def fraction(text):
    return SIGNALS["xml.record_fraction"].read(document_in("xml", text)).value


ROW = "<row id='1'><name>a</name></row>"


@pytest.mark.parametrize(("rows", "expected"), [(4, 0), (5, 10 / 11), (20, 40 / 41)])
def test_five_siblings_of_one_shape_make_a_table(rows, expected):
    assert fraction(f"<rows>{ROW * rows}</rows>") == expected


@pytest.mark.parametrize(
    "row",
    [
        "<a/>",
        "<a b='c'/>",
        "<!-- <c/> --><a b='>'/>",
        "<a><![CDATA[<b/>]]></a>",
    ],
)
def test_marks_in_texts_and_comments_make_no_elements(row):
    assert fraction(f"<z>{row * 9}</z>") == 0.9


@pytest.mark.parametrize(
    "inside",
    [
        "<a/><b/><c/><d/><e/><f/>",
        "".join(f"<a {name}='1'/>" for name in "bcdefgh"),
        "".join(f"<a><{name}/></a>" for name in "bcdefgh"),
        "<a><b><c/></b></a>" * 9,
    ],
)
def test_elements_of_other_names_attributes_or_children_are_no_rows(inside):
    assert fraction(f"<z>{inside}</z>") == 0


def test_a_table_may_stand_deep_in_a_document():
    assert fraction(f"<a><b/><c>{ROW * 5}</c></a>") == 10 / 13


def test_end_tags_that_end_nothing_are_passed_over():
    assert fraction("</a></b>" + f"<rows>{ROW * 5}</rows>") == 10 / 11


def test_a_text_without_elements_has_no_records():
    reading = SIGNALS["xml.record_fraction"].read(document_in("xml", "<!-- a -->"))
    assert (reading.value, reading.note) == (None, "there are no elements")


def test_the_places_are_the_tags_of_rows_and_cells():
    document = document_in("xml", f"<rows>{ROW * 5}<note/></rows>")
    places = SIGNALS["xml.record_fraction"].locate(document)
    assert ["<row id='1'>", "<name>"] * 5 == covered(document, places)


def test_elements_are_counted():
    assert SIGNALS["xml.elements"].read(document_in("xml", "<a><b/></a>")).value == 2


_WITHOUT_BOUNDS = re.compile(rb"([^\s=\"'/<>]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")


@pytest.mark.slow
@settings(max_examples=2000)
@given(st.text("ab\n =\"'/<>é", max_size=24).map(str.encode))
def test_attributes_are_those_of_a_try_at_each_letter(text):
    assert _WITHOUT_BOUNDS.findall(text) == _ATTRIBUTE.findall(text)
