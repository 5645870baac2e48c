"""Making a text that breaks a promise small, so that a person sees why it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Content = TypeVar("Content", str, bytes)

BUDGET = 3_000_000  # bytes that may be judged for one text
EACH = 6_000  # what a judgement costs beside its bytes, in bytes


def smallest(content: Content, breaks: Callable[[Content], bool]) -> Content:
    """Shrink a text until no piece that is tried can go while it still `breaks`.

    Pieces are runs of lines, then of characters, each half as long as the one before. The work is
    bounded, so a large text may end larger than it must.
    """
    search = _Search(breaks)
    for split in (_lines, _characters):
        pieces = split(content)
        length = (len(pieces) + 1) // 2
        while length and search.left > 0:
            pieces = search.thinned(pieces, length, content[:0])
            length //= 2
        content = content[:0].join(pieces)
    return content


@dataclass
class _Search:
    breaks: Callable[..., bool]
    left: int = BUDGET

    def thinned(self, pieces: list[Content], length: int, empty: Content) -> list[Content]:
        """Without each run of so many pieces that is not needed."""
        at = 0
        while at < len(pieces) and self.left > 0:
            rest = pieces[:at] + pieces[at + length :]
            content = empty.join(rest)
            self.left -= len(content) + EACH
            if self.breaks(content):
                pieces = rest
            else:
                at += length
        return pieces


def _lines(content: Content) -> list[Content]:
    return content.splitlines(keepends=True)


def _characters(content: Content) -> list[Content]:
    return [content[i : i + 1] for i in range(len(content))]
