"""What earlier stages have told of the rows of a shard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.tables import arrow
from rulekit.curate.arrays import Numbering, opened
from rulekit.curate.copies import CopyRecords
from rulekit.curate.pipeline import Pipeline, PlannedStep
from rulekit.curate.ranks import LAST, Preference
from rulekit.curate.stages import Stage
from rulekit.curate.tables import OUTPUT, Records, by_row, merged_rows
from rulekit.curate.walk import End

if TYPE_CHECKING:
    import numpy as np
    import pyarrow

    Array = np.ndarray[Any, Any]

LOT = {"lot": "a hash of repository, path and id", "place": "a hash of its place"}


@dataclass(frozen=True)
class Work:
    """The folders of a run's stages, and what is there of those that are over."""

    out: Path
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


@dataclass(frozen=True)
class FoundCopies:
    """The copies that a step has found in one shard; the arrays are sorted by row."""

    step: PlannedStep
    records: CopyRecords
    found: Array
    names: tuple[str, ...]  # of all shards

    def told(self, first: int, stop: int, base: int) -> dict[int, dict[str, Any]]:
        """The records of `copies` of a range of rows, by row."""
        import numpy as np

        low, high = np.searchsorted(self.found["row"], [first + base, stop + base])
        return {int(one["row"]) - base: self._told(one) for one in self.found[low:high]}

    def _told(self, copy: Any) -> dict[str, Any]:
        shard, row = self.records.numbering.place(int(copy["kept"]))
        by, value, kept_value = self._preferred(copy)
        alike = float(copy["jaccard"])
        return {
            "step": self.step.id,
            "kept_shard": self.names[shard],
            "kept_row": row,
            "jaccard": None if alike != alike else alike,
            "shared": int(copy["shared"]),
            "group_size": int(copy["size"]),
            "preferred_by": by,
            "value": value,
            "kept_value": kept_value,
        }

    def _preferred(self, copy: Any) -> tuple[str, float | None, float | None]:
        """The column that decided, and the values of the copy and of the row that is kept."""
        import numpy as np

        preferences, by = self.records.preferences, int(copy["by"])
        if by >= len(preferences):
            return LAST[by - len(preferences)], None, None
        both = np.array(sorted({int(copy["row"]), int(copy["kept"])}), np.uint64)
        ranks = dict(zip(both.tolist(), self.records.ranks(both)[f"p{by}"].tolist(), strict=True))
        value, kept = (preferences[by].value(ranks[int(copy[name])]) for name in ("row", "kept"))
        return preferences[by].column, value, kept


