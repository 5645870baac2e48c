"""Bytes inside, characters and 1-based lines and columns where people see them: converted here."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from rulekit.core.dataclass import dataclass
from rulekit.core.escape import in_short
from rulekit.core.span import Span

PATH = 0  # the line of evidence that stands in the path of a document
EXCERPT = 160  # characters of evidence that are quoted at the most
BLOCK = 65_536  # bytes between two places of which the number of characters before is kept

_CONTINUATION = bytes(range(0x80, 0xC0))  # the bytes of UTF-8 that do not begin a character


def character_count(data: bytes) -> int:
    """Characters in a piece of UTF-8 that begins and ends between two characters."""
    return len(data) if data.isascii() else len(data.translate(None, _CONTINUATION))


class Evidence(NamedTuple):
    """A span as people see it.

    Lines and columns are 1-based (the line of what stands in the path is PATH), columns and
    offsets count characters, the end is exclusive.
    `text` is what the span covers, up to EXCERPT characters; `source` is its first line, cut around
    it, and `source_column` the 1-based column in that cut where the span begins.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    text: str
    source: str
    source_column: int

    def __repr__(self) -> str:
        place = f"{self.line}:{self.column} to {self.end_line}:{self.end_column}"
        return f"<evidence {place}: {in_short(self.text)}>"


@dataclass(frozen=True)
class Positions:
    """Where the lines of a UTF-8 text begin. A line ends with `\\n`, which belongs to it."""

    data: bytes

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Byte offset of each line's first byte; no extra line after a final newline."""
        lengths = [len(line) + 1 for line in self.data.split(b"\n")]
        if lengths[-1] == 1:  # behind a final newline, or in an empty text
            lengths.pop()
        return tuple(accumulate(lengths[:-1], initial=0)) if lengths else ()

    def characters(self, offset: int) -> int:
        """Characters before a byte."""
        block = offset // BLOCK
        return self._counted[block] + character_count(self.data[block * BLOCK : offset])

    @cached_property
    def _counted(self) -> tuple[int, ...]:
        """Characters before each block: the places of a text of 8 MB must not be counted each."""
        starts = range(0, len(self.data), BLOCK)
        counts = (character_count(self.data[at : at + BLOCK]) for at in starts)
        return tuple(accumulate(counts, initial=0))

    def line_of(self, offset: int) -> int:
        """0-based number of the line that holds this byte; the last line for the text's end."""
        return max(0, bisect_right(self.line_starts, offset) - 1)

    def lines_of(self, span: Span) -> range:
        """0-based numbers of the lines that the span touches; one line for an empty span."""
        return range(self.line_of(span.start), self.line_of(max(span.start, span.end - 1)) + 1)

    def evidence(self, span: Span) -> Evidence:
        """The span in characters, lines and columns, with the text it covers."""
        first, last = self.line_of(span.start), self.line_of(span.end)
        column = self._column(first, span.start)
        source, source_column = self._around(first, span.start)
        covered = self.data[span.start : min(span.end, span.start + 4 * EXCERPT)]
        return Evidence(
            line=first + 1,
            column=column,
            end_line=last + 1,
            end_column=self._column(last, span.end),
            start=self.characters(span.start),
            end=self.characters(span.end),
            text=covered.decode("utf-8", "ignore")[:EXCERPT],
            source=source,
            source_column=source_column,
        )

    def _column(self, line: int, offset: int) -> int:
        start = self.line_starts[line] if self.line_starts else 0
        return self.characters(offset) - self.characters(start) + 1

    def _around(self, line: int, offset: int) -> tuple[str, int]:
        """The line without its end, cut to EXCERPT characters from a little before the offset."""
        starts = self.line_starts
        if not starts:
            return "", 1
        end = starts[line + 1] if line + 1 < len(starts) else len(self.data)
        before = self.data[max(starts[line], offset - 2 * EXCERPT) : offset]
        lead = before.decode("utf-8", "ignore")
        if len(lead) > EXCERPT // 2:
            lead = lead[-EXCERPT // 4 :]
        rest = self.data[offset : min(end, offset + 4 * EXCERPT)].decode("utf-8", "ignore")
        line_text = (lead + rest).split("\n")[0].rstrip("\r")
        return line_text[:EXCERPT], min(len(lead), len(line_text)) + 1
