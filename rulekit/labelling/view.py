"""The part of a text that a reader looks at, and how it moves."""

from __future__ import annotations

from dataclasses import dataclass, field

from rulekit.core.escape import visible
from rulekit.report.pieces import width_of

MOVES = ("next", "previous", "down", "up", "right", "left", "first", "last")


@dataclass
class View:
    """A window on the lines of a text, with control characters shown escaped.

    `top` counts lines and `left` characters from 0; `height` and `width` are those of the window,
    which whoever shows it sets. `found` is the line that a search has found, or None.
    """

    text: str
    top: int = 0
    left: int = 0
    height: int = 20
    width: int = 80
    found: int | None = None
    word: str = ""
    lines: list[str] = field(init=False)
    longest: int = field(init=False)

    def __post_init__(self) -> None:
        lines = self.text.split("\n")
        if not lines[-1]:
            lines.pop()
        self.lines = [visible(line.removesuffix("\r")) for line in lines]
        self.longest = max(map(len, self.lines), default=0)

    @property
    def end(self) -> int:
        """The number of lines up to the last that is in the window."""
        return min(len(self.lines), self.top + self.height)

    @property
    def is_cut(self) -> bool:
        """True if a line of the window goes on beyond its right end."""
        begin, end = self.left, self.left + self.width + 1
        return any(width_of(line[begin:end]) > self.width for line in self._shown)

    @property
    def _shown(self) -> list[str]:
        return self.lines[self.top : self.end]

    def move(self, where: str) -> None:
        """Move by a word of MOVES, never beyond the text."""
        down = {
            "next": self.height,
            "previous": -self.height,
            "down": 1,
            "up": -1,
            "first": -len(self.lines),
            "last": len(self.lines),
        }
        # Characters that take two columns: half of half of them are half a window.
        half = self.width // (2 if all(line.isascii() for line in self._shown) else 4)
        side = {"right": half, "left": -half}
        self.top += down.get(where, 0)
        self.left += side.get(where, 0)
        self._stay_inside()

    def find(self, word: str) -> bool:
        """Move to the next line that has a word, whatever its case; the last word without one.

        After the last line the first one follows. False if no line has it.
        """
        self.word = (word or self.word).lower()
        begin = self.top if self.found is None else self.found + 1
        places = [*range(begin, len(self.lines)), *range(min(begin, len(self.lines)))]
        for place in places if self.word else ():
            at = self.lines[place].lower().find(self.word)
            if at >= 0:
                self.found, self.top = place, place - self.height // 3
                self.left = max(0, at + len(self.word) - self.width)
                self._stay_inside()
                return True
        return False

    def resize(self, height: int, width: int) -> None:
        """Give the window another size; what it shows stays where it is, if it can."""
        self.height, self.width = max(1, height), max(1, width)
        self._stay_inside()

    def _stay_inside(self) -> None:
        self.top = max(0, min(self.top, len(self.lines) - self.height))
        self.left = max(0, min(self.left, self.longest - 1))
