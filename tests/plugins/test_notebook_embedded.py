"""plugins/notebook/embedded.py: code cells as texts of their languages."""

import json
import textwrap
from importlib import import_module

import pytest
from making import covered, syntax_in

from rulekit import Document
from rulekit.syntax.embedded import Embedding

LANGUAGE = import_module("rulekit_plugins.notebook.plugin").NOTEBOOK


def notebook_of(*sources, indent=1, **metadata):
    """A notebook whose cells of code have these sources: a string, or a list of lines."""
    cells = [{"cell_type": "code", "metadata": {}, "source": source} for source in sources]
    return document_of(json.dumps({"cells": cells, "metadata": metadata}, indent=indent))


def document_of(text):
    inside = Embedding(LANGUAGE.embeds, {"python": syntax_in("python")})
    return Document("a.ipynb", text, LANGUAGE.id, "markup", find_embedded=inside)


def read(document, language="python"):
    """What is read as a language: lines that are not blank, as far to the left as they go."""
    lines = document.embedded(language).text.split("\n")
    return textwrap.dedent("\n".join(line.rstrip() for line in lines if line.strip()))


LINES = ["def f(a):\n", "    return a\n", "\n", "f(1)"]


@pytest.mark.parametrize("indent", [None, 1, 4])
def test_lines_of_a_list_are_lines_of_code(indent):
    document = notebook_of(LINES, ["f(2)\n"], indent=indent)
    inner = document.embedded("python")
    assert [] == inner.capture("error")
    assert ["f(1)", "f(2)"] == covered(document, inner.capture("call"))
    assert 1 == len(inner.capture("function"))


def test_a_list_keeps_its_lines():
    document = notebook_of(LINES)
    assert document.data.count(b"\n") == document.embedded("python").data.count(b"\n")


@pytest.mark.parametrize("indent", [None, 1])
def test_one_string_is_lines_too(indent):
    document = notebook_of("".join(LINES), "f(2)", indent=indent)
    inner = document.embedded("python")
    assert [] == inner.capture("error")
    assert ["f(1)", "f(2)"] == covered(document, inner.capture("call"))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('print("a")', 'print(" a" )'),
        ('f"{a}" + ""', 'f" {a}" + ""'),
        ('"""a"""', '"""   a"""'),
        (r'"a\"b"', r'" a\"  b"'),
        (r"'\\' + '\n'", r"'  \\' + ' \n'"),
        ("a // b", "a // b"),
        ("'é\u2028'", "'é      '"),
        ("if a:\tb", "if a:\t b"),
    ],
)
def test_what_json_escapes_reads_as_it_was(line, found):
    document = notebook_of([line + "\n"])
    assert found.split() == read(document).replace("\u2028", "").split()
    assert [] == document.embedded("python").capture("error")
    assert len(document.data) == len(document.embedded("python").data)


@pytest.mark.parametrize("source", [["a = b + \\\n", "    c"], "a = b + \\\n    c"])
def test_a_backslash_continues_a_line_at_its_end(source):
    document = notebook_of(source)
    assert "a = b + c" == " ".join(read(document).replace("\\\n", "").split())
    assert [] == document.embedded("python").capture("error")


def test_an_escaped_slash_and_escaped_ascii_are_read():
    document = document_of(
        r'{"cells": [{"cell_type": "code", "source": "a \/\/ b \u003c\u003d c"}]}'
    )
    assert "a // b <= c" == " ".join(read(document).split())


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("%matplotlib inline\na()", "a()"),
        ("!pip install b\n?a\na.b??\na()", "a()"),
        ("%%time\na()", "a()"),
        ("%%bash\nls -l", ""),
        ("print('%d' % a)", "print('%d' % a)"),
        ("print('x = %d' % a)", "print('x = %d' % a)"),
    ],
)
def test_commands_of_the_notebook_are_no_python(source, found):
    assert found == read(notebook_of(source))


def test_what_a_command_gives_is_a_name():
    document = notebook_of("files = !ls *.csv\n")
    assert [] == document.embedded("python").capture("error")
    assert ["files"] == covered(document, document.embedded("python").capture("variable"))


@pytest.mark.parametrize(
    ("name", "language"),
    [("R", "r"), ("ipython", "python"), ("C++", "cpp"), ("haskell", "haskell")],
)
def test_cells_are_in_the_language_of_the_kernel(name, language):
    assert "a" == read(notebook_of(["a\n"], language_info={"name": name}), language)


def test_text_outputs_and_blank_cells_are_no_code():
    text = """{"cells": [
      {"cell_type": "markdown", "source": ["a()"]},
      {"cell_type": "code", "source": [" \\n"], "outputs": [{"text": ["b()"]}]}
    ]}"""
    assert "" == document_of(text).embedded("python").text.strip()
