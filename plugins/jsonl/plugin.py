"""Reads corpora of JSON lines: a line is a row."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, BinaryIO

import rulekit

from .edited import with_text
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
    reads_addresses = True

    def fields(self, path: str) -> tuple[str, ...]:
        """Names in the first hundred rows, those in objects too; rows that are broken have none."""
        first = islice(enumerate(self._lines(path)), _NAMED)
        rows = (parsed(line, number) for number, line in first)
        return tuple(dict.fromkeys(names_of(row for row in rows if isinstance(row, dict))))

    def count(self, path: str) -> int:
        """Lines, and one more for an end that cannot be read."""
        return sum(1 for _ in self._lines(path))

    def rows(
        self, path: str, names: Sequence[str], start: int = 0, *, whole: bool = False
    ) -> Iterator[rulekit.Row]:
        """The rows from `start`, each with its line; those before it are not parsed."""
        return LineRows(self._lines(path, whole=whole), names, start, whole=whole)

    @contextmanager
    def writer(self, like: str, output: str) -> Iterator[LineWriter]:
        """A file that is packed as the shard is."""
        with packed_like(like, output) as file:
            yield LineWriter(file)

    @contextmanager
    def adding_writer(
        self, like: str, output: str, added: Mapping[str, str]
    ) -> Iterator[AddingLineWriter]:
        """A file that is packed as the shard is, whose lines get these keys."""
        with packed_like(like, output) as file:
            yield AddingLineWriter(file, tuple(added), like)

    def written(self, like: str, output: str) -> Iterator[Line]:
        """Lines of a file that is packed as the shard is."""
        return lines(chunks(output, like), whole=True)

    def edited(self, whole: Line, name: str, text: str) -> Line:
        """The line with another text for the value of this key, and no other byte changed."""
        return with_text(whole, name, text)

    def _lines(self, path: str, *, whole: bool = False) -> Iterator[Line | rulekit.BrokenRow]:
        try:
            yield from lines(chunks(path), whole=whole)
        except StreamError as error:
            yield rulekit.BrokenRow("unreadable", str(error))


class LineRows:
    """Rows of lines; those that are passed over are not parsed."""

    def __init__(
        self,
        lines: Iterator[Line | rulekit.BrokenRow],
        names: Sequence[str],
        start: int,
        *,
        whole: bool,
    ) -> None:
        self._lines = enumerate(lines)
        self._names = names
        self._whole = whole
        self.skip(start)

    def __iter__(self) -> LineRows:
        return self

    def __next__(self) -> rulekit.Row:
        number, line = next(self._lines)
        row = parsed(line, number)
        raw = fields_of(row, self._names) if isinstance(row, dict) else row
        is_copied = self._whole and isinstance(line, Line)
        return rulekit.Row(raw, line if is_copied else None)

    def skip(self, count: int) -> None:
        """Pass over lines."""
        next(islice(self._lines, count, count), None)


def parsed(line: Line | rulekit.BrokenRow, number: int) -> dict[str, Any] | rulekit.BrokenRow:
    """The object of a line; the first may begin with a byte order mark."""
    if isinstance(line, rulekit.BrokenRow):
        return line
    if number == 0 and line.data.startswith(_BOM):
        return parse(Line(line.data[len(_BOM) :], line.size))
    return parse(line)


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


class AddingLineWriter(LineWriter):
    """Copies lines byte for byte, with more keys at the end of each object."""

    def __init__(self, file: BinaryIO, added: Sequence[str], like: str) -> None:
        super().__init__(file)
        self._added = added
        self._like = like

    def write(self, whole: Line, values: Mapping[str, object] | None = None) -> None:
        """Write a line with these values; one that is no object is written as it is."""
        row = None if values is None else parsed(whole, 0)
        if values is None or not isinstance(row, dict):
            super().write(whole)
            return
        for name in self._added:
            if name in row:
                message = f"a row of `{self._like}` has a `{name}` already, and would get another"
                remedy = "judge the corpus that it was copied from, or rename it"
                raise rulekit.RulekitError(f"{message}: {remedy}")
        end = whole.data.rindex(b"}")
        comma = ", " if row else ""
        more = (comma + json.dumps(values, ensure_ascii=False)[1:-1]).encode()
        super().write(Line(whole.data[:end] + more + whole.data[end:], whole.size))


@rulekit.hookimpl
def rulekit_readers() -> Iterable[rulekit.Reader]:
    """One reader."""
    return [JsonlReader()]
