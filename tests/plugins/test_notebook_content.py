"""plugins/notebook/content.py: what a notebook says, and what came out of it."""

import pytest
from making import covered
from rulekit_plugins.notebook.content import CONTENT_SIGNALS
from test_notebook_embedded import document_of, notebook_of

SIGNALS = {signal.name.removeprefix("notebook."): signal for signal in CONTENT_SIGNALS}


def read(name, document):
    reading = SIGNALS[name].read(document)
    assert reading.value is not None, reading.note
    return reading.value


def located(name, document):
    return covered(document, SIGNALS[name].locate(document))


TEXT = '{"cell_type": "markdown", "source": ["# a\\n", "\\n", "b"]}'
CODE = '{"cell_type": "code", "source": "c()\\n \\n# d", "outputs": []}'
PAGE = document_of(f'{{"cells": [{TEXT}, {CODE}]}}')


def test_lines_of_all_cells_count():
    assert 4 == read("source_lines", PAGE)
    assert ['"# a\\n"', '"\\n"', '"b"', '"c()\\n \\n# d"'] == located("source_lines", PAGE)


def test_code_is_a_share_of_the_lines():
    assert 0.5 == read("code_line_fraction", PAGE)
    assert 1 == read("code_cells", PAGE)


def test_outputs_count_in_the_bytes_that_they_take():
    outputs = '[{"output_type": "stream", "text": ["é"]}]'
    text = f'{{"cells": [{{"outputs": {outputs}}}, {{"outputs": []}}]}}'
    assert [outputs] == located("output_fraction", document_of(text))
    assert len(outputs.encode()) / len(text.encode()) == read("output_fraction", document_of(text))


@pytest.mark.parametrize(
    ("sources", "value"),
    [
        (["a", ""], 0.5),
        (["# a\n#b\n", " \n", [], "a # b"], 0.75),
        (["// a", "-- b"], 1),
        (["'#'", "%matplotlib inline"], 0),
    ],
)
def test_a_cell_of_comments_is_blank(sources, value):
    assert value == read("blank_cell_fraction", notebook_of(*sources))


def test_blank_cells_are_shown():
    assert ['"# a"'] == located("blank_cell_fraction", notebook_of("b", "# a"))


def test_calls_are_those_of_the_code():
    document = notebook_of("a(b)\nc", ["d.e()\n"])
    assert ["a(b)", "d.e()"] == located("calls", document)
    assert 2 == read("calls", document)


@pytest.mark.parametrize(
    ("name", "document", "note"),
    [
        ("calls", notebook_of("a()", language_info={"name": "R"}), "there are no cells of Python"),
        ("blank_cell_fraction", document_of('{"cells": []}'), "there are no cells of code"),
        ("source_lines", document_of("{}"), "JSON without cells"),
    ],
)
def test_what_cannot_be_measured_says_why(name, document, note):
    assert note == SIGNALS[name].read(document).note
