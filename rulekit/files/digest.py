"""Hashes of files and folders."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rulekit.places.place import AnyPlace, open_place

CHUNK = 1 << 20


def file_sha256(path: AnyPlace) -> str:
    """Hash of a file's bytes; raises OSError."""
    with open_place(path) as file:
        digest = hashlib.sha256()
        while piece := file.read(CHUNK):
            digest.update(piece)
        return digest.hexdigest()


def entry_of(path: str | os.PathLike[str]) -> list[Any]:
    """Size and hash of a file, as an audit notes them of what it writes."""
    return [os.stat(path).st_size, file_sha256(path)]


def files_below(folder: str | os.PathLike[str]) -> Iterator[Path]:
    """Files below a folder, in the order of their names."""
    for here, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(here, name) for name in sorted(names))


def digest_of(path: str | os.PathLike[str]) -> str:
    """Hash of a file, or of the names and hashes of all files in a folder; "" if neither."""
    if os.path.isdir(path):
        digest = hashlib.sha256()
        for file in files_below(path):
            digest.update(os.fsencode(file.relative_to(path)) + b"\0")
            digest.update(bytes.fromhex(file_sha256(file)))
        return digest.hexdigest()
    return file_sha256(path) if os.path.isfile(path) else ""
