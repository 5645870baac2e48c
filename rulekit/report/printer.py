"""Lines and tables, coloured and cut on a terminal, plain and whole in a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import IO, Any, NamedTuple

from rulekit.core.escape import visible


class Styled(NamedTuple):
    """A piece of text and the style (rich's names) that a terminal shows it in."""

    text: str
    style: str


Piece = str | Styled
Row = Sequence[Piece]

DECISION_STYLE = {"keep": "green", "drop": "bold red", "error": "bold magenta"}


class Printer:
    """Prints a report. Text is never read as markup, and control characters are shown escaped.

    On a terminal lines are cut at its width; elsewhere they are whole. `NO_COLOR`, `FORCE_COLOR`
    and `COLUMNS` are honoured.
    """

    def __init__(self, stream: IO[str] | None = None) -> None:
        self.stream = stream or sys.stdout
        self.terminal = self.stream.isatty()
        forced = bool(os.environ.get("FORCE_COLOR"))
        self.colour = (self.terminal or forced) and not os.environ.get("NO_COLOR")
        self._console: Any = None

    def line(self, *pieces: Piece) -> None:
        """Print a line; pieces stand next to each other."""
        if self.terminal or self.colour:
            self._rich_line(pieces)
        else:
            plain = "".join(visible(_text(piece)) for piece in pieces)
            self.stream.write(plain.rstrip() + "\n")

    def table(self, rows: Iterable[Row], *, right: Iterable[int] = (), indent: int = 1) -> None:
        """Rows in columns as wide as their widest cell, two blanks apart; `right` align right."""
        shown = [[Styled(visible(_text(cell)), _style(cell)) for cell in row] for row in rows]
        if not shown:
            return
        count = max(len(row) for row in shown)
        widths = [max(_width(row[i].text) for row in shown if i < len(row)) for i in range(count)]
        for row in shown:
            cells = [
                Styled(_padded(cell.text, width, right=i in set(right)), cell.style)
                for i, (cell, width) in enumerate(zip(row, widths, strict=False))
            ]
            spaced = [piece for cell in cells for piece in (Styled("  ", ""), cell)][1:]
            self.line(" " * indent, *spaced)

    def _rich_line(self, pieces: Iterable[Piece]) -> None:
        from rich.text import Text

        text = Text()
        for piece in pieces:
            text.append(visible(_text(piece)), _style(piece) or None)
        text.rstrip()
        wrapping: dict[str, Any] = {"no_wrap": True, "overflow": "ellipsis"}
        self._rich().print(text, **(wrapping if self.terminal else {"soft_wrap": True}))

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


def _text(piece: Piece) -> str:
    return piece if isinstance(piece, str) else piece.text


def _style(piece: Piece) -> str:
    return "" if isinstance(piece, str) else piece.style


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _padded(text: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if right else text + blanks
