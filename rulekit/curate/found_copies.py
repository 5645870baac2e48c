"""The copies that a step has found, as an audit tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rulekit.curate.copies import CopyRecords
from rulekit.curate.pipeline import PlannedStep
from rulekit.curate.ranks import LAST

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

LOT = {"lot": "a hash of repository, path and id", "place": "a hash of its place"}


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
        here = self.found[low:high]
        rows = np.unique(np.concatenate([here["row"], here["kept"]]))
        ranks = dict(zip(rows.tolist(), self.records.ranks(rows), strict=True))
        return {int(one["row"]) - base: self._told(one, ranks) for one in here}

    def _told(self, copy: Any, ranks: Mapping[int, Any]) -> dict[str, Any]:
        shard, row = self.records.numbering.place(int(copy["kept"]))
        by, value, kept_value = self._preferred(copy, ranks)
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

    def _preferred(
        self, copy: Any, ranks: Mapping[int, Any]
    ) -> tuple[str, float | None, float | None]:
        """The column that decided, and the values of the copy and of the row that is kept."""
        preferences, by = self.records.preferences, int(copy["by"])
        if by >= len(preferences):
            return LAST[by - len(preferences)], None, None
        both = (int(ranks[int(copy[name])][f"p{by}"]) for name in ("row", "kept"))
        value, kept = (preferences[by].value(rank) for rank in both)
        return preferences[by].column, value, kept


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
