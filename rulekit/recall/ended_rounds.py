"""Rounds that have ended: they stay as they were written, or nothing of them is believed.

The manifest of a round has the hashes of its files, the next round begins with the hash of that
manifest, and the manifest of all rounds has the hash of the last.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from rulekit.files.digest import file_sha256
from rulekit.recall.round_folder import BEGUN, RoundFolder, damaged_round, read_told

MOST = 100  # rounds that a file may ask for
BEFORE = "before"  # the hash of the manifest of the round before, in what a round began with
LAST = "last"  # the hash of the manifest of the last round, in that of all rounds
OTHER = "its hash is another"


def ended_rounds(place: Callable[[int], RoundFolder], manifest: Path) -> int:
    """The number of the last round that has ended; 0 for none.

    `manifest` is that of all rounds, which is there when the first has ended. Raises UsageError for
    a file of a round that is missing, or is not as it was written.
    """
    told = read_told(manifest) if manifest.exists() else {"rounds": 0}
    known = told.get("rounds")
    if not isinstance(known, int) or not 0 <= known <= MOST:
        raise damaged_round(manifest, "it does not say how many rounds there are")
    there = [one for one in range(1, MOST + 1) if place(one).manifest.exists()]
    before = ""
    for number in range(1, max([known, *there]) + 1):
        before = _checked(place(number), before)
        if number == known and told.get(LAST) != before:
            raise damaged_round(place(number).manifest, OTHER)
    after = place(max([known, *there]) + 1)
    if after.is_begun:
        _check_begun(after, before)
    return after.number - 1


def hash_of(path: Path) -> str:
    """The hash of a file of a round; raises UsageError where there is none."""
    try:
        return file_sha256(str(path))
    except (OSError, ValueError) as error:  # the name may be one that no file can have
        raise damaged_round(path, getattr(error, "strerror", "") or str(error)) from None


def _checked(place: RoundFolder, before: str) -> str:
    """The hash of a round's manifest, when all that the round wrote is as it was."""
    own = hash_of(place.manifest)
    files = read_told(place.manifest).get("files")
    for name, sha256 in (files if isinstance(files, dict) else {BEGUN: ""}).items():
        if hash_of(place.folder / name) != sha256:
            raise damaged_round(place.folder / name, OTHER)
    _check_begun(place, before)
    return own


def _check_begun(place: RoundFolder, before: str) -> None:
    begun: dict[str, Any] = read_told(place.begun)
    if begun.get(BEFORE) != before:
        raise damaged_round(place.begun, "the round before it is another")
