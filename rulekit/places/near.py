"""Copies of files of a store on this machine, for what has to be mapped into memory."""

from __future__ import annotations

import hashlib
from pathlib import Path

from rulekit.places.place import Place, remove
from rulekit.places.remote_path import RemotePath
from rulekit.places.scratch import scratch

_FOLDER = "near"


def at_hand(place: Place) -> Path:
    """The file itself, or a copy of it; it is brought once, as long as it is not forgotten.

    It is for files that do not change any more, as those of a stage that is over.
    """
    if not isinstance(place, RemotePath):
        return place
    copy = scratch() / _FOLDER / hashlib.sha256(place.address.encode()).hexdigest()
    if not copy.exists():
        copy.parent.mkdir(exist_ok=True)
        whole = copy.with_suffix(".part")
        place.store.fetch({place.address: str(whole)})
        whole.replace(copy)
    return copy


def forget() -> None:
    """Take the copies away: what comes next asks for others."""
    remove(scratch() / _FOLDER)
