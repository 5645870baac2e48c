"""Pieces of a text that a page shows: all of a short one, else its head and what is quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rulekit.core.position import PATH, Evidence

WHOLE = 20_000  # characters of a text that is shown whole, and of the pieces of another
HEAD = 80  # lines at the beginning
AROUND = 8  # lines before and after a quotation
QUOTED = 12  # quotations that are shown
LONG = 1_000  # characters of a line that is shown whole
CUT = 300  # characters before and after a quotation in a longer one


class Piece(NamedTuple):
    """Lines that follow each other, from `line` on; of one that is long, from `column` on.

    Lines and columns are 1-based, in characters.
    """

    line: int
    text: str
    column: int = 1


def pieces_of(text: str, quoted: Iterable[Evidence], most: int = WHOLE) -> list[Piece]:
    """Pieces of a text, `most` characters together or a little more; lines end with `\\n`."""
    text = text.removesuffix("\n")
    lines = text.split("\n")
    if len(text) <= most and max(map(len, lines)) <= LONG:
        return [Piece(1, text)]
    places = [one for one in quoted if one.line != PATH][:QUOTED]
    found, used = list[Piece](), 0
    for piece in _pieces(lines, places):
        if used > most:
            break
        found.append(piece)
        used += len(piece.text)
    return found


def _pieces(lines: Sequence[str], places: Sequence[Evidence]) -> Iterator[Piece]:
    """Runs of the lines that are shown; each long line is a piece of its own."""
    run: list[str] = []
    last = 0
    for number in _wanted(len(lines), places):
        line = lines[number - 1]
        if run and (number != last + 1 or len(line) > LONG):
            yield Piece(last - len(run) + 1, "\n".join(run))
            run = []
        if len(line) > LONG:
            yield from _cut(number, line, places)
        else:
            run.append(line)
        last = number
    if run:
        yield Piece(last - len(run) + 1, "\n".join(run))


def _wanted(count: int, places: Sequence[Evidence]) -> list[int]:
    """Numbers of the lines that are shown."""
    wanted = set(range(1, min(HEAD, count) + 1))
    for one in places:
        first, last = one.line - AROUND, min(one.end_line, one.line + HEAD) + AROUND
        wanted.update(range(max(1, first), min(last, count) + 1))
    return sorted(wanted)


def _cut(number: int, line: str, places: Sequence[Evidence]) -> Iterator[Piece]:
    """The beginning of a long line, and what is around each place in it, in order."""
    ends = [(0, CUT)]
    for one in sorted(places, key=lambda one: one.column):
        if one.line == number:
            first, last = max(0, one.column - CUT), one.column + CUT
            if first <= ends[-1][1]:
                ends[-1] = (ends[-1][0], max(last, ends[-1][1]))
            else:
                ends.append((first, last))
    for first, last in ends:
        if piece := line[first:last]:
            yield Piece(number, piece, first + 1)
