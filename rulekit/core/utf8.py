"""Texts that UTF-8 can have."""

from __future__ import annotations


def without_surrogates(text: str) -> str:
    """The text with each lone surrogate, which has no UTF-8, as one U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
