"""Reads corpora of JSON lines: a line is a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from itertools import islice
from typing import BinaryIO

import rulekit

from .line import Line, lines, pieces, whole_lines
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
        first = (self._parsed(line) for line in islice(self._lines(path), _NAMED))
        return tuple(dict.fromkeys(names_of(row for row in first if isinstance(row, dict))))

    def count(self, path: str) -> int:
        """Lines, and one more for an end that cannot be read."""
        return sum(1 for _ in self._lines(path))

    def rows(
        self, path: str, names: Sequence[str], start: int = 0
    ) -> Iterator[Mapping[str, object] | rulekit.Broken]:
        """The rows from `start`; those before it are not parsed."""
        for line in islice(self._lines(path), start, None):
            row = self._parsed(line)
            yield fields_of(row, names) if isinstance(row, dict) else row

    def split(self, path: str, kept: Iterable[bool], outputs: Mapping[bool, str]) -> int:
        """Copy lines byte for byte, broken ones too; the last one gets a line feed if it has none.

        A line that breaks off is in no output, so those that do not are counted first. ValueError
        is raised when `kept` has not that many answers.
        """
        whole = whole_lines(chunks(path))
        with ExitStack() as stack:
            sides = {
                side: stack.enter_context(packed_like(path, output))
                for side, output in outputs.items()
            }
            answers = iter(kept)
            _copy(pieces(chunks(path)), answers, whole, sides)
            return sum(keep in outputs for keep in answers)

    def _lines(self, path: str) -> Iterator[Line | rulekit.Broken]:
        try:
            for number, line in enumerate(lines(chunks(path))):
                yield line if number else Line(line.data.removeprefix(_BOM), line.size)
        except StreamError as error:
            yield rulekit.Broken("unreadable", str(error))

    def _parsed(self, line: Line | rulekit.Broken) -> Mapping[str, object] | rulekit.Broken:
        return parse(line) if isinstance(line, Line) else line


def _copy(
    pieces: Iterator[tuple[bytes, bool]],
    kept: Iterator[bool],
    whole: int,
    sides: Mapping[bool, BinaryIO],
) -> None:
    """Write as many whole lines; what may follow them is broken off."""
    with suppress(StreamError):
        for number in range(whole):
            keep = next(kept, None)
            if keep is None:
                raise ValueError(f"{number} answers for {whole} rows")
            for piece, ends in pieces:
                if keep in sides:
                    sides[keep].write(piece + b"\n" if ends else piece)
                if ends:
                    break


@rulekit.hookimpl
def rulekit_readers() -> Iterable[rulekit.Reader]:
    """One reader."""
    return [JsonlReader()]
