"""plugins/yaml/unreadable.py: what would end the process, or be one error, is left alone."""

import pytest
from rulekit_plugins.yaml.unreadable import COLUMNS, DOCUMENTS, ROWS, too_much


@pytest.mark.parametrize("mark", [b"- ", b"? ", b"-\t", b"- ? "])
def test_levels_on_one_line_are_counted(mark):
    assert ["", f"nested in over {COLUMNS} columns"] == [
        too_much(mark * n + b"a") for n in (40, 101)
    ]


def test_levels_on_lines_of_their_own_are_counted():
    lines = [b" " * depth + b"a:\n" for depth in range(120)]
    assert ["", f"nested in over {COLUMNS} columns"] == [
        too_much(b"".join(lines[:n])) for n in (100, 101)
    ]


@pytest.mark.parametrize(
    "text",
    [
        b"a: |\n" + b"  b\n".rjust(300) * 200,
        b"a:\n" + b" " * 400 + b"- b\n" + b" " * 2 + b"c: d\n",
        b"a: " + b"[" * 300 + b"]" * 300,
        b"a: b - c - d" * 100,
        b"-" * 500,
    ],
)
def test_what_only_stands_far_to_the_right_is_not_nested(text):
    assert too_much(text) == ""


@pytest.mark.parametrize(("row", "most"), [(b"a: b\n", ROWS), (b"a: b\r\n", ROWS // 2)])
def test_rows_beyond_what_the_scanner_counts_are_too_many(row, most):
    assert ["", f"over {ROWS:,} rows"] == [too_much(row * n) for n in (most, most + 1)]


def test_documents_by_the_thousand_are_too_many():
    document = b"---\na: b\n"
    assert ["", f"over {DOCUMENTS:,} documents"] == [
        too_much(document * n) for n in (DOCUMENTS, DOCUMENTS + 1)
    ]
