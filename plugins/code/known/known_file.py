"""Files known by two things at once: what they are named, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import re2
from rulekit import Document, Finder, Span

ANY = 1_000_000  # lines: however long the file is


class KnownFile(NamedTuple):
    """A kind of file: the end of its path, words that it holds, and how many lines it has at most.

    Both are patterns of RE2 without regard to case. The path begins at a folder's or a file's name;
    `^` and `$` in the words are those of lines. A file that somebody went on writing is longer.
    """

    path: str
    words: str
    lines: int = ANY


def known_file_finder(name: str, doc: str, files: Sequence[KnownFile]) -> Finder:
    """Make a finder of the words that make a file one of those known."""
    named = re2.compile("|".join(_path(file) for file in files))
    each = [(re2.compile(_path(file)), file.lines, _words(file)) for file in files]

    def find(document: Document) -> list[Span]:
        if not named.search(document.path):
            return []
        lines = document.data.count(b"\n") + 1
        found = (
            words.search(document.data)
            for path, most, words in each
            if lines <= most and path.search(document.path)
        )
        return sorted({Span(*match.span()) for match in found if match})

    return Finder(name, doc, find)


def _path(file: KnownFile) -> str:
    return f"(?i)(?:^|/)(?:{file.path})$"


def _words(file: KnownFile) -> re2._Regexp[bytes]:
    return re2.compile(f"(?im){file.words}".encode())
