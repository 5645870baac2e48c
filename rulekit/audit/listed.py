"""The list of a run's shards, made once and kept with its work, for all that go on with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.sealed import DamagedError, read_sealed, sealed
from rulekit.corpus.job import Shard
from rulekit.corpus.shards import CorpusSource
from rulekit.errors import Problem, UsageError
from rulekit.places.address import is_signed
from rulekit.places.place import create

LISTED = "listed.json"


def keep_list(
    audit: AuditFolder, words: Sequence[str], reader: str, source: CorpusSource
) -> CorpusSource:
    """Keep the list of shards, with size and version of each; of two, the first counts for both.

    Raises UsageError when the list that is there is that of other words.
    """
    if any(map(is_signed, words)):
        return source
    shards = [asdict(one) for one in source.shards]
    data = {
        "words": [*words],
        "reader": reader,
        "pinned": [*source.words],
        "shards": shards,
        "beside": [*source.beside],
    }
    create(audit.work / LISTED, json.dumps(sealed(data), indent=1).encode())
    return kept_list(audit, words, reader) or source


def kept_list(audit: AuditFolder, words: Sequence[str], reader: str) -> CorpusSource | None:
    """The list that is kept; None when there is none. Raises UsageError for that of other words."""
    try:
        found = read_sealed(audit.work / LISTED, {})
    except DamagedError:
        return None
    if found is None:
        return None
    if (found["words"], found["reader"]) != ([*words], reader):
        message = f"`{audit.folder}` was begun with {' '.join(found['words'])}"
        remedy = "name the same, word for word, or another folder: --out"
        raise UsageError([Problem(message, remedy=remedy)])
    return _source(found)


def _source(found: dict[str, Any]) -> CorpusSource:
    shards = tuple(Shard.from_fields(one) for one in found["shards"])
    return CorpusSource(shards, tuple(found["beside"]), tuple(found.get("pinned", found["words"])))
