"""The way of a row through the steps of a curation, read from its audit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.tables import arrow
from rulekit.curate.tables import OUTPUT
from rulekit.errors import Problem, UsageError
from rulekit.places.place import source_of

SHOWN = 20  # copies of a kept row that are named


@dataclass(frozen=True)
class StepOfWay:
    """What one step did with a row: `passed`, `ended` or `not reached`; and all that is told of it.

    `fact` is what it found out, or the reason of the end. `copy` is the record of the row that is
    kept instead, with its path; `copies` are rows that were dropped for this one.
    """

    id: str
    did: str
    fact: str = ""
    edits: Sequence[Mapping[str, Any]] = ()
    leaks: Sequence[Mapping[str, Any]] = ()
    copy: Mapping[str, Any] | None = None
    copies: Sequence[str] = ()
    copy_count: int = 0


@dataclass(frozen=True)
class CurationTables:
    """The tables of a curation's audit that are beside those of every audit."""

    paths: AuditFolder
    manifest: Mapping[str, Any]
    shards: tuple[str, ...] = field(default=())

    def way(self, shard: str, row: int) -> list[StepOfWay]:
        """What each step did with a row, in their order."""
        fates = self._rows("fates", shard, row)
        if not fates:
            raise UsageError(f"`{self.paths.folder}` has no fate of {shard}#row={row}")
        fate, facts = fates[0], dict(fates[0]["facts"] or ())
        told = {kind: self._rows(kind, shard, row) for kind in ("edits", "contamination", "copies")}
        found, reached = [], fate["step"] != ""
        for step in self.manifest["pipeline"]["steps"]:
            name, ended = step["id"], fate["step"] == step["id"]
            if not reached:
                found.append(StepOfWay(name, "not reached"))
                continue
            of = {kind: [one for one in told[kind] if one["step"] == name] for kind in told}
            copies = [] if ended else self._copies_of(shard, row, name)
            found.append(
                StepOfWay(
                    name,
                    "ended" if ended else "passed",
                    fate["reason"] if ended else facts.get(name, ""),
                    of["edits"],
                    of["contamination"],
                    self._with_path(of["copies"][0]) if of["copies"] else None,
                    [self._named(*copy) for copy in copies[:SHOWN]],
                    len(copies),
                )
            )
            reached = not ended
        return found

    def _rows(self, kind: str, shard: str, row: int) -> list[dict[str, Any]]:
        return self._read(kind, shard, [("row", "=", row)])

    def _read(self, kind: str, shard: str, where: Any) -> list[dict[str, Any]]:
        path = self.paths.table(kind, shard)
        try:
            found: list[dict[str, Any]] = (
                arrow().parquet.read_table(source_of(path), filters=where).to_pylist()
            )
        except (arrow().ArrowException, OSError) as error:
            message = f"`{path}` is not as it was written: {error}"
            raise UsageError(
                [Problem(message, remedy="curate again, into another folder")]
            ) from None
        return found

    def _with_path(self, copy: Mapping[str, Any]) -> dict[str, Any]:
        """The record of a copy, with id and path of the row that is kept."""
        kept = self._rows("fates", copy["kept_shard"], copy["kept_row"])
        about = {"kept_id": kept[0]["id"], "kept_path": kept[0]["path"]} if kept else {}
        return {**copy, **about}

    def _named(self, shard: str, row: int) -> str:
        """A row with its path."""
        fate = self._rows("fates", shard, row)
        return f"{shard}#row={row}" + (f"  {fate[0]['path']}" if fate else "")

    def _copies_of(self, shard: str, row: int, step: str) -> list[tuple[str, int]]:
        """The rows that a step has dropped for this one."""
        where = [("kept_shard", "=", shard), ("kept_row", "=", row), ("step", "=", step)]
        if step not in self._copying:
            return []
        return [
            (other, one["row"])
            for other in self.shards
            for one in self._read("copies", other, where)
        ]

    @property
    def _copying(self) -> set[str]:
        return {one["id"] for one in self.manifest.get("steps", ()) if one.get("copies")}


def outputs_of(manifest: Mapping[str, Any]) -> list[str]:
    """Folders of the outputs beside the rows that are kept."""
    named = [step["settings"].get("name") for step in manifest["pipeline"]["steps"]]
    return [OUTPUT + name for name in named if name]
