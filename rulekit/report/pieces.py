"""Pieces of text with a style, made safe for a terminal and measured in its columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Styled(NamedTuple):
    """A piece of text and the style (rich's names) that a terminal shows it in."""

    text: str
    style: str


Piece = str | Styled
Row = Sequence[Piece]

DECISION_STYLE = {"keep": "green", "drop": "bold red", "error": "bold magenta"}


def shortened(text: str, width: int) -> str:
    """A path with its middle left out, if it is wider than that."""
    if width_of(text) <= width:
        return text
    room = (width - 1) * 2 // 3
    tail = text[max(0, len(text) - room) :]
    while width_of(tail) > room:  # characters that take two columns
        tail = tail[1:]
    head = text[: width - 1 - width_of(tail)]
    while width_of(head) + width_of(tail) >= width:
        head = head[:-1]
    return f"{head}…{tail}"


def plain(piece: Piece) -> str:
    """The text of a piece."""
    return piece if isinstance(piece, str) else piece.text


def style_of(piece: Piece) -> str:
    """The style of a piece, "" for none."""
    return "" if isinstance(piece, str) else piece.style


def width_of(text: str) -> int:
    """Columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def padded(text: str, width: int, *, right: bool) -> str:
    """The text with blanks after it, or before it, up to a width."""
    blanks = " " * (width - width_of(text))
    return blanks + text if right else text + blanks
