"""The manifest of an audit: what was run on what, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rulekit.catalog.identity import Identity, differences, identity_hash
from rulekit.core.tally import Tally
from rulekit.errors import Problem, UsageError
from rulekit.run.audit import WORK, Audit, read_json
from rulekit.run.shard import Job, Shard

NOTHING_DONE = {WORK, "lock", "unfinished"}
SCHEMA = 1  # goes up when a field changes its meaning or goes away


@dataclass(frozen=True)
class Manifest:
    """What a run is known by; another run may only go on with it when it is the same."""

    plan: Identity
    job: Job
    shards: tuple[Shard, ...]
    signals: str = ""
    wheels: tuple[tuple[str, str], ...] = ()

    @property
    def plan_hash(self) -> str:
        """The plan as one word."""
        return identity_hash(self.plan)

    def begun(self) -> dict[str, Any]:
        """What is written when a run begins."""
        return {
            "schema": SCHEMA,
            "finished": False,
            "plan": {"hash": self.plan_hash, **self.plan},
            "columns": asdict(self.job.columns),
            "language": self.job.language,
            "signals": self.signals,
            "kept": self.job.kept,
            "dropped": self.job.dropped,
            "written by": dict(self.wheels),
            "shards": [_told(shard) for shard in self.shards],
        }

    def ended(self, facts: Iterable[Mapping[str, Any]], tallies: Iterable[Tally]) -> dict[str, Any]:
        """What is written when a run has ended: the same whatever happened on the way."""
        total, shards = Tally(by_folder=None), []
        for shard, known, tally in zip(self.shards, facts, tallies, strict=True):
            total.merge(tally)
            shards.append(
                {
                    **_told(shard),
                    **{
                        name: known[name]
                        for name in ("size", "sha256", "rows", "lacks", "not_copied")
                    },
                    **{name: getattr(tally.all, name) for name in ("keep", "drop", "error")},
                    "not_judged": tally.not_judged.total(),
                }
            )
        counts = {"rows": total.total, **total.totals()}
        return {**self.begun(), "finished": True, "shards": shards, "counts": counts}

    def refuse_to_mix(self, audit: Audit) -> bool:
        """Whether `audit` has ended; raises UsageError with what differs if it is another's."""
        before = read_json(audit.manifest)
        if before is None:
            # A run that died before its first word has left its folder for work, at most.
            here = [*audit.folder.glob("*"), *audit.work.glob("*")]
            if {path.name for path in here} - NOTHING_DONE:
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

    def _changed(self, before: Mapping[str, Any]) -> Iterable[str]:
        now = self.begun()
        for name, shown in _ASKED.items():
            if before.get(name) != now[name]:
                yield f"{shown}: {_said(before.get(name))} before, {_said(now[name])} now"


_ASKED = {
    "schema": "the schema of audits",
    "columns": "--columns",
    "language": "--language",
    "signals": "--signals",
    "kept": "--write-kept",
    "dropped": "--write-dropped",
    "written by": "what writes tables",
}


def _said(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(f"{name}={one}" for name, one in value.items() if one)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value not in ("", None) else "none"


def _changed_shards(before: Mapping[str, str], now: Sequence[Shard]) -> Iterable[str]:
    """What is other of the shards, given the readers of the earlier ones by name."""
    readers = {shard.name: shard.reader for shard in now}
    yield from (f"the shard {name} is new" for name in readers if name not in before)
    yield from (f"the shard {name} is gone" for name in before if name not in readers)
    for name, reader in readers.items():
        if before.get(name, reader) != reader:
            yield f"the shard {name}: read as {before[name]} before, as {reader} now"
    if before.keys() == readers.keys() and list(before) != list(readers):
        yield "the shards are in another order"


def _told(shard: Shard) -> dict[str, Any]:
    """What is known of a shard before it is opened."""
    return {"name": shard.name, "reader": shard.reader, "partition": dict(shard.partition)}


def _changed_partitions(before: Iterable[Mapping[str, Any]], now: Sequence[Shard]) -> Iterable[str]:
    """Shards of which SRC, as it is written now, says other columns than before."""
    known = {one["name"]: one.get("partition", {}) for one in before}
    for shard in now:
        if known.get(shard.name, shard.partition) != shard.partition:
            yield f"the shard {shard.name}: its folders say something else of its rows"


def refusal(audit: Audit, changed: Sequence[str]) -> UsageError:
    """Why a run may not go on in the folder of another."""
    shown = [*changed[:10], *([f"… and {len(changed) - 10} more"] if len(changed) > 10 else [])]
    message = f"`{audit.folder}` holds an audit of something else, and the two must not be mixed:"
    message += "".join(f"\n  {line}" for line in shown)
    remedy = "undo what has changed to go on with it, or name another folder: --out DIR"
    return UsageError([Problem(message, remedy=remedy)])
