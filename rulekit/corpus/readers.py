"""Readers by name, and the stamp and hash by which a changed shard is noticed."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections import ChainMap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from rulekit.corpus.folder_reader import TreeReader
from rulekit.corpus.job import Shard, Stamp
from rulekit.errors import pick
from rulekit.files.digest import file_sha256
from rulekit.hooks.reader import BrokenRow, Reader
from rulekit.places.address import is_address
from rulekit.places.commit import is_fixed
from rulekit.places.place import place_of
from rulekit.places.remote_file import forget_blocks
from rulekit.places.remote_path import RemotePath

if TYPE_CHECKING:
    from rulekit.engine import Engine


class ChangedShardError(Exception):
    """A shard has become another while a block of it was read; the message says how."""


def readers_of(
    engine: Engine, exclude: tuple[str, ...] = (), out: str | None = None
) -> Mapping[str, Reader]:
    """Readers that are installed, and that of folders, by name."""
    tree = TreeReader(exclude, engine.plan.root, out or "")
    own: dict[str, Reader] = {tree.name: tree}
    return ChainMap(own, cast("dict[str, Reader]", engine.plan.readers))


def reader_of(readers: Mapping[str, Reader], name: str) -> Reader:
    """Find a reader by its name; raises UsageError with the nearest when there is none."""
    return pick("reader", name, readers)


def stamp_of(shard: Shard) -> Stamp:
    """Size and time of change of a shard; those of a folder say nothing of what is in it.

    Of a shard in a store, size and version; of one in a commit, which never changes, those that it
    was listed with. Raises OSError for what is not there, and for a pipe or a device, which would
    be waited for.
    """
    if (fixed := fixed_stamp(shard)) is not None:
        return fixed
    path = shard.path
    place = place_of(path)
    if isinstance(place, RemotePath):
        return place.there()[:2]
    status = os.stat(path)
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        raise OSError(errno.EINVAL, "it is no regular file", path)
    return (0, 0) if os.path.isdir(path) else (status.st_size, status.st_mtime_ns)


def fixed_stamp(shard: Shard) -> Stamp | None:
    """Size and version that a shard has for ever, as it is in a commit; None for others."""
    return shard.listed if is_fixed(shard.path) else None


def moved(before: Stamp, now: Stamp) -> str:
    """Difference of a shard that has another size or version than before."""
    if now[0] != before[0]:
        return f"it has {now[0]:,} bytes, and had {before[0]:,}"
    return "it was written to"


def shard_moved(shard: Shard, before: Stamp | None) -> str:
    """Difference of a shard from when it was opened; "" when it looks the same, or is not yet."""
    if before is None:
        return ""
    try:
        now = stamp_of(shard)
    except OSError as error:
        return f"it cannot be read any more: {error.strerror or error}"
    if now == before:
        return ""
    forget_blocks()
    return moved(before, now)


def shard_hash(reader: Reader, path: str) -> str:
    """Hash of a shard's bytes; "" for one in a store, which tells them by its version.

    To read all of a corpus before a row of it is judged would take longer than the judging.
    """
    return "" if is_address(path) else sha256(reader, path)


def sha256(reader: Reader, path: str) -> str:
    """Hash of a shard's bytes; of a folder, that of the names and bytes of its files."""
    if is_address(path) or not os.path.isdir(path):
        return file_sha256(path)
    digest = hashlib.sha256()
    for raw, _ in reader.rows(path, ("path", "content")):
        row = (
            {"path": raw.path, "content": raw.note.encode()} if isinstance(raw, BrokenRow) else raw
        )
        digest.update(f"{row['path']}\0".encode("utf-8", "replace"))
        digest.update(hashlib.sha256(cast("bytes", row["content"])).digest())
    return digest.hexdigest()


def difference(
    reader: Reader, shard: Shard, facts: Mapping[str, Any], *, believe_stamp: bool
) -> str:
    """Difference of a shard from when it was opened; "" for none.

    An equal size and time of change are enough where they are believed, else the hash decides; of a
    shard of which nothing was judged, its number of rows, or nothing if it was not even counted.
    A version that a store tells is always believed.
    """
    if facts["size"] is None:
        return ""
    try:
        now, before = stamp_of(shard), (facts["size"], facts.get("version", 0))
        if now == before and (believe_stamp or is_address(shard.path)):
            return ""
        if now[0] != before[0]:
            return moved(before, now)
        if is_address(shard.path) and isinstance(before[1], str):
            return "it was written anew"
        if facts["sha256"] is None:
            rows = reader.count(shard.path)
            return "" if rows == facts["rows"] else f"it has {rows:,} rows, had {facts['rows']:,}"
        if not facts["sha256"]:
            return "it was judged where it has no hash, in a store"
        return "" if sha256(reader, shard.path) == facts["sha256"] else "its bytes are others"
    except OSError as error:
        return f"it cannot be read any more: {error.strerror or error}"
