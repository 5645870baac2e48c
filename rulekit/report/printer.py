"""Lines and tables, coloured and wrapped on a terminal, plain and whole in a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from rulekit.core.escape import visible
from rulekit.report.layout import GAP, NARROWEST, Layout
from rulekit.report.pieces import Piece, Row, Styled, plain, shortened, style_of, width_of

SMALLEST = 20  # columns that a terminal counts as having


class Printer:
    """Prints a report. Text is never read as markup, and control characters are shown escaped.

    On a terminal lines are wrapped at its width, and nothing of them is cut; elsewhere they are
    whole. `NO_COLOR`, `FORCE_COLOR` and `COLUMNS` are honoured.
    """

    def __init__(self, stream: IO[str] | None = None) -> None:
        self.stream = stream or sys.stdout
        self.terminal = self.stream.isatty()
        forced = bool(os.environ.get("FORCE_COLOR"))
        self.colour = (self.terminal or forced) and not os.environ.get("NO_COLOR")
        self._console: Any = None

    @property
    def width(self) -> int | None:
        """Columns of the terminal; None elsewhere, where a line may have any length."""
        return max(SMALLEST, self._rich().width) if self.terminal else None

    def line(self, *pieces: Piece, hang: int | None = None) -> None:
        """Print a line; pieces stand next to each other.

        What does not fit goes on beneath, `hang` blanks in; by default two more than it begins.
        """
        if self.terminal or self.colour:
            self._rich_line(pieces, hang)
        else:
            text = "".join(visible(plain(piece)) for piece in pieces)
            self.stream.write(text.rstrip() + "\n")

    def table(
        self,
        rows: Iterable[Row],
        *,
        right: Iterable[int] = (),
        paths: Iterable[int] = (),
        indent: int = 1,
    ) -> None:
        """Rows in columns as wide as their widest cell, two blanks apart.

        Columns in `right` align right; those in `paths` are shortened in the middle on a terminal
        that is too narrow. Columns that still do not fit stand on a second line of each row. A row
        of one cell among longer ones is a line of its own, and may be wider.
        """
        shown = [[Styled(visible(plain(cell)), style_of(cell)) for cell in row] for row in rows]
        if not shown:
            return
        count = max(len(row) for row in shown)
        full = [row for row in shown if len(row) > 1] or shown
        widths = [max(width_of(row[i].text) for row in full if i < len(row)) for i in range(count)]
        for i in paths:
            widths[i] = self._fitting(widths, i, indent)
            for row in shown:
                if i < len(row):
                    row[i] = Styled(shortened(row[i].text, widths[i]), row[i].style)
        layout = Layout(widths, frozenset(right), indent, self.width)
        for row in shown:
            for pieces, hang in layout.lines(row):
                self.line(*pieces, hang=hang)

    def _fitting(self, widths: Sequence[int], column: int, indent: int) -> int:
        """The width of a column of paths with which the table fits, not under NARROWEST.

        It is less where the terminal itself is narrower.
        """
        if self.width is None:
            return widths[column]
        others = sum(widths) - widths[column] + GAP * (len(widths) - 1) + indent
        return min(widths[column], max(min(NARROWEST, self.width - indent), self.width - others))

    def _rich_line(self, pieces: Iterable[Piece], hang: int | None) -> None:
        from rich.text import Text

        text = Text()
        for piece in pieces:
            text.append(visible(plain(piece)), style_of(piece) or None)
        text.rstrip()
        if not self.terminal:
            self._rich().print(text, soft_wrap=True)
            return
        for part in self._wrapped(text, hang):
            self._rich().print(part, no_wrap=True, overflow="ignore", crop=False)

    def _wrapped(self, text: Any, hang: int | None) -> Iterator[Any]:
        """The lines that a text takes on the terminal, all but the first indented by `hang`."""
        width = self.width or 0
        if text.cell_len <= width:
            yield text
            return
        begins = len(text.plain) - len(text.plain.lstrip(" "))
        hang = min(begins + 2 if hang is None else hang, width - SMALLEST // 2)
        first, *rest = text.wrap(self._rich(), width)
        left = text[len(first.plain) :] if rest else text[:0]
        left = left[len(left.plain) - len(left.plain.lstrip(" ")) :]
        first.rstrip()
        yield first
        for part in left.wrap(self._rich(), width - hang) if rest else ():
            part.rstrip()
            part.pad_left(hang)
            yield part

    def _rich(self) -> Any:
        if self._console is None:
            from rich.console import Console

            self._console = Console(
                file=self.stream,
                force_terminal=True if self.colour else None,
                no_color=not self.colour,
                highlight=False,
                markup=False,
                emoji=False,
            )
        return self._console
