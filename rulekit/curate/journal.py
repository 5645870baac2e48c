"""What earlier stages have told of the rows of a shard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from errno import ENOENT
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.sealed import DamagedError, read_sealed
from rulekit.audit.tables import arrow
from rulekit.curate.arrays import Numbering, opened
from rulekit.curate.copies import copy_type, member_type
from rulekit.curate.found_copies import FoundCopies
from rulekit.curate.sorted_file import SortedFile
from rulekit.curate.stages import Stage
from rulekit.curate.tables import OUTPUT, Records, by_row, merged_rows
from rulekit.curate.walk import End
from rulekit.curate.work import Work
from rulekit.hooks.curated_row import Note
from rulekit.places.place import Place, source_of

if TYPE_CHECKING:
    import numpy as np
    import pyarrow

    Array = np.ndarray[Any, Any]


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
        shard, found = self.names[self.shard], []
        for folder, written in self._written:
            path = folder.table(kind, shard)
            if folder.name_of(path) in written:  # not every stage has each
                found.append(arrow().parquet.read_table(source_of(path)))
        return found

    @cached_property
    def _written(self) -> list[tuple[AuditFolder, Mapping[str, Any]]]:
        """The files that earlier stages have written of the shard, each with its folder.

        What is said to be there must be: another may have ended the run, and taken it away.
        """
        found = []
        for one in self.work.before(self.stage):
            if one.reads_rows:
                folder = self.work.folder(one)
                path = folder.closed(self.shard)
                try:
                    closed = read_sealed(path, {})
                except DamagedError:
                    closed = None
                if closed is None:
                    raise FileNotFoundError(ENOENT, "somebody removed it", str(path))
                found.append((folder, closed["files"]))
        return found

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

    def _copies_in(self, folder: Place) -> Array:
        """The copies of this shard, from files that are each sorted by row."""
        import numpy as np

        copies = np.concatenate(self._of_shard(folder, copy_type()))
        ordered: Array = copies[np.argsort(copies["row"])]
        return ordered

    def _of_shard(self, folder: Place, kind: Any) -> list[Array]:
        """The records of this shard, of files that are each sorted by the numbers of rows."""
        files = SortedFile.all_in(folder, kind, "row", max(1, self.numbering.total))
        return [one.between(*self.numbering.range(self.shard)) for one in files.values()]

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

        rows = self._candidates(step)
        low, high = np.searchsorted(rows, [first, stop])
        found: list[int] = rows[low:high].tolist()
        return found

    def _candidates(self, step: int) -> Array:
        """All such rows of the shard, sorted, each once."""
        import numpy as np

        if step not in self._known_candidates:
            folder = self.work.folder(self.work.of("group", step)).folder / "members"
            found = [one["row"] for one in self._of_shard(folder, member_type())]
            rows = np.unique(np.concatenate(found)).astype(np.int64)
            self._known_candidates[step] = rows - self.numbering.range(self.shard)[0]
        return self._known_candidates[step]

    @cached_property
    def _known_candidates(self) -> dict[int, Array]:
        return {}

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
        told: dict[int, dict[str, Any]] = {}
        if not self.copies:  # in the first stage, rows are not even numbered
            return told
        base = self.numbering.range(self.shard)[0]
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

    def noted(self, step: int, first: int, stop: int) -> dict[int, list[Note]]:
        """What a step has noted of the rows of a range, by row."""
        import numpy as np

        stage = self.work.of("rows", step)
        notes = opened(self.work.folder(stage).folder / "notes" / f"{self.shard:06}.npy")
        low, high = np.searchsorted(notes["row"], [first, stop])
        found: dict[int, list[Note]] = {}
        for row, *note in notes[low:high].tolist():
            found.setdefault(row, []).append(Note(*note))
        return found
