"""Replies by the hash of the text that they are about: a file of sorted lines, searched in place.

A line is JSON and begins with the hash, so that the file is cut in halves where it lies: nothing of
it is read before it is asked for, and processes share what the system keeps of it.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

ANSWERED = "answered"
OUTCOMES = (ANSWERED, "unparsed", "length", "refused", "unasked", "unread")
_BEGIN = '{"sha256":"'
_HASH = slice(len(_BEGIN), len(_BEGIN) + 64)  # where the hash stands in a line
Value = float | bool | str | None


class SaidReply(NamedTuple):
    """A reply about a text: how it ended and, by property, what it says. Of lists it says none."""

    outcome: str
    values: Mapping[str, Value]


def text_line(sha256: str, replies: Sequence[SaidReply]) -> bytes:
    """The line of a text."""
    said = {"sha256": sha256, "replies": replies}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class ReplyTexts:
    """The file at a path, which is opened when it is first asked. Raises OSError then."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def _data(self) -> mmap.mmap | bytes:
        with self.path.open("rb") as file:
            if not file.seek(0, 2):
                return b""  # which no system maps
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def find(self, sha256: str) -> tuple[SaidReply, ...]:
        """The replies about a text, in the order in which they were drawn; none for one unknown."""
        data, wanted = self._data, sha256.encode()
        low, high = 0, len(data)
        while low < high:
            middle = (low + high) // 2
            start = data.rfind(b"\n", low, middle) + 1 or low
            end = data.find(b"\n", middle)
            end = high if end < 0 else end  # of a file that was cut
            line = data[start:end]
            if (found := line[_HASH]) == wanted:
                return tuple(SaidReply(*one) for one in json.loads(line)["replies"])
            low, high = (end + 1, high) if found < wanted else (low, start)
        return ()
