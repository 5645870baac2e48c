"""Chosen members of a package's archive, by name: wheels, source and npm tarballs, Debian's."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
from pathlib import Path

AR_MAGIC = b"!<arch>\n"
AR_HEADER = 60  # bytes before each member; the name is the first 16, the size the 10 from 48 on


def members(archive: Path, wanted: set[str]) -> dict[str, bytes]:
    """The contents of the wanted regular files that are in it; nothing is written anywhere.

    Raises ValueError when it is no such archive, or a broken one.
    """
    try:
        return _members(archive, wanted)
    except (OSError, EOFError, tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError) as error:
        raise ValueError(f"{archive}: broken: {error}") from None


def _members(archive: Path, wanted: set[str]) -> dict[str, bytes]:
    if archive.suffix == ".whl":
        return _zipped(archive, wanted)
    if archive.suffix == ".deb":
        return _tarred(_debian_tree(archive), wanted, 0)
    return _tarred(archive.read_bytes(), wanted, 1)


def _zipped(archive: Path, wanted: set[str]) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in wanted.intersection(opened.namelist())}


def _tarred(data: bytes, wanted: set[str], strip: int) -> dict[str, bytes]:
    """Members of a tar file, `strip` folders taken off their names."""
    found = {}
    with tarfile.open(fileobj=io.BytesIO(data)) as opened:
        for member in opened:
            name = "/".join(member.name.removeprefix("./").split("/")[strip:])
            if name in wanted and (file := opened.extractfile(member)):
                found[name] = file.read()
    return found


def _debian_tree(archive: Path) -> bytes:
    """The `data.tar.*` in a Debian package, which is an ar file."""
    data = archive.read_bytes()
    if not data.startswith(AR_MAGIC):
        raise ValueError(f"{archive}: not a Debian package")
    at = len(AR_MAGIC)
    while at + AR_HEADER <= len(data):
        name, size = data[at : at + 16].strip(b" /"), int(data[at + 48 : at + 58])
        at += AR_HEADER
        if name.startswith(b"data.tar"):
            return data[at : at + size]
        at += size + size % 2
    raise ValueError(f"{archive}: no data.tar in it")
