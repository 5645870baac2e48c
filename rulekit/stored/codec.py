"""Rules, tables and queries as plain data, which `marshal` writes, and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from rulekit.core.signal import Signal

# Plain data never holds `...`, so a tuple that begins with it is something else: a signal by its
# name, or one of these by its name and the values of its fields. They are found when they are met.
HOMES: dict[str, str] = {
    "Bound": "rulekit.core.rule",
    "Guard": "rulekit.core.rule",
    "Range": "rulekit.core.rule",
    "Rule": "rulekit.core.rule",
    "Scorecard": "rulekit.core.scorecard",
    "Term": "rulekit.core.scorecard",
    "LanguageFacts": "rulekit.language.detect",
    "ContentRule": "rulekit.language.content_rule",
    "CommentSyntax": "rulekit.syntax.comment_scanner",
    "Grammar": "rulekit.syntax.grammar",
    "QuerySource": "rulekit.syntax.query",
    "Structure": "rulekit.syntax.query_structure",
    "Clause": "rulekit.syntax.query_structure",
    "Predicate": "rulekit.syntax.predicate",
}
SIGNAL = "Signal"


@cache
def _type(name: str) -> type[Any]:
    found: type[Any] = getattr(import_module(HOMES[name]), name)
    return found


def encode(value: Any) -> Any:
    """A value as plain data; raises TypeError for one that has no such form.

    Of a dataclass, fields that make no difference to its equality are left out.
    """
    if value is None or isinstance(value, str | int | float | bytes):
        return value
    if isinstance(value, Signal):
        return (..., SIGNAL, value.name)
    if isinstance(value, tuple | list):
        return tuple(map(encode, value))
    if isinstance(value, frozenset):
        return frozenset(map(encode, value))
    if isinstance(value, dict):
        return {encode(key): encode(item) for key, item in value.items()}
    if type(value).__name__ in HOMES:
        names = (one.name for one in value.__dataclass_fields__.values() if one.compare)
        return (..., type(value).__name__, *(encode(getattr(value, name)) for name in names))
    raise TypeError(f"{type(value).__name__} is no plain data")


def decoder(signal: Callable[[str], Signal]) -> Callable[[Any], Any]:
    """A function that makes of plain data what it was; `signal` knows signals by name."""

    def decode(value: Any) -> Any:
        if isinstance(value, tuple):
            if not (value and value[0] is ...):
                return tuple(map(decode, value))
            _, name, *fields = value
            return signal(fields[0]) if name == SIGNAL else _type(name)(*map(decode, fields))
        return value

    return decode
