"""Globs of a store: the files and folders that one names."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from rulekit.errors import Problem, UsageError
from rulekit.places.info import Info
from rulekit.places.store import store_of

_MAGIC = re.compile(r"[*?[]")


def named_by(pattern: str) -> dict[str, Info]:
    """Files and folders by address, in their order; `**` stands for any folders.

    One listing tells all. That of fsspec's own globs asks folder by folder, and passes over those
    for which the store has no answer at the moment.
    """
    from fsspec.utils import glob_translate  # type: ignore[import-untyped]  # it has no types

    first = _MAGIC.search(pattern)
    folder = pattern[: first.start() if first else None].rpartition("/")[0]
    wanted = pattern[len(folder) + 1 :]
    try:
        fits = re.compile(glob_translate(wanted))
    except ValueError as error:
        raise UsageError(f"`{pattern}`: {error}") from None
    store = store_of(pattern)
    found = store.files(folder) if "/" in wanted else store.inside(folder)
    if odd := [name for name in found if is_odd(name) and fits.match(name)]:
        _refuse_odd(f"{folder}/{odd[0]}")
    found = with_folders(found) if "/" in wanted else found
    return {f"{folder}/{name}": found[name] for name in sorted(found) if fits.match(name)}


def is_odd(name: str) -> bool:
    """True for a key that no file of a disk could have, as `a//b` or `../a`."""
    return any(part in ("", ".", "..") for part in name.split("/"))


def _refuse_odd(address: str) -> None:
    message = f"`{address}`: no file of a disk could have this name, so no audit has a place for it"
    remedy = "copy it to another key, or name others"
    raise UsageError([Problem(message, remedy=remedy)])


def with_folders(files: dict[str, Info]) -> dict[str, Info]:
    """Files by their paths, and the folders in which they are."""
    folders = {str(one) for name in files for one in PurePosixPath(name).parents} - {"."}
    return files | {name: Info(0, "", is_folder=True) for name in folders}
