"""The manifest of an audit: the plan, the corpus, and the counts of a run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from rulekit.audit.folder import WORK, AuditFolder
from rulekit.audit.sealed import SEAL, DamagedError, read_json, read_sealed, sealed
from rulekit.core.tally import Tally
from rulekit.corpus.choice import ALL, Choice
from rulekit.corpus.job import CorpusJob, Shard
from rulekit.errors import Problem, UsageError
from rulekit.places.place import matching, names_in
from rulekit.plan.fingerprint import Fingerprint, differences, fingerprint_hash

NOTHING_DONE = {WORK, "lock", "unfinished", "leases", "listed.json"}
SCHEMA = 2  # goes up when a field changes its meaning or goes away


@dataclass(frozen=True)
class Manifest:
    """The facts that tell a run from others; another run goes on with it only if all are equal."""

    plan: Fingerprint
    job: CorpusJob
    shards: tuple[Shard, ...]
    signals: str = ""
    wheels: tuple[tuple[str, str], ...] = ()
    choice: Choice = ALL
    texts: int = 0
    notes: list[str] = field(default_factory=list)  # for the user

    @property
    def run(self) -> str:
        """The hash of those facts; every file of the run has it, and those of no other."""
        return run_of(self.begun())

    @property
    def plan_hash(self) -> str:
        """The plan as one word."""
        return fingerprint_hash(self.plan)

    def begun(self) -> dict[str, Any]:
        """The manifest of a run that begins."""
        return {
            "schema": SCHEMA,
            "finished": False,
            "plan": {"hash": self.plan_hash, **self.plan},
            "columns": asdict(self.job.columns),
            "language": self.job.language,
            "signals": self.signals,
            "kept": self.job.kept,
            "dropped": self.job.dropped,
            "verdict_columns": self.job.verdict_columns,
            "texts": self.texts,
            "limit": self.choice.limit,
            "sample": self.choice.sample,
            "written by": dict(self.wheels),
            "shards": [_told(shard) for shard in self.shards],
        }

    def refuse_to_mix(self, audit: AuditFolder) -> bool:
        """True if `audit` has ended; raises UsageError with the differences if it is another's.

        A manifest that is damaged is written anew where the work of this very run is there, too.
        """
        try:
            before = read_manifest(audit)
        except DamagedError as error:
            if not self._is_at_work(audit):
                raise _unknown(audit, error) from None
            self.notes[:] = [f"{error}: written anew"]
            return False
        if before is None:
            # A run that died before its first word has left its folder for work, at most.
            if (names_in(audit.folder) | names_in(audit.work)) - NOTHING_DONE:
                message = f"`{audit.folder}` is not empty and no audit: name another folder"
                raise UsageError(message)
            return False
        changed = [
            *differences(before.get("plan", {}), self.plan),
            *self._changed(before),
            *_changed_shards({one["name"]: one["reader"] for one in before["shards"]}, self.shards),
            *_changed_partitions(before["shards"], self.shards),
        ]
        if changed:
            raise refusal(audit, changed)
        return bool(before["finished"])

    def _is_at_work(self, audit: AuditFolder) -> bool:
        """True if a file of work says that it is of this run."""
        for path in matching(audit.work, "**/*.json"):
            with suppress(DamagedError):
                if read_sealed(path, {"run": self.run}):
                    return True
        return False

    def _changed(self, before: Mapping[str, Any]) -> Iterable[str]:
        now = self.begun()
        for name, shown in _ASKED.items():
            if (before.get(name) or None) != (now[name] or None):  # missing in older ones
                yield f"{shown}: {_said(before.get(name))} before, {_said(now[name])} now"


def run_of(begun: Mapping[str, Any]) -> str:
    """The hash of the manifest of a run that begins: the word for the run."""
    return hashlib.sha256(json.dumps(begun, sort_keys=True).encode()).hexdigest()


def ended(
    begun: Mapping[str, Any],
    facts: Iterable[Mapping[str, Any]],
    tallies: Iterable[Tally],
    sums: str,
    more: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The manifest of a run that has ended: the same whatever happened on the way.

    `sums` is the hash of the file with the hashes of all others; `more` is said beside it.
    """
    total, shards = Tally(by_folder=None), []
    is_all = (begun["limit"], begun["sample"]) == (None, None)
    for shard, known, tally in zip(begun["shards"], facts, tallies, strict=True):
        total.merge(tally)
        counts = {name: getattr(tally.all, name) for name in ("keep", "drop", "error")}
        chosen = {} if is_all else {"chosen": tally.total}
        facts_of = {name: known.get(name, least) for name, least in _FACTS.items()}
        if isinstance(version := known.get("version"), str):  # that a store has told
            facts_of |= {"sha256": None, "version": version}
        apart = {"not_judged": tally.not_judged.total()}
        shards.append({**shard, **facts_of, **chosen, **counts, **apart})
    counts = {"rows": total.total, **total.totals()}
    about = {"finished": True, "shards": shards, "counts": counts, "sums": sums}
    return sealed({**begun, **about, **(more or {})})


