"""The columns of a table, on one line or, where that is too narrow, on several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from rulekit.report.pieces import Piece, Row, Styled, padded, plain, style_of

GAP = 2  # blanks between columns
INDENT = 4  # of what stands on a second line of a row
NARROWEST = 32  # columns that a path is never shortened under
WRAPPED = 24  # columns in which the last column may be wrapped in its place


class Layout:
    """The columns of a table on lines of a width; None for no end."""

    def __init__(
        self, widths: Sequence[int], right: frozenset[int], indent: int, width: int | None
    ) -> None:
        self.widths, self.right, self.indent, self.width = widths, right, indent, width

    def lines(self, row: Row) -> Iterator[tuple[list[Piece], int]]:
        """The lines of a row, and how far what does not fit on each is indented."""
        for number, band in enumerate(self._bands):
            cells = [(i, row[i]) for i in band if i < len(row)]
            if number and not any(plain(cell) for _, cell in cells):
                continue
            indent = self.indent + INDENT * bool(number)
            pieces: list[Piece] = [" " * indent]
            for i, cell in cells:
                text = padded(plain(cell), self.widths[i], right=i in self.right)
                pieces += [Styled(text, style_of(cell)), " " * GAP]
            yield pieces[:-1], indent + sum(self.widths[i] + GAP for i in band[:-1])

    @cached_property
    def _bands(self) -> list[list[int]]:
        """The columns that stand on each line of a row."""
        last = len(self.widths) - 1
        bands: list[list[int]] = [[]]
        used = self.indent
        for i, width in enumerate(self.widths):
            least = min(width, WRAPPED) if i == last else width  # it may be wrapped in its place
            if self.width is not None and bands[-1] and used + least > self.width:
                bands.append([])
                used = self.indent + INDENT
            bands[-1].append(i)
            used += width + GAP
        return bands
