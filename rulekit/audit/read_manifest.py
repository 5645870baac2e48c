"""The manifest of an audit as a reader has it: believed only when it has what is read of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from rulekit.audit.folder import MANIFEST, AuditFolder
from rulekit.audit.manifest import SCHEMA
from rulekit.audit.read_tables import damaged
from rulekit.audit.sealed import DamagedError, read_sealed
from rulekit.core.tally import Count, Reason, Tally
from rulekit.errors import Problem, UsageError

NAMED = "name a file, or the folder that `rulekit filter … --out` wrote"


def read_manifest_and_counts(
    paths: AuditFolder,
) -> tuple[Mapping[str, Any], tuple[str, ...], Tally]:
    """The manifest, the shards of which everything is written, and the counts of those.

    Of shards of which no row was chosen nothing is written.

    Raises UsageError for a folder that is no audit, or one that cannot be read.
    """
    manifest = _read_manifest(paths)
    names = tuple(one["name"] for one in manifest["shards"])
    try:
        if manifest["finished"]:
            judged = (one["name"] for one in manifest["shards"] if one.get("chosen") != 0)
            return manifest, tuple(judged), _tally(manifest["counts"])
        closed = {name: _closed(paths, i) for i, name in enumerate(names)}
        total = Tally(by_folder=None)
        for one in filter(None, closed.values()):
            total.merge(_tally(one["counts"]))
        return manifest, tuple(name for name in names if closed[name]), total
    except (AttributeError, KeyError, TypeError, ValueError):
        raise damaged(paths.manifest, "its counts are not those of an audit") from None


def _closed(paths: AuditFolder, number: int) -> dict[str, Any] | None:
    """The result of a shard that is closed; a file of work that is damaged counts as none."""
    try:
        return read_sealed(paths.closed(number), {})
    except DamagedError:
        return None


def _tally(counts: Any) -> Tally:
    if not _fits(counts, _COUNTS):
        raise ValueError("these are no counts")
    return Tally.of(counts)


def _read_manifest(paths: AuditFolder) -> Mapping[str, Any]:
    try:
        found = json.loads(paths.manifest.read_text("utf-8"))
    except FileNotFoundError:
        message = f"`{paths.folder}` is a folder and no audit: it has no {MANIFEST}"
        if not paths.folder.exists():
            message = f"there is no audit `{paths.folder}`"
        raise UsageError([Problem(message, remedy=NAMED)]) from None
    except OSError as error:
        message = f"`{paths.manifest}` cannot be read: {error.strerror or error}"
        raise UsageError([Problem(message, remedy=NAMED)]) from None
    except (ValueError, RecursionError):
        raise damaged(paths.manifest, "it is not JSON") from None
    _check_schema(paths, found.get("schema") if isinstance(found, dict) else None)
    if not (_fits(found, _SHAPE) and _fits(_sorts(found["plan"]), ((str,),))):
        message = f"`{paths.manifest}` is not that of an audit"
        raise UsageError([Problem(message, remedy=NAMED)])
    known: Mapping[str, Any] = found
    return known


def _check_schema(paths: AuditFolder, schema: object) -> None:
    """Raise UsageError for an audit of another version."""
    if isinstance(schema, int) and 0 < schema != SCHEMA:
        message = f"`{paths.folder}` is an audit of schema {schema}; this rulekit reads {SCHEMA}"
        remedy = "install the rulekit that wrote it"
        remedy += ", or newer" if schema > SCHEMA else ", or judge the corpus again"
        raise UsageError([Problem(message, remedy=remedy)])
    if schema != SCHEMA:
        message = f"`{paths.manifest}` is not that of an audit"
        raise UsageError([Problem(message, remedy=NAMED)])


def _sorts(plan: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a fingerprint, without its hash."""
    return {name: values for name, values in plan.items() if name != "hash"}


_SHAPE = {
    "finished": bool,
    "plan": {"hash": str, "choice": (str,), "rules": (str,)},
    "columns": dict,
    "signals": str,
    "shards": [{"name": str}],
}

_COUNTS = {
    "bytes": int,
    "not_judged": (int,),
    "by_language": ({one.name: int for one in fields(Count)} | {"reasons": (int,)},),
    "by_reason": ({one.name: int for one in fields(Reason)},),
    "unmeasured": [{"rule": str, "because": str, "files": int}],
}


def _fits(data: Any, shape: Any) -> bool:
    """True if data has the names of a shape, each of its type; it may have more.

    A tuple is an object whose values all have one shape, whatever they are called.
    """
    if isinstance(shape, tuple):
        return isinstance(data, dict) and all(_fits(one, shape[0]) for one in data.values())
    if isinstance(shape, dict):
        return isinstance(data, dict) and all(
            name in data and _fits(data[name], one) for name, one in shape.items()
        )
    if isinstance(shape, list):
        return isinstance(data, list) and all(_fits(one, shape[0]) for one in data)
    return isinstance(data, shape)
