"""Files as a store tells of them: how large, and which version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from rulekit.errors import Problem, RulekitError
from rulekit.places.address import shown

# The names of a file's version, as file systems of fsspec call it; the first that one has.
_VERSIONS = (
    *("ETag", "etag", "generation", "blob_id", "xet_hash", "md5Hash", "LastModified", "created"),
    "mtime",
)


class Info(NamedTuple):
    """A file as a store tells of it: bytes, and a word that no other content has; or a folder."""

    size: int
    version: str
    is_folder: bool = False


def info_of(address: str, found: Mapping[str, Any]) -> Info:
    """Size and version, of the facts that a file system has; RulekitError where it has no size."""
    if found.get("type") == "directory":
        return Info(0, "", is_folder=True)
    if found.get("size") is None:
        message = f"`{shown(address)}`: the server does not say how large it is"
        raise RulekitError([Problem(message, remedy="copy it to this machine first")])
    lfs = found.get("lfs") or {}
    stated = (getattr(lfs, "sha256", None), *(found.get(name) for name in _VERSIONS))
    version = next((one for one in stated if one), "")
    if isinstance(version, datetime):  # which a listing may tell as a number
        version = version.timestamp()
    return Info(int(found["size"]), str(version).strip('"'))


_believed: dict[str, Info] = {}


@contextmanager
def believing(address: str, size: int, version: int | str) -> Iterator[None]:
    """A time in which a file of a store is opened as the one that it was a moment ago.

    Whoever needs to know that it still is asks for its size and version behind it.
    """
    if isinstance(version, str):
        _believed[address] = Info(size, version)
    try:
        yield
    finally:
        _believed.pop(address, None)


def believed(address: str) -> Info | None:
    """Size and version of a file that is not to be asked for."""
    return _believed.get(address)
