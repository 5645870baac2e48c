"""A match of a rule's pattern, with the text around it that conditions ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

NEAR = 200  # bytes of a line on each side that are looked at: a file may be one line

AROUND = ("match", "around", "before", "after", "line", "path")


@dataclass(frozen=True)
class Sighting:
    """What a pattern matched in a text, and where."""

    data: bytes
    path: str
    match: Any  # re2's
    groups: Mapping[str, int]  # of the pattern, by name; `value` among them

    @cached_property
    def span(self) -> tuple[int, int]:
        """Bytes of the value."""
        start, end = self.match.span(self.groups["value"])
        return start, end

    @property
    def value(self) -> bytes:
        """What would be found."""
        start, end = self.span
        return self.data[start:end]

    def part(self, at: str) -> bytes:
        """A part of what is around, or a group; b"" for a group that matched nothing."""
        if at == "path":
            return path_part(self.path)
        if at not in AROUND:
            group: bytes | None = self.match.group(self.groups[at])
            return group or b""
        start, end = self.match.span()
        if at == "match":
            return self.data[start:end]
        if at == "around":
            return self.data[max(0, start - 1) : end + 1]
        first, last = self._line
        return self.data[first if at != "after" else end : last if at != "before" else start]

    @cached_property
    def _line(self) -> tuple[int, int]:
        """The line of the match, up to NEAR bytes beyond it."""
        start, end = self.match.span()
        first = self.data.rfind(b"\n", max(0, start - NEAR), start) + 1 or max(0, start - NEAR)
        last = self.data.find(b"\n", end, end + NEAR)
        return first, last if last >= 0 else min(len(self.data), end + NEAR)


def path_part(path: str) -> bytes:
    """A path as conditions see it: from a slash on, so that a folder is `/tests/` everywhere."""
    return b"/" + path.encode("utf-8", "replace")
