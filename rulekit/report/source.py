"""A window on the lines of a text: numbered, and cut at both sides."""

from __future__ import annotations

from collections.abc import Sequence

from rulekit.report.pieces import Piece, Styled, width_of

CUT = "…"


def numbered(
    lines: Sequence[str],
    first: int,
    left: int,
    width: int | None,
    *,
    digits: int,
    found: int | None = None,
) -> list[list[Piece]]:
    """Lines with their numbers, from `first` on; `left` characters of each are left out.

    Lines are safe to print already. Without a width they are whole. Numbers have so many `digits`;
    `found` is a line to mark.
    """
    return [
        [
            Styled(f"{number:>{digits}} | ", "bold yellow" if number - 1 == found else "blue"),
            clipped(line, left, None if width is None else width - digits - 3),
        ]
        for number, line in enumerate(lines, first + 1)
    ]


def clipped(line: str, left: int, width: int | None) -> str:
    """The part of a line that `width` columns have room for, with CUT where more of it is."""
    if width is None:
        return line
    width = max(2, width)
    before = CUT if left and line else ""
    part = line[left + len(before) : left + width + 1] if left < len(line) else ""
    room = width - len(before)
    if width_of(part) <= room and left + len(before) + len(part) >= len(line):
        return before + part
    while width_of(part) > room - 1:
        part = part[: -max(1, (width_of(part) - room + 1) // 2)]
    return f"{before}{part}{CUT}"


def flowing(words: Sequence[Sequence[Piece]], width: int | None, gap: int = 2) -> list[list[Piece]]:
    """Groups of pieces on as many lines as they need, none of them broken."""
    lines: list[list[Piece]] = [[]]
    used = 0
    for group in words:
        long = sum(width_of(piece if isinstance(piece, str) else piece.text) for piece in group)
        if lines[-1] and width is not None and used + gap + long > width:
            lines.append([])
            used = 0
        if lines[-1]:
            lines[-1].append(" " * gap)
            used += gap
        lines[-1] += group
        used += long
    return lines
