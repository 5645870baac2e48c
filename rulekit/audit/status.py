"""How far a run is that many tasks are at: read from the files of its work alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.holder import Holder, holders
from rulekit.audit.lease import BEAT
from rulekit.audit.lock import is_locked
from rulekit.audit.manifest import read_manifest, run_of
from rulekit.audit.sealed import DamagedError
from rulekit.audit.work_files import WorkFiles
from rulekit.core.tally import Tally
from rulekit.errors import Problem, UsageError
from rulekit.places.place import names_in

PARTS = ("-group", "-settle")  # of a curation: stages that know no shards
LOOK = 2 * BEAT  # seconds between two looks: who is alive has written in between


@dataclass(frozen=True)
class TaskAtWork:
    """A task that holds a share of the run, or that died with it."""

    holder: Holder
    is_alive: bool

    @property
    def rate(self) -> float:
        """Rows in a second, since it began; 0 of one that is dead."""
        return (
            self.holder.rows / self.holder.seconds if self.holder.seconds * self.is_alive else 0.0
        )


@dataclass(frozen=True)
class Status:
    """The state of a run. `rows` are those of shards that are opened, by what is known of them.

    `left` are the names of shards that are not closed. Of a curation under way, all of it is told
    of its `stage`, which may have no `shards`.
    """

    finished: bool
    shards: int
    left: Sequence[str]
    opened: int
    rows: int
    judged: int
    tally: Tally
    tasks: Sequence[TaskAtWork] = ()
    stage: str = ""
    is_locked: bool = False  # by one command, on a disk

    @property
    def is_under_way(self) -> bool:
        """True if somebody is at it."""
        return self.is_locked or any(one.is_alive for one in self.tasks)

    @property
    def rate(self) -> float:
        """Rows in a second of all tasks that are alive."""
        return sum(one.rate for one in self.tasks)

    @property
    def seconds_left(self) -> float | None:
        """Seconds until the rows are judged that the shards have, or seem to have.

        Of a curation it is not known: other stages come.
        """
        known = self.shards - len(self.left) + self.opened
        if self.stage or not (self.rate and known):
            return None
        return (self.rows * self.shards / known - self.judged) / self.rate


def read_status(audit: AuditFolder, wait: Callable[[float], None] = time.sleep) -> Status:
    """Read the state of a run; it takes LOOK seconds when somebody may be at it.

    Raises UsageError where no run has begun.
    """
    manifest = _manifest(audit)
    # Who is alive is seen first: it takes a while, in which the run goes on.
    tasks = [] if manifest["finished"] else _tasks(audit, wait)
    manifest = _manifest(audit) if tasks else manifest
    names = [one["name"] for one in manifest["shards"]]
    if manifest["finished"]:
        tally = Tally.of(manifest["counts"])
        return Status(True, len(names), (), 0, tally.total, tally.total, tally)
    stage, folder = _stage(audit) if "pipeline" in manifest else ("", audit)
    if stage.endswith(PARTS):
        found = Status(False, 0, (), 0, 0, 0, Tally(by_folder=None))
    else:
        found = _under_way(folder, manifest, names)
    return replace(found, stage=stage, tasks=tasks, is_locked=is_locked(audit))


def _manifest(audit: AuditFolder) -> dict[str, Any]:
    try:
        manifest = read_manifest(audit)
    except DamagedError as error:
        raise UsageError(str(error)) from None
    if manifest is None and names_in(audit.work):
        remedy = "ask again in some seconds; if nobody is at it, give its command once more"
        raise UsageError([Problem(f"the run in `{audit.folder}` is only beginning", remedy=remedy)])
    if manifest is None:
        remedy = "name the folder that `rulekit filter … --out` writes"
        raise UsageError([Problem(f"there is no audit in `{audit.folder}`", remedy=remedy)])
    return manifest


def _stage(audit: AuditFolder) -> tuple[str, AuditFolder]:
    """The stage of a curation that is under way, by its files, and its folder; else the last."""
    stages = audit.work / "stages"
    there = names_in(stages)
    begun = sorted(name for name in there if not name.endswith(".json"))
    left = [name for name in begun if f"{name}.json" not in there]
    return (left[0], AuditFolder(stages / left[0])) if left else ("the last", audit)


def _under_way(audit: AuditFolder, manifest: Mapping[str, Any], names: Sequence[str]) -> Status:
    run, work, left = run_of(manifest), WorkFiles(audit), []
    opened = rows = 0
    tally = Tally(by_folder=None)
    for number, name in enumerate(names):
        about = {"run": run, "shard": name}
        if closed := _read(work, audit.closed(number), about):
            tally.merge(Tally.of(closed["counts"]))
            rows += closed["facts"]["rows"]
            continue
        left.append(name)
        if facts := _read(work, audit.facts(number), about):
            opened += 1
            rows += facts["rows"]
            for block in work.blocks(number, about):
                tally.merge(Tally.of(block["counts"]))
    return Status(False, len(names), left, opened, rows, tally.total, tally)


def _read(work: WorkFiles, path: Any, about: Mapping[str, Any]) -> dict[str, Any] | None:
    try:
        return work.read(path, about)
    except DamagedError:  # its run judges it again
        return None


def _tasks(audit: AuditFolder, wait: Callable[[float], None]) -> list[TaskAtWork]:
    """Who is at the run: a holder is alive if it has written between two looks."""
    first = {one.part: one for one in holders(audit) if one.is_task}
    if not first:
        return []
    if not all(one.is_gone for one in first.values()):
        wait(LOOK)
    now = {one.part: one for one in holders(audit) if one.is_task}
    return [TaskAtWork(one, one != first.get(part)) for part, one in sorted(now.items())]
