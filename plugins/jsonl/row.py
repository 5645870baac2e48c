"""What a line says: an object and its fields, or why there is none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import rulekit

from .line import LINE_LIMIT, Line

_DEPTH = 8  # levels of objects whose fields are listed; nobody names a field that is deeper
_KINDS = {list: "an array", str: "a string", bool: "a truth value", type(None): "null"}
_MISSING = object()


def parse(line: Line) -> dict[str, Any] | rulekit.Broken:
    """The object of a line. Of two equal keys the last counts, and NaN is a number."""
    if line.size > LINE_LIMIT:
        note = f"the line has {line.size:,} bytes, and {LINE_LIMIT:,} are read"
        return rulekit.Broken("too-large", note)
    if not line.data.strip(b" \t\r"):
        return rulekit.Broken("broken-row", "the line is empty")
    try:
        value = json.loads(line.data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return rulekit.Broken("broken-row", f"not UTF-8: byte {error.start + 1} of the line")
    except json.JSONDecodeError as error:
        return rulekit.Broken("broken-row", f"not JSON: {error.msg}, character {error.colno}")
    except RecursionError:
        return rulekit.Broken("broken-row", "nested too deep to be read")
    except ValueError:  # the only other one: int() refuses more than 4,300 digits
        return rulekit.Broken("broken-row", "a number with too many digits to be read")
    if isinstance(value, dict):
        return value
    return rulekit.Broken("broken-row", f"not an object but {_KINDS.get(type(value), 'a number')}")


def fields_of(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, object]:
    """The fields of these names that the row has."""
    found = ((name, _look_up(row, name)) for name in names)
    return {name: value for name, value in found if value is not _MISSING}


def _look_up(row: Mapping[str, Any], name: str) -> object:
    """`a.b` is the key `a.b`, and else the key `b` in the object `a`."""
    while name not in row:
        head, dot, name = name.partition(".")
        inner = row.get(head) if dot else None
        if not isinstance(inner, dict):
            return _MISSING
        row = inner
    return row[name]


def names_of(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Every field of these rows as they first appear, what is in an object after the object."""
    tree: dict[str, Any] = {}
    for row in rows:
        _grow(tree, row, _DEPTH)
    return _names(tree, "")


def _grow(tree: dict[str, Any], row: Mapping[str, Any], depth: int) -> None:
    for key, value in row.items():
        below = tree.setdefault(key, {})
        if isinstance(value, dict) and depth > 1:
            _grow(below, value, depth - 1)


def _names(tree: Mapping[str, Any], prefix: str) -> Iterator[str]:
    for key, below in tree.items():
        yield prefix + key
        yield from _names(below, f"{prefix}{key}.")
