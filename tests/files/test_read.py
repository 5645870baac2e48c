"""rulekit/files/read.py: the bytes of a file, or why there are none."""

import os

import pytest

from rulekit.core.document import MAX_BYTES
from rulekit.files.discover import FoundFile
from rulekit.files.read import read
from rulekit.hooks.reader import BrokenRow


def test_a_file_is_its_bytes(write):
    write({"a.py": b"\xff\n"})
    assert b"\xff\n" == read(FoundFile("shown.py", "a.py"))


@pytest.mark.parametrize(
    ("cause", "note"),
    [("symbolic-link", "a link is not followed"), ("unreadable", "Permission denied")],
)
def test_what_was_not_to_be_read_when_it_was_found_is_not_read(write, cause, note):
    write({"a.py": "x"})
    assert BrokenRow(cause, note, "a.py") == read(FoundFile("a.py", "a.py", cause, note))


def test_a_file_that_vanished_since_it_was_found_is_unreadable(folder):
    expected = BrokenRow("unreadable", "cannot be read: No such file or directory", "shown.py")
    assert expected == read(FoundFile("shown.py", "a.py"))


def test_a_file_over_the_size_that_is_read_says_its_size(write):
    write({"a.py": b"\n" * (MAX_BYTES + 1)})
    expected = BrokenRow("too-large", "8.0 MB, over 8 MB", "a.py", MAX_BYTES + 1)
    assert expected == read(FoundFile("a.py", "a.py"))


def test_a_pipe_is_not_opened(folder):
    os.mkfifo("a.py")
    expected = BrokenRow("special-file", "not a regular file", "a.py")
    assert expected == read(FoundFile("a.py", "a.py"))
