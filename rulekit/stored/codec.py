"""Rules, tables and queries as plain data, which `marshal` writes, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rulekit.core.rule import Bound, Guard, Range, Rule
from rulekit.core.scorecard import Scorecard, Term
from rulekit.core.signal import Signal
from rulekit.language.content_rule import ContentRule
from rulekit.language.detect import LanguageFacts
from rulekit.syntax.comment_scanner import CommentSyntax
from rulekit.syntax.grammar import Grammar, Syntax
from rulekit.syntax.query import QuerySource

# Plain data never holds `...`, so a tuple that begins with it is something else: a signal by its
# name, or one of these by its name and the values of its fields.
TYPES: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        *(Bound, Guard, Range, Rule),
        *(Scorecard, Term),
        *(LanguageFacts, ContentRule, CommentSyntax),
        *(Grammar, Syntax, QuerySource),
    )
}
SIGNAL = "Signal"


def encode(value: Any) -> Any:
    """A value as plain data; raises TypeError for one that has no such form."""
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
    if type(value).__name__ in TYPES:
        names = value.__dataclass_fields__
        return (..., type(value).__name__, *(encode(getattr(value, name)) for name in names))
    raise TypeError(f"{type(value).__name__} is no plain data")


def decoder(signal: Callable[[str], Signal]) -> Callable[[Any], Any]:
    """A function that makes of plain data what it was; `signal` knows signals by name."""

    def decode(value: Any) -> Any:
        if isinstance(value, tuple):
            if not (value and value[0] is ...):
                return tuple(map(decode, value))
            _, name, *fields = value
            return signal(fields[0]) if name == SIGNAL else TYPES[name](*map(decode, fields))
        return value

    return decode
