"""Names that languages claim: of files, extensions, interpreters, words of modelines."""

from __future__ import annotations

from collections.abc import Iterable

Index = dict[str, tuple[str, ...]]


def index(claims: Iterable[tuple[str, Iterable[str]]]) -> Index:
    """From each claimed key to the languages that claim it, in the order of the table."""
    found: Index = {}
    for language, keys in claims:
        for key in keys:
            found[key] = (*found.get(key, ()), language)
    return found


def spelling(keys: Iterable[str]) -> dict[str, str]:
    """From each key in lower case to the key; `.x` goes before `.X`, which sorts first."""
    return {key.lower(): key for key in sorted(keys)}
