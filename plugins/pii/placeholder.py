"""Placeholders: what stands in a text for what was found there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import re2

NUMBER = "{n}"
HASH = "{hash}"
_HASH_BYTES = 4  # 8 hex digits: two of a million values of a kind are equal by chance at most
_BREAKS = "\n\r\"'`\\"  # what ends a line or a string literal, or begins an escape


def check_placeholder(text: str) -> str:
    """The text, if it can stand in any string; raises ValueError."""
    rest = text.replace(NUMBER, "").replace(HASH, "")
    if not text:
        raise ValueError("a placeholder is not empty; `null` leaves the kind as it is")
    if "{" in rest or "}" in rest:
        raise ValueError(f"in braces, a placeholder has `{NUMBER}` or `{HASH}` only, not `{text}`")
    if bad := [sign for sign in _BREAKS if sign in text]:
        raise ValueError(f"a placeholder has no {bad[0]!r}, which may end a string: `{text}`")
    return text


class PlaceholderSet:
    """The placeholders of a step by kind, for all rows."""

    def __init__(self, templates: Mapping[str, str], key: str) -> None:
        self.templates = templates
        self._key = hashlib.blake2b(key.encode()).digest()  # of any length, made one of 64 bytes
        made = "|".join(_pattern(text) for text in sorted(set(templates.values())))
        self._made = re2.compile(made) if made else None

    def hash_of(self, value: bytes) -> str:
        """Hex digits that are the same wherever the value is, if the key is."""
        return hashlib.blake2b(value, digest_size=_HASH_BYTES, key=self._key).hexdigest()

    def spans_in(self, data: bytes) -> list[tuple[int, int]]:
        """Where a text has placeholders already."""
        found: Any = self._made.finditer(data) if self._made else ()
        return [match.span() for match in found]


@dataclass
class NumberedValues:
    """The values of one row, numbered by kind in the order in which they come."""

    placeholders: PlaceholderSet
    numbers: dict[str, dict[bytes, int]] = field(default_factory=dict)

    def placeholder(self, kind: str, value: bytes) -> str:
        """What stands for a value: always the same."""
        numbers = self.numbers.setdefault(kind, {})
        number = numbers.setdefault(value, len(numbers) + 1)
        text = self.placeholders.templates[kind].replace(NUMBER, str(number))
        return text.replace(HASH, self.placeholders.hash_of(value)) if HASH in text else text


def _pattern(template: str) -> str:
    escaped: str = re2.escape(template)
    for name, form in ((NUMBER, "[0-9]+"), (HASH, f"[0-9a-f]{{{_HASH_BYTES * 2}}}")):
        escaped = escaped.replace(re2.escape(name), form)
    return escaped
