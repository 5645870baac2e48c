"""The budget of a model: the parts of a text that it looks at, counted in bytes."""

from __future__ import annotations

from rulekit.core.span import Span

FIRST = 20_000  # bytes that are always looked at
WINDOWS, EACH = 4, 5_000  # and windows of the rest, with their bytes
WHOLE = FIRST + WINDOWS * EACH  # a text of up to as many bytes is looked at as a whole


def windows(data: bytes) -> list[Span]:
    """The parts of a UTF-8 text that are looked at: its first bytes, and windows up to its end.

    They neither overlap nor cut a character.
    """
    if len(data) <= WHOLE:
        return [Span(0, len(data))]
    spare = len(data) - WHOLE  # bytes that lie between them
    begins = [FIRST + i * EACH + spare * i // (WINDOWS - 1) for i in range(WINDOWS)]
    ends = [(0, FIRST), *((begin, begin + EACH) for begin in begins)]
    return [Span(_border(data, start), _border(data, end)) for start, end in ends]


def _border(data: bytes, at: int) -> int:
    """The first border of characters from here on."""
    while at < len(data) and data[at] & 0xC0 == 0x80:
        at += 1
    return at
