"""Test files, told as the go command tells them: by their name."""

from __future__ import annotations

from pathlib import PurePath

from rulekit import Document, Signal


def test_file(document: Document) -> float:
    """1 if the file name, in any case, ends with `_test.go`."""
    return float(PurePath(document.id).name.lower().endswith("_test.go"))


TEST_SIGNALS = (
    Signal(
        "go.test_file",
        "yes or no",
        "whether the file is a test by its name (OpenCoder, qsc_codego_cate_testfile)",
        test_file,
    ),
)
