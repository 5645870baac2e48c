"""Addresses, told from paths; and as they may be shown."""

from __future__ import annotations

import re

from rulekit.errors import Problem, UsageError
from rulekit.places.commit import without_commit

FILE = "file://"  # before a path of this machine
WEB = ("http", "https")
_MARK = "://"
_STORES = (*WEB, "s3", "s3a", "gs", "gcs", "hf", "memory", "abfs", "abfss", "az")
# `s3:/bucket/x`, as pathlib writes an address: as a path, it would be in a folder called `s3:`.
_HALF = re.compile(r"(?P<scheme>\w+):/(?P<rest>[^/].*)", re.DOTALL)
# A name and a password before an `@`; what follows the colon of a port is digits alone.
_PASSWORD = re.compile(r"[^/:@]*:(?!\d*(/|$))[^@]*@(?P<host>.*)", re.DOTALL)


def is_address(word: str) -> bool:
    """True for `s3://bucket/folder` and its like; a path of this machine has no scheme."""
    scheme, mark, _ = word.partition(_MARK)
    is_scheme = len(scheme) > 1 and scheme[0].isalpha() and "/" not in scheme
    return bool(mark) and is_scheme and not word.startswith(FILE)


def is_signed(word: str) -> bool:
    """True for a web address with a query, which may be a secret; elsewhere `?` is of a glob."""
    return word.partition(_MARK)[0].lower() in WEB and "?" in word


def without_query(word: str) -> str:
    """A path or an address, of the web without its query: it ends as the name of its file does."""
    return word.partition("?")[0] if is_signed(word) else word


def shown(word: str) -> str:
    """An address as it is told: without a signature, and the commit, which says nothing."""
    return f"{without_query(word)}?…" if is_signed(word) else without_commit(word)


def refuse_address(word: str, what: str) -> None:
    """Raise UsageError for an address of something that is a file of this machine."""
    if is_address(word):
        message = f"`{shown(word)}`: {what} can be no address"
        raise UsageError([Problem(message, remedy="name a file or a folder of this machine")])


def refuse_unclear(address: str) -> None:
    """Raise UsageError for an address with a password, or that names nothing in its store."""
    scheme, _, rest = address.partition(_MARK)
    if found := _PASSWORD.match(rest):
        message = f"`{scheme}{_MARK}…@{found['host'].partition('?')[0]}` has a password in it"
        remedy = "leave it to the environment: whoever has an audit sees where its corpus lies"
        raise UsageError([Problem(message, remedy=remedy)])
    if not rest.strip("/"):
        remedy = f"name what is meant: {scheme}{_MARK}bucket/folder"
        raise UsageError([Problem(f"`{address}` names nothing in its store", remedy=remedy)])


def refuse_half(word: str) -> None:
    """Raise UsageError for an address that has lost a slash."""
    found = _HALF.fullmatch(word)
    if found and found["scheme"] in _STORES:
        address = shown(f"{found['scheme']}{_MARK}{found['rest']}")
        remedy = f"write `{address}`, as a text: pathlib takes one of two slashes away"
        message = f"`{shown(word)}` is neither a path nor an address"
        raise UsageError([Problem(message, remedy=remedy)])
