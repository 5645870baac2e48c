"""Sealed data: objects of JSON that have a hash of themselves, so that damage is seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rulekit.places.place import Place

SEAL = "seal"


class DamagedError(Exception):
    """A file of an audit is not as it was written; the message names it and says how."""


def sealed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Plain data with a hash of itself."""
    return {**data, SEAL: _seal(data)}


def _seal(data: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def read_sealed(path: Place, about: Mapping[str, Any]) -> dict[str, Any] | None:
    """Read sealed data, without its seal; None when there is no such file.

    `about` is what it must say of itself. Raises DamagedError when it is not whole, or is about
    something else.
    """
    data = read_json(path)
    return None if data is None else _unsealed(path, data, about)


def unsealed(path: Place, data: bytes, about: Mapping[str, Any]) -> dict[str, Any]:
    """Take sealed data from the bytes of its file, as `read_sealed` reads them."""
    return _unsealed(path, _parsed(path, data), about)


def _unsealed(path: Place, data: dict[str, Any], about: Mapping[str, Any]) -> dict[str, Any]:
    seal = data.pop(SEAL, "")
    if seal != _seal(data):
        raise DamagedError(f"{path}: its hash is not what was written")
    for name, value in about.items():
        if data.get(name) != value:
            raise DamagedError(f"{path}: it is about another {name}")
    return data


def read_json(path: Place) -> dict[str, Any] | None:
    """Read an object of JSON; None when there is no such file.

    Raises DamagedError when there is something else in it.
    """
    if (
        isinstance(path, Path) and path.exists() and not path.is_file()
    ):  # a pipe would be waited for
        raise DamagedError(f"{path}: it is no file")
    try:
        return _parsed(path, path.read_bytes())
    except FileNotFoundError:
        return None


def _parsed(path: Place, data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        why = "it is no JSON" if data else "it is empty"
        raise DamagedError(f"{path}: {why}") from None
    if not isinstance(found, dict):
        raise DamagedError(f"{path}: it is no object")
    return found
