"""A place: a path of this machine, or an address in a store; the same words for both."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from rulekit.places.address import FILE, is_address, refuse_half
from rulekit.places.remote_path import RemotePath

Place: TypeAlias = Path | RemotePath
AnyPlace: TypeAlias = str | os.PathLike[str] | RemotePath


def place_of(word: AnyPlace) -> Place:
    """The place that a word names. Raises UsageError for an address of which nothing can be had."""
    if isinstance(word, RemotePath):
        return word
    if is_address(str(word)):
        return RemotePath.of(str(word))
    refuse_half(str(word))
    return Path(str(word).removeprefix(FILE))


def absolute(word: AnyPlace) -> str:
    """The place as a word that means the same from any working folder."""
    place = place_of(word)
    return place.address if isinstance(place, RemotePath) else os.path.abspath(place)  # noqa: PTH100  a link keeps its name


def open_place(word: AnyPlace) -> BinaryIO:
    """The bytes at a place, to read and to seek in; of a store, only ranges that are asked for.

    Readers of corpora open their shards with it. Raises OSError when nothing can be read there.
    """
    place = place_of(word)
    return place.open("rb")


def source_of(place: Place) -> Any:
    """The place as pyarrow reads it: the path of a file, or the open file."""
    return place.open("rb") if isinstance(place, RemotePath) else place


def size_of(place: Place) -> int:
    """Bytes of a file; raises FileNotFoundError where nothing is."""
    return place.size() if isinstance(place, RemotePath) else place.stat().st_size


def matching(folder: Place, pattern: str) -> list[Place]:
    """Files in a folder whose path in it is like a pattern, in their order."""
    if isinstance(folder, RemotePath):
        return sorted(folder.glob(pattern))
    return sorted(folder.glob(pattern))


def names_in(folder: Place) -> set[str]:
    """Names of the files and folders in a folder; none where none is."""
    if isinstance(folder, Path) and not folder.is_dir():
        return set()
    return {one.name for one in folder.iterdir()}


def refuse_read_only(place: Place) -> None:
    """Raise UsageError for an address that nothing can be written to."""
    if isinstance(place, RemotePath):
        place.store.refuse_read_only(place.address)


def create(place: Place, data: bytes) -> bool:
    """Write a small file, whole, unless one is there; False if one is: only one can be first."""
    if isinstance(place, RemotePath):
        return place.create(data)
    aside = _written_aside(place, data)
    try:
        os.link(aside, place)  # which, as no rename does, fails where something is
    except FileExistsError:
        return False
    finally:
        aside.unlink()
    return True


def overwrite(place: Place, data: bytes) -> None:
    """Write a small file at once: it is there as it was, or as it is now."""
    if isinstance(place, RemotePath):
        place.write_bytes(data)
    else:
        _written_aside(place, data).replace(place)


def _written_aside(place: Path, data: bytes) -> Path:
    aside = place.with_name(f".{place.name}-{socket.gethostname()}-{os.getpid()}")
    place.parent.mkdir(parents=True, exist_ok=True)
    aside.write_bytes(data)
    return aside


def remove(place: Place, *, as_far_as_it_goes: bool = False) -> None:
    """Take away a file or a folder with all that is in it, if it is there.

    Raises OSError for a link to a folder, and what cannot be removed, unless `as_far_as_it_goes`.
    """
    if isinstance(place, RemotePath):
        place.remove()
    elif place.is_dir():
        shutil.rmtree(place, ignore_errors=as_far_as_it_goes)
    else:
        place.unlink(missing_ok=True)


def files_of(place: Place) -> Iterator[tuple[str, int]]:
    """Path below a folder, and size, of each file in it, in the order of the paths."""
    if isinstance(place, RemotePath):
        yield from ((name, one.size) for name, one in sorted(place.files().items()))
        return
    for here, folders, names in os.walk(place):
        folders.sort()
        for name in sorted(names):
            path = Path(here, name)
            yield str(path.relative_to(place)), path.lstat().st_size
