"""The folders of a run's stages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rulekit.audit.folder import AuditFolder
from rulekit.curate.arrays import Numbering
from rulekit.curate.copies import CopyRecords
from rulekit.curate.pipeline import Pipeline
from rulekit.curate.ranks import Preference
from rulekit.curate.stages import Stage
from rulekit.places.place import Place


@dataclass(frozen=True)
class Work:
    """The folders of a run's stages, and what is there of those that are over."""

    out: Place
    pipeline: Pipeline
    stages: tuple[Stage, ...]

    def folder(self, stage: Stage) -> AuditFolder:
        """The folder of a stage; the last one writes the audit itself."""
        if stage.is_last:
            return AuditFolder(self.out)
        return AuditFolder(self.out / "work" / "stages" / stage.name)

    def before(self, stage: Stage) -> Iterator[Stage]:
        """The stages before one."""
        return (one for one in self.stages if one.number < stage.number)

    def records(self, step: int, numbering: Numbering) -> CopyRecords:
        """Keys and ranks that were noted for a step."""
        noted = self.of("rows", step)
        words = getattr(self.pipeline.steps[step].built, "prefer", ())
        return CopyRecords(self.folder(noted).folder, numbering, tuple(map(Preference.of, words)))

    def of(self, do: str, step: int) -> Stage:
        """The stage that does something for a step."""
        return next(one for one in self.stages if one.do == do and one.noted == step)

    def decided(self, step: int) -> AuditFolder:
        """The folder in which the copies are that a step has found."""
        wanted = [one for one in self.stages if one.noted == step and one.do in ("group", "settle")]
        return self.folder(wanted[-1])
