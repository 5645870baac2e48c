"""Lines of the table of a step `score`: what came of a part of a group, and what stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]


@dataclass
class ScoreLine:
    """A part of a group: its scores from `low` on and under `high`, None for without end.

    `target` is what was asked for, in rows or bytes, None where nothing was; rows with a hash up to
    `cutoff` stay, "" for all and None for none. `rows` and `before` came, `kept` and `after` stay.
    """

    part: str
    low: float | None = None
    high: float | None = None
    rows: int = 0
    before: int = 0
    target: int | None = None
    cutoff: str | None = ""
    kept: int = 0
    after: int = 0

    @property
    def as_json(self) -> Mapping[str, Any]:
        """The line as plain data."""
        return asdict(self)


class KeptPart(NamedTuple):
    """Arrays of rows: the number of the line that each is in, whether it stays, its bytes."""

    line: Array
    stays: Array
    size: Array


def count_kept(lines: Sequence[ScoreLine], parts: Iterable[KeptPart]) -> None:
    """Count the rows and bytes that come to lines, and those that stay."""
    import numpy as np

    found = np.zeros((4, len(lines)), np.int64)
    for at, stays, size in parts:
        kept = stays.astype(np.int64)
        for count, each in zip(found, (np.ones_like(kept), size, kept, size * kept), strict=True):
            np.add.at(count, at, each)
    for line, counts in zip(lines, found.T.tolist(), strict=True):
        line.rows, line.before, line.kept, line.after = counts


def cutoff_before(key: int | None) -> str | None:
    """The highest hash under a boundary: "" for all of them, None for none."""
    if key is None:
        return ""
    return f"{key - 1:016x}" if key else None


def is_within(drawn: int, cutoff: str | None) -> bool:
    """True if a hash is not over the cutoff."""
    return cutoff == "" or (cutoff is not None and f"{drawn:016x}" <= cutoff)