@dataclass(frozen=True)
class Journal:
    """All that the stages before one have told of a shard."""

    work: Work
    stage: Stage
    shard: int
    names: tuple[str, ...]
    numbering: Numbering

    def tables(self, kind: str) -> list[pyarrow.Table]:
        """The tables of a kind that earlier stages have written."""
        return [
            arrow().parquet.read_table(path)
            for one in self.work.before(self.stage)
            if one.do == "rows"
            if (path := self.work.folder(one).table(kind, self.names[self.shard])).is_file()
        ]

    @cached_property
    def _events(self) -> list[pyarrow.Table]:
        return self.tables("events")

    @cached_property
    def _others(self) -> dict[str, list[pyarrow.Table]]:
        return {}

    def by_row(self, kind: str, first: int, stop: int) -> dict[int, Records]:
        """The records of a kind of a range of rows, in the order of the steps."""
        if kind not in self._others:
            self._others[kind] = self.tables(kind)
        return merged_rows([by_row(one, first, stop) for one in self._others[kind]])

    @cached_property
    def copies(self) -> list[FoundCopies]:
        """The copies that earlier steps have found."""
        return [
            FoundCopies(
                self.work.pipeline.steps[step],
                self.work.records(step, self.numbering),
                self._copies_in(self.work.decided(step).folder / "copies"),
                self.names,
            )
            for step in self._settled_copies
        ]

    @property
    def _settled_copies(self) -> list[int]:
        stages = [one for one in self.work.before(self.stage) if one.do == "group"]
        steps = [one.noted for one in stages if one.noted is not None]
        return [one for one in steps if self._is_decided(one)]

    def _is_decided(self, step: int) -> bool:
        last = [one for one in self.work.stages if one.noted == step and one.do != "rows"][-1]
        return last.number < self.stage.number

    def _copies_in(self, folder: Path) -> Array:
        """The copies of this shard, from files that are each sorted by row."""
        import numpy as np

        low, high = self.numbering.range(self.shard)
        pieces = []
        for path in sorted(folder.glob("*.npy")):
            found = opened(path)
            first, stop = np.searchsorted(found["row"], [low, high])
            pieces.append(np.array(found[first:stop]))
        copies = np.concatenate(pieces)
        ordered: Array = copies[np.argsort(copies["row"])]
        return ordered

    @cached_property
    def alive(self) -> Array:
        """True for each row of the shard that no earlier stage has ended."""
        import numpy as np

        low, high = self.numbering.range(self.shard)
        alive = np.ones(high - low, bool)
        for events in self._events:
            ended = np.array(events.column("decision").to_pylist(), object) != ""
            alive[events.column("row").to_numpy()[ended]] = False
        for copies in self.copies:
            alive[copies.found["row"].astype(np.int64) - low] = False
        return alive

    def alive_in(self, first: int, stop: int) -> list[int]:
        """The rows of a range that no earlier stage has ended."""
        import numpy as np

        found: list[int] = (np.nonzero(self.alive[first:stop])[0] + first).tolist()
        return found

    def candidates(self, step: int, first: int, stop: int) -> list[int]:
        """The rows of a range that share a key with others, by the groups of a step."""
        import numpy as np

        base = self.numbering.range(self.shard)[0]
        found = set[int]()
        folder = self.work.folder(self.work.of("group", step)).folder / "members"
        for path in sorted(folder.glob("*.npy")):
            rows = opened(path)["row"]
            low, high = np.searchsorted(rows, [first + base, stop + base])
            found.update((rows[low:high].astype(np.int64) - base).tolist())
        return sorted(found)

    def ends(self, first: int, stop: int) -> dict[int, End]:
        """Where the rows of a range have ended."""
        found = {}
        for events in self._events:
            for row, some in by_row(events, first, stop).items():
                for one in some:
                    if one["decision"]:
                        found[row] = End(one["step"], one["decision"], one["cause"], one["text"])
        return found

    def copy_records(self, first: int, stop: int) -> dict[int, dict[str, Any]]:
        """The records of `copies` of a range of rows, by row: each is dropped once."""
        base = self.numbering.range(self.shard)[0]
        told: dict[int, dict[str, Any]] = {}
        for copies in self.copies:
            told |= copies.told(first, stop, base)
        return told

    def facts(self, first: int, stop: int) -> dict[int, dict[str, str]]:
        """What steps found out of the rows of a range, by step."""
        merged = merged_rows([by_row(one, first, stop) for one in self._events])
        return {
            row: {one["step"]: one["text"] for one in some if not one["decision"]}
            for row, some in merged.items()
        }

    @property
    def outputs(self) -> tuple[str, ...]:
        """The tables of outputs that earlier stages may have written."""
        return tuple(OUTPUT + name for name in self.work.pipeline.outputs)

    def noted(self, step: int, first: int, stop: int) -> frozenset[int]:
        """The rows of a range of which a step has noted something."""
        import numpy as np

        stage = self.work.of("rows", step)
        notes = opened(self.work.folder(stage).folder / "notes" / f"{self.shard:06}.npy")
        low, high = np.searchsorted(notes["row"], [first, stop])
        return frozenset(notes["row"][low:high].tolist())


def copy_reason(copy: Mapping[str, Any]) -> str:
    """The sentence that says of which row another is a copy, and why that one is kept."""
    alike = "" if copy["jaccard"] is None else f", {copy['jaccard']:.3f} alike"
    kept = f"{copy['kept_shard']}#row={copy['kept_row']}"
    if copy["preferred_by"] in LAST:
        return f"a copy of {kept}{alike}; {LOT[copy['preferred_by']]} keeps that one"
    value, other = (_shown(copy[name]) for name in ("kept_value", "value"))
    return f"a copy of {kept}{alike}, which has {copy['preferred_by']} {value}, not {other}"


def _shown(value: float | None) -> str:
    return "none" if value is None else f"{value:,.15g}"
