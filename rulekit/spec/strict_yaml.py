"""YAML without its surprises, with the place of every value.

YAML 1.2 scalars (`no` and `on` are words, `0o17` is a number, `1_000` is a word), no anchors, no
tags, no duplicate keys, one document, bounded nesting. PyYAML's C parser tells the events, one
after the other; the values are built here, so what is refused is never expanded first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import yaml

from rulekit.errors import MISTAKES, Problem, SpecError, shown_line, source_line
from rulekit.spec.yaml_error import syntax_problem, unreadable

KeyPath = tuple[str | int, ...]
Location = tuple[int, int, int]  # line, column (1-based), width
End = tuple[int, int]  # line and column (1-based) behind the last character
Place = TypeVar("Place", Location, End)

NESTING = 50  # levels; a rule file has five
DIGITS = 300  # of an integer; no float holds a longer one

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NUMBER = re.compile(rf"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|{_INTEGER.pattern}|{_FLOAT.pattern}")
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Tree:
    """The values of a file, and where each of them and each key stands."""

    path: str
    text: str
    value: Any
    places: dict[KeyPath, Location]  # of the values
    keys: dict[KeyPath, Location]
    ends: dict[KeyPath, End] = field(default_factory=dict)  # of scalars, and of what brackets close

    def problem(self, message: str, path: KeyPath = (), *, at_key: bool = False) -> Problem:
        """A problem at a value (or at its key), or at the nearest place above it that exists."""
        places = self.keys if at_key else self.places
        while path and path not in places:
            path = path[:-1]
        line, column, width = places.get(path) or self.places.get(path, (1, 1, 1))
        source = shown_line(self._lines[line - 1]) if line <= len(self._lines) else ""
        return Problem(message, self.path, line, column, width, source)

    def below(self, path: KeyPath) -> Tree:
        """The part of the file at a path, whose own paths begin there."""
        value = self.value
        for part in path:
            value = value[part]
        size = len(path)

        def inner(places: dict[KeyPath, Place]) -> dict[KeyPath, Place]:
            return {at[size:]: place for at, place in places.items() if at[:size] == path}

        places, keys, ends = inner(self.places), inner(self.keys), inner(self.ends)
        return Tree(self.path, self.text, value, places, keys, ends)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")


def read_yaml(text: str, path: str) -> Tree:
    """Parse one YAML document; raises SpecError with every misuse that can be told apart."""
    builder = _Builder(path, text)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise SpecError([*builder.problems, syntax_problem(error, path, text)]) from None
    except yaml.reader.ReaderError as error:
        raise SpecError([unreadable(error, path, text)]) from None
    except UnicodeEncodeError:
        raise SpecError([Problem("not YAML: a lone surrogate is no character", path)]) from None
    if builder.problems:
        raise SpecError(builder.problems)
    return Tree(path, text, builder.value, builder.places, builder.keys, builder.ends)


def _events(text: str) -> Iterator[Any]:
    return iter(yaml.parse(text, Loader=_LOADER))


@dataclass
class _Open:
    """A mapping or sequence that is being filled."""

    path: KeyPath
    value: dict[str, Any] | list[Any]
    key: str | None = None  # of a mapping, when its value is next
    lost: bool = False  # whether the value that is next belongs to a key that was refused


@dataclass
class _Builder:
    """Turns events into values, noting places and misuses on the way; no recursion."""

    path: str
    text: str
    value: Any = None
    problems: list[Problem] = field(default_factory=list)
    places: dict[KeyPath, Location] = field(default_factory=dict)
    keys: dict[KeyPath, Location] = field(default_factory=dict)
    ends: dict[KeyPath, End] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    documents: int = 0

    def take(self, event: Any) -> None:
        """Take one event of the parser."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents == 2:
                self._complain(event, "one document is read here, and a second one begins")
        elif isinstance(event, yaml.CollectionEndEvent):
            self._ended(self.stack.pop().path, event)
        elif isinstance(event, yaml.NodeEvent):
            self._refuse(event)
            self._node(event)

    def _refuse(self, event: Any) -> None:
        if event.anchor:
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._complain(event, f"anchors and aliases are not read here: `{mark}{event.anchor}`")
        elif event.tag:
            self._complain(event, f"tags are not read here: `{event.tag}`")
        if len(self.stack) >= NESTING and isinstance(event, yaml.CollectionStartEvent):
            self._complain(event, f"nested deeper than {NESTING} levels")
            raise SpecError(self.problems)

    def _node(self, event: Any) -> None:
        parent = self.stack[-1] if self.stack else None
        if parent and isinstance(parent.value, dict) and parent.key is None and not parent.lost:
            self._key(parent, event)
            return
        path = self._next_path(parent)
        self.places[path] = self._place(event)
        value: Any = None
        if isinstance(event, yaml.CollectionStartEvent):
            value = {} if isinstance(event, yaml.MappingStartEvent) else []
            self.stack.append(_Open(path, value))
        elif isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event)
            self._ended(path, event)
        self._put(parent, value)

    def _key(self, parent: _Open, event: Any) -> None:
        key = event.value if isinstance(event, yaml.ScalarEvent) else None
        if key is None:
            self._complain(event, "a key must be a word")
            if isinstance(event, yaml.CollectionStartEvent):
                self.stack.append(_Open((*parent.path, "?"), []))
        elif key in parent.value:
            self._complain(event, f"the key `{key}` is here twice")
            key = None
        if key is None:
            parent.lost = True
            return
        parent.key = key
        self.keys[(*parent.path, key)] = self._place(event)

    def _next_path(self, parent: _Open | None) -> KeyPath:
        if parent is None:
            return ()
        if isinstance(parent.value, list):
            return (*parent.path, len(parent.value))
        return (*parent.path, "?" if parent.key is None else parent.key)

    def _put(self, parent: _Open | None, value: Any) -> None:
        if parent is None:
            self.value = value if self.documents == 1 else self.value
        elif isinstance(parent.value, list):
            parent.value.append(value)
        else:
            if parent.key is not None:
                parent.value[parent.key] = value
            parent.key, parent.lost = None, False

    def _scalar(self, event: Any) -> Any:
        value: str = event.value
        if event.style:
            return value
        if value in _WORDS:
            return _WORDS[value]
        if _INTEGER.fullmatch(value) and len(value) <= DIGITS:
            return int(value, 0 if value[:2] in ("0o", "0x") else 10)
        if _FLOAT.fullmatch(value) and math.isfinite(float(value)):
            return float(value)
        if _NUMBER.fullmatch(value):
            self._complain(event, f"not a finite number: `{value[:20]}`")
        return value

    def _place(self, event: Any) -> Location:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return start.line + 1, start.column + 1, max(1, width)

    def _ended(self, path: KeyPath, event: Any) -> None:
        start, end = event.start_mark, event.end_mark
        if isinstance(event, yaml.ScalarEvent) or start.column < end.column:
            self.ends[path] = end.line + 1, end.column + 1

    def _complain(self, event: Any, message: str) -> None:
        line, column, width = self._place(event)
        source = source_line(self.text, line)
        self.problems.append(Problem(message, self.path, line, column, width, source))
        if len(self.problems) == MISTAKES:
            raise SpecError(self.problems)
