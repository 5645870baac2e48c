"""Readings that an audit has stored, found by the hash of a row's text and its language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.read_manifest import read_manifest_and_counts
from rulekit.audit.read_tables import AuditTables, array, compute, damaged
from rulekit.audit.tables import KEY, arrow
from rulekit.core.reading import Reading
from rulekit.errors import Problem, UsageError, did_you_mean
from rulekit.places.place import place_of, source_of

if TYPE_CHECKING:
    import numpy as np

    from rulekit.hooks.curated_row import CuratedRow

    Array = np.ndarray[Any, Any]

SCORE = "score"  # of the profile: a column of the verdicts
SCORES = "scores"  # the table of a curation that has some
READINGS = "readings"
_ABSENT = Reading(None, "the audit that was named has no value of it")
_OTHERS = Reading(None, "rows of the same text and language have other readings in the audit")


def open_scores(folder: str, signal: str) -> StoredScores:
    """The readings of a signal in an audit.

    Raises UsageError where there is no such audit, or none that has ended with this signal.
    """
    paths = AuditFolder(place_of(folder))
    found = StoredScores(AuditTables(paths, *read_manifest_and_counts(paths)), signal)
    if not found.tables.finished:
        raise UsageError(f"the run that writes `{folder}` has not ended")
    if found.known.count(signal) > 1:
        message = f"several steps of `{folder}` have scored by `{signal}`, and a row has one score"
        raise UsageError(message)
    if found.tables.shards and signal not in found.known:
        message = f"`{folder}` has no readings of `{signal}`{did_you_mean(signal, found.known)}"
        remedy = "`rulekit filter --signals all` stores all that is measured"
        raise UsageError([Problem(message, remedy=remedy)])
    return found


@dataclass(frozen=True)
class StoredScores:
    """The readings of one signal; 16 bytes for each row of the audit."""

    tables: AuditTables
    signal: str

    @property
    def known(self) -> list[str]:
        """Names of the signals that the audit has readings of."""
        manifest = self.tables.manifest
        if "pipeline" in manifest:
            settings = [one["settings"] for one in manifest["pipeline"]["steps"]]
            return [one["signal"] for one in settings if "signal" in one]
        if not self.tables.has_readings:
            return [SCORE]
        names = self.tables.file(READINGS, self.tables.shards[0]).schema_arrow.names
        return [SCORE, *(one for one in names if one not in (*KEY, "unmeasured"))]

    @property
    def digests(self) -> Mapping[str, str]:
        """The hash of the audit's manifest, by the signal."""
        told = json.dumps(self.tables.manifest, sort_keys=True)
        return {self.signal: hashlib.sha256(told.encode()).hexdigest()}

    def read(self, row: CuratedRow) -> Reading | None:
        """The reading of the row's original text; None if the audit has no such row."""
        keys, values = self._sorted
        key = keys.dtype.type(_key(row.sha256, row.language))
        low, high = keys.searchsorted(key), keys.searchsorted(key, side="right")
        found = {*values[low:high].tolist()}
        known = {one for one in found if one == one}  # NaN is not itself
        if len(known) > 1 or (known and len(found) > 1):
            return _OTHERS
        return Reading(known.pop()) if known else (_ABSENT if found else None)

    @cached_property
    def _sorted(self) -> tuple[Array, Array]:
        """Keys of rows, in their order, and the value of each; NaN where there is none."""
        import numpy as np

        keys, values = [np.empty(0, np.uint64)], [np.empty(0)]
        for shard in self.tables.shards:
            rows, found = self._of_shard(shard)
            keys.append(_keys(rows))
            values.append(found)
        whole = np.concatenate(keys)
        order = np.argsort(whole, kind="stable")
        return whole[order], np.concatenate(values)[order]

    def _of_shard(self, shard: str) -> tuple[Any, Array]:
        """The verdicts on the rows of a shard that were measured, and what was read of each."""
        rows = self._table("verdicts", shard, ["row", "sha256", "language", SCORE])
        if "pipeline" in self.tables.manifest:
            scores = self._table(SCORES, shard, ["row", "signal", "value"])
            scores = scores.filter(compute().equal(scores["signal"], self.signal))
            places = array(rows["row"]).searchsorted(array(scores["row"]))
            return rows.take(places), array(scores["value"])
        if self.signal == SCORE:
            return rows, array(rows[SCORE])
        return rows, array(self._table(READINGS, shard, [self.signal])[self.signal])

    def _table(self, kind: str, shard: str, names: list[str]) -> Any:
        path, pa = self.tables.paths.table(kind, shard), arrow()
        try:
            return pa.parquet.read_table(source_of(path), columns=names)
        except (pa.ArrowException, OSError, KeyError) as error:
            raise damaged(path, str(error)) from None


def _keys(rows: Any) -> Array:
    import numpy as np

    pairs: Iterable[tuple[str | None, str | None]] = zip(
        rows["sha256"].to_pylist(), rows["language"].to_pylist(), strict=True
    )
    return np.array([_key(sha256 or "", language or "") for sha256, language in pairs], np.uint64)


def _key(sha256: str, language: str) -> int:
    """64 bits of what a reading is found by."""
    digest = hashlib.blake2b(f"{sha256} {language}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little")
