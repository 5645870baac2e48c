"""Reads corpora of JSON lines: a line is a row."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, BinaryIO

import rulekit

from .line import Line, lines
from .row import fields_of, names_of, parse
from .shard import chunks, packed_like
from .stream import StreamError

_BOM = b"\xef\xbb\xbf"
_NAMED = 100  # rows whose fields are listed


class JsonlReader:
    """Reads JSON lines; lines end with a line feed, and what is before one is taken as it is."""

    name = "jsonl"
    suffixes = (
        *(end + packed for end in (".jsonl", ".ndjson") for packed in ("", ".gz", ".zst", ".zstd")),
        # So dolma names its shards; a plain .json is one document.
        *(".json.gz", ".json.zst", ".json.zstd"),
    )

    def fields(self, path: str) -> tuple[str, ...]:
        """Names in the first hundred rows, those in objects too; rows that are broken have none."""
        first = (row for row, _ in islice(self._parsed(path), _NAMED))
        return tuple(dict.fromkeys(names_of(row for row in first if isinstance(row, dict))))

    def count(self, path: str) -> int:
        """Lines, and one more for an end that cannot be read."""
        return sum(1 for _ in self._lines(path))

    def rows(
        self, path: str, names: Sequence[str], start: int = 0, *, whole: bool = False
    ) -> Iterator[rulekit.Row]:
        """The rows from `start`, each with its line; those before it are not parsed."""
        for row, line in self._parsed(path, start, whole=whole):
            raw = fields_of(row, names) if isinstance(row, dict) else row
            yield rulekit.Row(raw, line if whole else None)

    @contextmanager
    def writer(self, like: str, output: str) -> Iterator[LineWriter]:
        """A file that is packed as the shard is."""
        with packed_like(like, output) as file:
            yield LineWriter(file)

    def written(self, like: str, output: str) -> Iterator[Line]:
        """Lines of a file that is packed as the shard is."""
        return lines(chunks(output, like), whole=True)

    def _lines(self, path: str, *, whole: bool = False) -> Iterator[Line | rulekit.BrokenRow]:
        try:
            yield from lines(chunks(path), whole=whole)
        except StreamError as error:
            yield rulekit.BrokenRow("unreadable", str(error))

    def _parsed(
        self, path: str, start: int = 0, *, whole: bool = False
    ) -> Iterator[tuple[dict[str, Any] | rulekit.BrokenRow, Line | None]]:
        """Rows of the lines from `start`, and the lines; an end that cannot be read has none."""
        for number, line in islice(enumerate(self._lines(path, whole=whole)), start, None):
            if isinstance(line, rulekit.BrokenRow):
                yield line, None
            elif number == 0 and line.data.startswith(_BOM):
                yield parse(Line(line.data[len(_BOM) :], line.size)), line
            else:
                yield parse(line), line


class LineWriter:
    """Copies lines byte for byte, broken ones too; the last gets a line feed if it has none."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, whole: Line) -> None:
        """Write a line."""
        if whole.file is None:
            self._file.write(whole.data + b"\n")
            return
        with whole.file as file:
            file.seek(0)
            shutil.copyfileobj(file, self._file)
        self._file.write(b"\n")


@rulekit.hookimpl
def rulekit_readers() -> Iterable[rulekit.Reader]:
    """One reader."""
    return [JsonlReader()]
