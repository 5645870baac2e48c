"""Addresses, told from paths."""

from __future__ import annotations

FILE = "file://"  # before a path of this machine
WEB = ("http", "https")
_MARK = "://"


def is_address(word: str) -> bool:
    """True for `s3://bucket/folder` and its like; a path of this machine has no scheme."""
    scheme, mark, _ = word.partition(_MARK)
    is_scheme = len(scheme) > 1 and scheme[0].isalpha() and "/" not in scheme
    return bool(mark) and is_scheme and not word.startswith(FILE)


def is_signed(word: str) -> bool:
    """True for a web address with a query, which may be a secret; elsewhere `?` is of a glob."""
    return word.partition(_MARK)[0].lower() in WEB and "?" in word
