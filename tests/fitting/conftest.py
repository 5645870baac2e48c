"""Labelled texts for a fit: programs that do something, and boilerplate that does nothing."""

import pytest
from labelled import as_jsonl, labelled_rows


@pytest.fixture
def labels(write):
    """A file of labels, enough for a fit."""
    write({"labels.jsonl": as_jsonl(labelled_rows())})
    return "labels.jsonl"
