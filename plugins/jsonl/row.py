"""Rows of JSONL: an object and its fields, or the reason why there is none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import rulekit

from .line import LINE_LIMIT, Line
from .memory import MEMORY_LIMIT, is_large

_NESTED = 256  # levels; what every Python from 3.11 parses, and more than any corpus that we know
_DEPTH = 8  # levels of objects whose fields are listed; nobody names a field that is deeper
_NAMES = 10_000  # fields that are listed: a hostile row has a million
_KINDS = {list: "an array", str: "a string", bool: "a truth value", type(None): "null"}
_TOO_DEEP = f"nested deeper than {_NESTED}"
_MISSING = object()


def parse(line: Line) -> dict[str, Any] | rulekit.BrokenRow:
    """The object of a line; a key that is there twice has a BrokenRow for its value.

    NaN is a number. What costs too much is not built: MEMORY_LIMIT is counted, not measured.
    """
    if line.size > LINE_LIMIT:
        note = f"the line has {line.size:,} bytes, and {LINE_LIMIT:,} are read"
        return rulekit.BrokenRow("too-large", note)
    if not line.data or line.data.isspace():
        return rulekit.BrokenRow("broken-row", "the line is empty")
    try:
        if is_large(line.data):
            note = f"its values take more than {MEMORY_LIMIT:,} bytes of memory"
            return rulekit.BrokenRow("too-large", note)
        return _parsed(line.data)
    except MemoryError:
        note = f"no memory to read its {line.size:,} bytes"
        return rulekit.BrokenRow("out-of-memory", note)


def _parsed(data: bytes) -> dict[str, Any] | rulekit.BrokenRow:
    try:
        value = _DECODER.decode(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        why = f"not UTF-8: byte {error.start + 1} of the line{_hint(data)}"
    except json.JSONDecodeError as error:
        why = f"not JSON: {error.msg}, character {error.colno}{_hint(data)}"
    except RecursionError:
        why = _TOO_DEEP
    except ValueError:  # the only other one: int() refuses more than 4,300 digits
        why = "a number with too many digits to be read"
    else:
        if not isinstance(value, dict):
            why = f"not an object but {_KINDS.get(type(value), 'a number')}"
        elif _is_deep(value):
            why = _TOO_DEEP
        else:
            return value
    return rulekit.BrokenRow("broken-row", why)


def _hint(data: bytes) -> str:
    """Guess at the format of a line that is no JSON, by its bytes."""
    if b"\0" in data[:8]:
        return "; it may be UTF-16, and JSON lines are UTF-8"
    if data.startswith(b"\xef\xbb\xbf"):
        return "; it begins with a byte order mark, as only a first line may"
    if b"\r" in data.rstrip():
        return "; a line ends with a line feed, not with a carriage return"
    return ""


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) < len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                row[name] = rulekit.BrokenRow("broken-row", f"`{name}` is there twice")
            seen.add(name)
    return row


def _is_deep(row: dict[str, Any]) -> bool:
    """True if it is nested deeper than _NESTED; without recursion, a level at a time."""
    level: list[Any] = [row]
    for _ in range(_NESTED):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) is dict or type(inner) is list
        ]
        if not level:
            return False
    return True


_DECODER = json.JSONDecoder(object_pairs_hook=_object)


def fields_of(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, object]:
    """The fields of these names that the row has."""
    found = ((name, _look_up(row, name)) for name in names)
    return {name: value for name, value in found if value is not _MISSING}


def _look_up(row: Mapping[str, Any], name: str) -> object:
    """`a.b` is the key `a.b`, and else the key `b` in the object `a`."""
    while name not in row:
        head, dot, name = name.partition(".")
        inner = row.get(head) if dot else None
        if isinstance(inner, rulekit.BrokenRow):  # it is there twice, and so is what is in it
            return inner
        if not isinstance(inner, dict):
            return _MISSING
        row = inner
    return row[name]


def names_of(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Fields of these rows as they first appear, those in an object after the object."""
    tree: dict[str, Any] = {}
    left = _NAMES
    for row in rows:
        left = _grow(tree, row, _DEPTH, left)
    return _names(tree, "")


def _grow(tree: dict[str, Any], row: Mapping[str, Any], depth: int, left: int) -> int:
    """Add the fields of a row, of which at most `left` are new; how many more may come."""
    for key, value in row.items():
        if key not in tree:
            if not left:
                continue
            left -= 1
            tree[key] = {}
        if isinstance(value, dict) and depth > 1:
            left = _grow(tree[key], value, depth - 1, left)
    return left


def _names(tree: Mapping[str, Any], prefix: str) -> Iterator[str]:
    for key, below in tree.items():
        yield prefix + key
        yield from _names(below, f"{prefix}{key}.")
