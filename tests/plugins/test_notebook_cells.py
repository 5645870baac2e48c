"""plugins/notebook/cells.py: the cells of a notebook, and where they stand."""

import json

import pytest
from making import covered
from rulekit_plugins.notebook.cells import notebook

from rulekit import Document, Unmeasured


def document_of(text):
    return Document("a.ipynb", text, "jupyter-notebook", "markup")


def sources(text):
    """For each cell its type, and the strings of its source as they stand in the file."""
    document = document_of(text)
    return [(cell.type, covered(document, cell.source)) for cell in notebook(document).cells]


def test_a_source_is_a_list_of_lines_or_one_string():
    text = '{"cells": [{"cell_type": "code", "source": ["a\\n", "b"]}, {"source": "é"}]}'
    assert [("code", ['"a\\n"', '"b"']), ("None", ['"é"'])] == sources(text)


def test_cells_of_format_3_stand_in_worksheets():
    text = '{"worksheets": [{"cells": [{"cell_type": "code", "input": ["a"], "language": "r"}]}]}'
    assert [("code", ['"a"'])] == sources(text)


def test_only_the_source_of_a_cell_is_its_source():
    text = """
    { "metadata": {"source": "a", "cells": [{"source": "b"}]},
      "cells": [ {"outputs": [{"source": ["c"], "cells": [1]}], "metadata": {"source": "d"}} , 1 ]
    }
    """
    assert [("None", [])] == sources(text)


def test_outputs_are_what_a_list_of_them_holds():
    outputs = [{"output_type": "stream", "text": "]"}, {"output_type": "error"}, None]
    document = document_of(json.dumps({"cells": [{"outputs": outputs}]}, indent=1))
    (cell,) = notebook(document).cells
    assert ["stream", "error"] == cell.output_types
    assert outputs == json.loads(document.data[cell.outputs.start : cell.outputs.end])


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ('{"language_info": {"name": "R"}, "kernelspec": {"language": "python"}}', "r"),
        ('{"kernelspec": {"name": "ir", "language": "R"}}', "r"),
        ('{"kernelspec": {"name": "python3"}}', "python"),
        ("[]", "python"),
    ],
)
def test_the_kernel_names_its_language(metadata, language):
    text = f'{{"metadata": {metadata}, "cells": []}}'
    assert language == notebook(document_of(text)).language


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"cells": [', "not parsed as JSON"),
        ("[" * 100_000, "not parsed as JSON"),
        ("<html>", "not parsed as JSON"),
        ("", "not parsed as JSON"),
        ('[{"cells": []}]', "JSON without cells"),
        ('{"cells": [' + "{}," * 10_000 + "{}]}", "over 10,000 cells"),
        ('{"cells": []}' + " " * 3_000_000, "longer than 3,000,000 bytes"),
    ],
)
def test_what_is_no_ordinary_notebook_is_not_measured(text, reason):
    with pytest.raises(Unmeasured, match=reason):
        notebook(document_of(text))


@pytest.mark.parametrize(
    "text",
    [
        '{"cells": 1}',
        '{"cells": [], "worksheets": [1]}',
        '{"worksheets": [{"worksheets": [{"cells": [{}]}]}]}',
        '\ufeff{"cells": {}}',
    ],
)
def test_an_odd_notebook_has_no_cells(text):
    assert () == notebook(document_of(text)).cells
