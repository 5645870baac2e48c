"""Tasks of a curation that know the whole corpus: keys are grouped, what was noted is settled."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.sealed import read_sealed
from rulekit.corpus.job import Task
from rulekit.curate.arrays import Numbering, opened, save
from rulekit.curate.copies import equal_rows, members
from rulekit.curate.settle import FeatureStore, settle
from rulekit.curate.stages import Stage
from rulekit.curate.walk import bug_of
from rulekit.curate.work import Work
from rulekit.errors import Problem, RulekitError
from rulekit.files.digest import entry_of
from rulekit.hooks.step import CopyStep, CorpusStep
from rulekit.places.place import Place, matching

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

Say = Callable[[], None]
Files = dict[str, list[Any]]


class GroupTasks:
    """Does such tasks in the folders of a run, whose rows are numbered."""

    def __init__(self, work: Work, numbering: Numbering, run: str) -> None:
        self.work = work
        self.numbering = numbering
        self.run = run

    def group(self, task: Task, stage: Stage) -> dict[str, Any]:
        """Sort one part of the keys, and write down its copies, or the rows that may be some."""
        step = self._step(stage)
        records, folder = self.work.records(step, self.numbering), self.work.folder(stage)
        built = self.work.pipeline.steps[step].built
        if isinstance(built, CopyStep) and built.is_exact:
            found, told = equal_rows(records, task.number, task.stop)
            kind = "copies"
        else:
            found, groups = members(records, task.number, task.stop)
            kind, told = "members", {"groups": groups}
        told["files"] = self._write(folder, kind, task.number, found)
        folder.write_sealed(part_file(folder, task.number), {"run": self.run, **told})
        return {}

    def settle(self, task: Task, stage: Stage, say: Say) -> dict[str, Any]:
        """Settle a step for the whole corpus."""
        step = self._step(stage)
        built, folder = self.work.pipeline.steps[step].built, self.work.folder(stage)
        if isinstance(built, CopyStep):
            told = self._copies(stage, step, built, say)
        else:
            told = self._settled(step, built, say)
        folder.write_sealed(part_file(folder, task.number), {"run": self.run, **told})
        return {}

    def _copies(self, stage: Stage, step: int, built: CopyStep, say: Say) -> dict[str, Any]:
        grouped, features = (self.work.of(do, step) for do in ("group", "features"))
        folder = self.work.folder(grouped)
        parts = matching(folder.folder / "members", "*.npy")
        groups = [self._told(folder, number)["groups"] for number in range(len(parts))]
        store = FeatureStore(self.work.folder(features).folder, self.numbering)
        records = self.work.records(step, self.numbering)
        found, told = settle(records, parts, groups, store, built.threshold, say)
        return {**told, "files": self._write(self.work.folder(stage), "copies", 0, found)}

    def _settled(self, step: int, built: Any, say: Say) -> dict[str, Any]:
        folder = self.work.folder(self.work.of("rows", step)).folder / "notes"
        paths = matching(folder, "*.npy")

        def notes() -> Iterator[Array]:
            for path in paths:
                say()
                yield opened(path)

        if not isinstance(built, CorpusStep):
            return {"settled": {}}
        try:
            settled = built.settle(notes, self.numbering.total)
            return {"settled": json.loads(json.dumps(settled))}
        except (RulekitError, OSError, MemoryError):
            raise
        except Exception as error:
            bug = bug_of(self.work.pipeline.steps[step].id, error)
            remedy = "all that is done is kept for the same command"
            raise RulekitError([Problem(bug, remedy=remedy)]) from error

    def _told(self, folder: AuditFolder, number: int) -> dict[str, Any]:
        told = read_sealed(part_file(folder, number), {"run": self.run})
        if told is None:
            raise FileNotFoundError(2, "somebody removed it", str(part_file(folder, number)))
        return told

    def _step(self, stage: Stage) -> int:
        if stage.noted is None:
            raise ValueError(f"the stage {stage.name} settles nothing")
        return stage.noted

    def _write(self, folder: AuditFolder, kind: str, number: int, found: Array) -> Files:
        """Write an array; the size and the hash of its file, by its name."""
        path = folder.folder / kind / f"{number:06}.npy"
        with folder.written(path) as here:
            save(here, found)
            return {folder.name_of(path): entry_of(here)}


def part_file(folder: AuditFolder, number: int) -> Place:
    """The file that says that a part is done; it is written last."""
    return folder.work / f"part-{number:06}.json"
