"""Records in JSON: collections of objects that have the same keys, as a table has columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from rulekit import Document, Signal, Unmeasured

MOST_BYTES = 1_000_000
LEAST = 3  # objects that make a table
LONG = 50  # numbers and words one after another that make a column
_DIGIT = re.compile(r"\d")


def _leaves(value: object) -> int:
    """Number of the values in a value that hold no others."""
    return sum(not isinstance(one, dict | list) for one in _below(value))


def _below(value: object) -> Iterator[object]:
    """The value and all that it holds."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += _held(one)


def _held(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _are_records(value: object) -> bool:
    """True if a value holds flat objects with nearly the same keys, or many numbers and words.

    Objects under names are settings or a schema; under numbers and digests they are rows.
    """
    held = _held(value)
    objects = [one for one in held if isinstance(one, dict)]
    if not objects:
        return len(held) >= LONG and not any(isinstance(one, list) for one in held)
    shared = set.intersection(*(set(one) for one in objects))
    every = set.union(*(set(one) for one in objects))
    flat = not any(isinstance(inner, dict) for one in objects for inner in one.values())
    alike = flat and len(shared) >= 2 and len(every) <= 2 * len(shared)
    unnamed = not isinstance(value, dict) or 2 * sum(map(_numbered, value)) >= len(value)
    return alike and unnamed and LEAST <= len(objects) == len(held)


def _numbered(key: str) -> bool:
    return bool(_DIGIT.search(key))


def _is_json(document: Document) -> bool:
    return document.language == "json"


def _record_fraction(document: Document) -> float:
    if not _is_json(document):
        raise Unmeasured("not JSON")
    if len(document.data) > MOST_BYTES:
        raise Unmeasured(f"longer than {MOST_BYTES:,} bytes")
    try:
        value = json.loads(document.text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise Unmeasured("not parsed as JSON") from error
    return _in_records(value) / max(1, _leaves(value))


def _in_records(value: object) -> int:
    """Number of the values that hold no others and stand in records."""
    found, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        rows = _are_records(one)
        found += _leaves(one) if rows else 0
        waiting += [] if rows else _held(one)
    return found


RECORD_SIGNALS = (
    Signal("code.is_json", "yes or no", "whether the text is JSON, by its language", _is_json),
    Signal(
        "code.record_fraction",
        "share of values",
        "values of JSON that stand in records: three objects or more with the same keys, or fifty"
        " numbers and words",
        _record_fraction,
    ),
)
