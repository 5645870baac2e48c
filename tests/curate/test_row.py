"""rulekit/curate/row.py: a row on its way."""

import hashlib

import rulekit
from rulekit.testing import curated_row

CPP = "// a banner\nclass Point {\npublic:\n  int x;\n};\n"


def test_a_row_is_what_steps_are_promised():
    names = [name for name in vars(rulekit.CuratedRow) if not name.startswith("_")]
    row = curated_row("x = 1\n", "a.py", stars=3)
    assert {"text", "data", "document", "path", "language", "facts"} <= {*names}
    assert [] == [name for name in names if not hasattr(row, name)]


def test_spans_count_in_the_bytes_of_its_text():
    assert "é = 1\n".encode() == curated_row("é = 1\n", "a.py").data


def test_the_language_is_told_by_path_and_text_and_the_hint_where_those_do_not():
    assert ["python", "python", ""] == [
        row.language
        for row in (
            curated_row("x = 1\n", "a.py", language="java"),
            curated_row("x = 1\n", "a", language="python"),
            curated_row("?", "a.unheard-of"),
        )
    ]


def test_a_row_of_no_known_language_is_no_document():
    assert None is curated_row("?", "a.unheard-of").document


def test_an_edited_row_has_another_text_and_the_original_s_hash_and_size():
    row = curated_row("x = 1  # é\n", "a.py", stars=3)
    after = row.edited("x = 1\n")
    assert ("x = 1\n", b"x = 1\n") == (after.text, after.data)
    assert (row.sha256, 12, "a.py", {"stars": 3}) == (
        after.sha256,
        after.size,
        after.path,
        after.facts,
    )
    assert (row.sha256, 12) == (after.document.sha256, after.document.size)
    assert "x = 1\n" == after.document.text


def test_the_row_itself_is_not_changed():
    row = curated_row("x = 1\n", "a.py")
    row.edited("")
    assert ("x = 1\n", b"x = 1\n", "x = 1\n") == (row.text, row.data, row.document.text)


def test_edits_do_not_change_the_language():
    row = curated_row("#!/usr/bin/env python3\nx = 1\n", "run")
    assert ["python", "python"] == [row.language, row.edited("x = 1\n").language]


def test_the_document_of_an_edited_row_knows_the_hash_of_its_text_as_it_is_now():
    row = curated_row("# mine\r\nx = 1\n", "a.py")
    assert ("", row.sha256) == (row.document.edited, row.document.sha256)
    after = row.edited("x = 1\r\n").document
    now = hashlib.sha256(b"x = 1\r\n").hexdigest()
    assert (now, row.sha256) == (after.edited, after.sha256)


def test_the_document_of_an_edited_row_is_in_the_language_of_the_row():
    """A header of C++ is one still when the words that told it have been cut out."""
    row = curated_row(CPP, "point.h")
    after = row.edited("// a banner\n")
    assert ("cpp", "cpp") == (row.language, after.language)
    assert "cpp" == after.document.language
