"""The files of a curation that say which stages are over, and what they have found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rulekit.audit.checksums import Sizes
from rulekit.audit.close_shard import merged_steps
from rulekit.audit.folder import AuditFolder
from rulekit.audit.sealed import DamagedError, read_sealed
from rulekit.audit.work_files import WorkFiles
from rulekit.corpus.job import Shard
from rulekit.curate.arrays import Numbering
from rulekit.curate.copies import merged_told, parts_of
from rulekit.curate.stage_rows import NULL
from rulekit.curate.stages import Stage
from rulekit.curate.work import Work
from rulekit.errors import Problem, RulekitError
from rulekit.places.place import Place, files_of, matching
from rulekit.run.curation_tasks import corpus_file
from rulekit.run.group_tasks import part_file
from rulekit.run.stage_work import PartWork

Told = dict[str, Any]


class StageFiles:
    """Those files, in the folder for work. All of them are of one run, and so are its `shards`."""

    def __init__(self, work: Work, shards: Sequence[Shard], run: str) -> None:
        self.work = work
        self.shards = shards
        self.run = run
        self._known: Told = {}

    def knows_corpus(self) -> bool:
        """True if the file is whole that says how many rows each shard has."""
        path = corpus_file(self.work.out)
        try:
            return read_sealed(path, {"run": self.run}) is not None
        except DamagedError:
            path.unlink(missing_ok=True)
            return False

    @property
    def numbering(self) -> Numbering:
        """How rows are numbered."""
        return Numbering(tuple(self.corpus["rows"]))

    @property
    def corpus(self) -> Told:
        """The rows of each shard, and their facts, as the first stage has found them; else none."""
        if not self._known:
            self._known = read_sealed(corpus_file(self.work.out), {"run": self.run}) or {}
        return self._known or {"rows": (), "shards": ()}

    def know_shards(self, folder: AuditFolder, numbers: Sequence[int]) -> None:
        """Tell a stage the facts of shards that the first one has found."""
        there = {name for name, _ in files_of(folder.work)}
        for number in numbers:
            path = folder.facts(number)
            if f"{path.parent.name}/{path.name}" not in there:
                folder.write_sealed(path, self.corpus["shards"][number])

    def parts(self, stage: Stage) -> int:
        """Parts of the work of a stage that reads no rows."""
        if stage.do == "settle" or stage.noted is None:
            return 1
        return parts_of(self.work.records(stage.noted, self.numbering).count())

    def over(self, stage: Stage) -> Told | None:
        """What was told of a stage that is over; None when it is not, or not whole any more."""
        told = self.told(stage)
        if told is not None and not self.is_whole(stage):
            self._file(stage).unlink(missing_ok=True)
            return None
        return told

    def told(self, stage: Stage) -> Told | None:
        """What was told of a stage that is over; None when that is not said, or damaged."""
        if stage.is_last:
            return None
        try:
            return read_sealed(self._file(stage), {"run": self.run})
        except DamagedError:
            self._file(stage).unlink(missing_ok=True)
            return None

    def is_whole(self, stage: Stage) -> bool:
        """True if every file that a stage has written is there, in its size."""
        folder = self.work.folder(stage)
        if not stage.reads_rows:
            return not PartWork(folder, stage.do, self.parts(stage), self.run).left
        sizes, work = Sizes(folder), WorkFiles(folder)
        try:
            closed = [work.read(folder.closed(i), self._of(i)) for i in range(len(self.shards))]
        except DamagedError:
            return False
        return all(one and not sizes.missing(one["files"]) for one in closed)

    def end(self, stage: Stage) -> Told:
        """Say that a stage is over, so that it is not begun again; what is told of it."""
        if stage.number == 0 and stage.reads_rows:
            facts = [one["facts"] for one in self._closed(stage)]
            rows = [one["rows"] for one in facts]
            self._write(corpus_file(self.work.out), {"rows": rows, "shards": facts})
            self._known = {}
        told = self._summary(stage)
        if not stage.is_last:
            self._write(self._file(stage), told)
        return told

    def forget(self) -> None:
        """Say of no stage that it is over; what was done of shards is still there."""
        for path in matching(self.work.out / "work" / "stages", "*.json"):
            path.unlink()

    def _summary(self, stage: Stage) -> Told:
        """What is told of a stage that notes, groups or settles."""
        if stage.noted is None:
            return {}
        if stage.reads_rows:
            return self._nulls(stage)
        folder = self.work.folder(stage)
        files = [part_file(folder, number) for number in range(self.parts(stage))]
        told = [read_sealed(path, {"run": self.run}) or {} for path in files]
        if stage.do == "settle":
            return {name: one for name, one in told[0].items() if name != "run"}
        return merged_told(told) if told and "copies" in told[0] else {}

    def _nulls(self, stage: Stage) -> Told:
        """How many rows had no value in a column that says which copy is kept."""
        counts = merged_steps(one.get("steps", {}) for one in self._closed(stage)).get("", {})
        nulls = {
            name.removeprefix(NULL): count
            for name, count in sorted(counts.items())
            if name.startswith(NULL)
        }
        compared = counts.get("rows", 0)
        return {"compared": compared, "nulls": nulls} if compared else {}

    def _closed(self, stage: Stage) -> list[Told]:
        """What each shard was closed with in a stage; RulekitError when one is not any more."""
        folder = self.work.folder(stage)
        work, found = WorkFiles(folder), []
        for number, shard in enumerate(self.shards):
            try:
                closed = work.read(folder.closed(number), self._of(number))
            except DamagedError as error:
                raise _gone(str(error)) from None
            if closed is None:
                raise _gone(f"what {shard.name} was closed with is gone")
            found.append(closed)
        return found

    def _of(self, number: int) -> dict[str, str]:
        return {"run": self.run, "shard": self.shards[number].name}

    def _file(self, stage: Stage) -> Place:
        return self.work.out / "work" / "stages" / f"{stage.name}.json"

    def _write(self, path: Place, data: Mapping[str, Any]) -> None:
        AuditFolder(self.work.out).write_sealed(path, {"run": self.run, **data})


def _gone(what: str) -> RulekitError:
    remedy = "the same command judges again what is missing"
    return RulekitError([Problem(f"the work of the run is not whole: {what}", remedy=remedy)])
