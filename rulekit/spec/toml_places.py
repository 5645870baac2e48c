"""Places of the keys and values of a TOML text, which its readers do not keep.

The text is one that `tomllib` has read, so it is known to be right, and only walked over here.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left

from rulekit.spec.strict_yaml import KeyPath, Location

WIDEST = 200  # characters that a pointer marks: as many as are shown of a line

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|'
    r"'''.*?'{3,5}|"
    r'"(?:\\.|[^"\\])*"|'
    r"'[^']*'",
    re.DOTALL,
)
_KEY = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|[\w-]+")
_SCALAR = re.compile(r"[^,\]}#\n]+")


class Places:
    """The places of a TOML text: of the values in `values`, of the keys in `keys`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._ends = [i for i, c in enumerate(text) if c == "\n"]
        self.values: dict[KeyPath, Location] = {}
        self.keys: dict[KeyPath, Location] = {}
        self._tables: dict[KeyPath, int] = {}  # how many tables an array of tables has so far
        self._walk()

    def _walk(self) -> None:
        table: KeyPath = ()
        self._blank()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._blank()

    def _header(self) -> KeyPath:
        double = self.text.startswith("[[", self.at)
        self.at += 1 + double
        start = self.at
        table = self._dotted()
        if double:
            self._tables[table] = self._tables.get(table, -1) + 1
        path = self._inside(table)
        self.values[path] = self.keys[path] = self._place(start, self.at)
        self.at = self.text.index("]", self.at) + 1 + double
        return path

    def _inside(self, table: KeyPath) -> KeyPath:
        """The path with the number of the last table wherever it goes through an array of them."""
        path: KeyPath = ()
        for i, part in enumerate(table):
            path += (part,)
            if (number := self._tables.get(table[: i + 1])) is not None:
                path += (number,)
        return path

    def _pair(self, table: KeyPath) -> None:
        self._blank()
        start = self.at
        path = (*table, *self._dotted())
        self.keys[path] = self._place(start, self.at)
        self.at = self.text.index("=", self.at) + 1
        self._blank()
        self._value(path)

    def _dotted(self) -> KeyPath:
        parts: list[str | int] = []
        while True:
            self._blank()
            key = _KEY.match(self.text, self.at)
            if key is None:
                return tuple(parts)
            self.at = key.end()
            parts.append(_unquoted(key.group()))
            end = self.at
            self._blank()
            if not self.text.startswith(".", self.at):
                self.at = end
                return tuple(parts)
            self.at += 1

    def _value(self, path: KeyPath) -> None:
        start = self.at
        first = self.text[start : start + 1]
        if first == "[":
            self._items("]", path, numbered=True)
        elif first == "{":
            self._items("}", path, numbered=False)
        else:
            found = _STRING.match(self.text, start) or _SCALAR.match(self.text, start)
            self.at = found.end() if found else start + 1
        self.values[path] = self._place(start, self.at)

    def _items(self, closing: str, path: KeyPath, *, numbered: bool) -> None:
        self.at += 1
        number = 0
        self._blank()
        while self.at < len(self.text) and not self.text.startswith(closing, self.at):
            if numbered:
                self._value((*path, number))
            else:
                self._pair(path)
            number += 1
            self._blank()
            self.at += self.text.startswith(",", self.at)
            self._blank()
        self.at += 1

    def _blank(self) -> None:
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _place(self, start: int, end: int) -> Location:
        before = bisect_left(self._ends, start)  # line ends
        column = start - (self._ends[before - 1] if before else -1)
        width = len(self.text[start : min(end, start + WIDEST)].split("\n")[0].rstrip())
        return before + 1, column, max(1, width)


def _unquoted(key: str) -> str:
    """Undo the escapes of a key, by the reader that knows them."""
    return next(iter(tomllib.loads(f"{key} = 0"))) if key[0] in "\"'" else key
