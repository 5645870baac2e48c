"""Files to label, and a session about them without any terminal."""

from itertools import count

import pytest
from labelled import label

from rulekit.labelling.label_file import LabelFile
from rulekit.labelling.session import Occasion, Session


@pytest.fixture
def begin(folder):
    """A function: a session on these files, with a clock that counts."""
    opened = []

    def begun(*files, reader="anna", out="labels.jsonl"):
        for one in opened:
            one.__exit__()
        opened.append(LabelFile(out).__enter__())
        clock = (f"2026-01-01T00:00:{second:02}+00:00" for second in count())
        around = Occasion(reader, lambda: next(clock), lambda one: f"{one.decision}!\n")
        return Session(files, opened[-1], around)

    yield begun
    for one in opened:
        one.__exit__()


@pytest.fixture
def labels():
    """A function: a label of a file that is known by its path."""
    return label
