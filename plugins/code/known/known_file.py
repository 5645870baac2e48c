"""Files known by two things at once: what they are named, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from rulekit import Document, Finder, LatePattern, Signal, Span

GROUP = 12  # files whose names are one pattern
ANY = 1_000_000  # lines: however long the file is


class KnownFile(NamedTuple):
    """A kind of file: the end of its path, words that it holds, and how many lines a tool writes.

    Both are patterns of RE2 without regard to case. The path begins at a folder's or a file's name;
    `^` and `$` in the words are those of lines. The lines are those of the longest version.
    """

    path: str
    words: str
    lines: int = ANY


class Known(NamedTuple):
    """Words that make a document one of the files known, and the lines that such a file has."""

    words: Span
    lines: int


def known_file_finder(name: str, doc: str, files: Sequence[KnownFile]) -> Finder:
    """Make a finder of the words that make a file one of those known."""
    known = _known(files)
    return Finder(name, doc, lambda document: _words(known(document)))


def written_fraction(name: str, doc: str, files: Sequence[KnownFile]) -> Signal:
    """Make a signal of the share of a file's lines that the tool can have written; 0 if unknown."""
    known = _known(files)

    def measure(document: Document) -> float:
        lines = document.data.count(b"\n") + 1
        return max((min(1, one.lines / lines) for one in known(document)), default=0)

    return Signal(name, "share of lines", doc, measure, lambda document: _words(known(document)))


def _known(files: Sequence[KnownFile]) -> Callable[[Document], list[Known]]:
    """Find the files' words where they are known; a pattern is compiled when it is first asked."""
    groups = [files[at : at + GROUP] for at in range(0, len(files), GROUP)]
    path, pattern = cache(_path), cache(_pattern)

    def named(document: Document) -> Iterator[KnownFile]:
        """The files of this name: one in twenty paths may be any, and its group is told first."""
        names = document.path_data
        if path(*files).search(names):
            for group in groups:
                if path(*group).search(names):
                    yield from (file for file in group if path(file).search(names))

    def matches(document: Document) -> Iterator[Known]:
        for file in named(document):
            if match := pattern(file).search(document.data):
                yield Known(Span(*match.span()), file.lines)

    return lambda document: list(matches(document))


def _words(known: Sequence[Known]) -> list[Span]:
    return sorted({one.words for one in known})


def _path(*files: KnownFile) -> LatePattern:
    return LatePattern(f"(?i)(?:^|/)(?:{'|'.join(file.path for file in files)})$".encode())


def _pattern(file: KnownFile) -> LatePattern:
    return LatePattern(f"(?im){file.words}".encode())