def read_manifest(audit: AuditFolder) -> dict[str, Any] | None:
    """The manifest of an audit, None when there is none; raises DamagedError."""
    found = read_json(audit.manifest)
    if found is None:
        return None
    if not ({"plan", "columns", "shards", "finished"} <= found.keys()):
        raise DamagedError(f"{audit.manifest}: it is no manifest")
    if SEAL in found:
        return read_sealed(audit.manifest, {})
    if found["finished"]:
        raise DamagedError(f"{audit.manifest}: it has no seal")
    return found


def _unknown(audit: AuditFolder, error: DamagedError) -> UsageError:
    message = f"{error}, so it is not known which audit `{audit.folder}` holds"
    remedy = "take it from where it was copied; to judge anew, remove the folder or name another"
    return UsageError([Problem(message, remedy=remedy)])


# The facts of a shard, and what stands for them where it was not looked at.
_FACTS = {"size": None, "sha256": None, "rows": None, "lacks": (), "not_copied": 0}

_ASKED = {
    "schema": "the schema of audits",
    "columns": "--columns",
    "language": "--language",
    "signals": "--signals",
    "kept": "--write-kept",
    "dropped": "--write-dropped",
    "verdict_columns": "--write-columns",
    "texts": "--keep-texts",
    "limit": "--limit",
    "sample": "--sample",
    "written by": "what writes tables",
}


def _said(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(f"{name}={one}" for name, one in value.items() if one)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value not in ("", None) else "none"


def _changed_shards(before: Mapping[str, str], now: Sequence[Shard]) -> Iterable[str]:
    """Differences of the shards, given the readers of the earlier ones by name."""
    readers = {shard.name: shard.reader for shard in now}
    yield from (f"the shard {name} is new" for name in readers if name not in before)
    yield from (f"the shard {name} is gone" for name in before if name not in readers)
    for name, reader in readers.items():
        if before.get(name, reader) != reader:
            yield f"the shard {name}: read as {before[name]} before, as {reader} now"
    if before.keys() == readers.keys() and list(before) != list(readers):
        yield "the shards are in another order"


def _told(shard: Shard) -> dict[str, Any]:
    """The facts of a shard that are known before it is opened."""
    return {"name": shard.name, "reader": shard.reader, "partition": dict(shard.partition)}


def _changed_partitions(before: Iterable[Mapping[str, Any]], now: Sequence[Shard]) -> Iterable[str]:
    """Shards of which SRC, as it is written now, says other columns than before."""
    known = {one["name"]: one.get("partition", {}) for one in before}
    for shard in now:
        if known.get(shard.name, shard.partition) != shard.partition:
            yield f"the shard {shard.name}: its folders say something else of its rows"


def refusal(audit: AuditFolder, changed: Sequence[str]) -> UsageError:
    """The error for a run that goes on in the folder of another."""
    shown = [*changed[:10], *([f"… and {len(changed) - 10} more"] if len(changed) > 10 else [])]
    message = f"`{audit.folder}` holds an audit of something else, and the two must not be mixed:"
    message += "".join(f"\n  {line}" for line in shown)
    remedy = "undo what has changed to go on with it, or name another folder: --out DIR"
    return UsageError([Problem(message, remedy=remedy)])
