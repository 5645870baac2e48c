"""Which samples are taken: by the cosine to the mean of the strong ones, in each category."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rulekit.influence.comparison import DIGITS, Comparison, Measures, beside, compare

if TYPE_CHECKING:
    from rulekit.influence.rank import Numbers

Line = dict[str, Any]
TAKEN, LEFT = "selected", "left"
STRONG, UNREAD, ALONE = "strong", "unread", "no strong sample"


@dataclass
class Targets:
    """The mean direction of the strong samples of each category."""

    sums: dict[str, Numbers] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @staticmethod
    def of(lines: Iterable[Line]) -> Targets:
        """Those of strong samples' lines."""
        found = Targets()
        for line in lines:
            if line["vector"] is not None:
                name, direction = line["category"], line["vector"] * line["step"]
                found.sums[name] = found.sums.get(name, 0.0) + direction
                found.counts[name] = found.counts.get(name, 0) + 1
        return found

    def influence(self, line: Line) -> float | None:
        """The cosine of a line to its category's mean; None where there is no such mean."""
        import numpy as np

        target, vector = self.sums.get(line["category"]), line["vector"]
        if target is None or vector is None:
            return None
        size = float(np.linalg.norm(target) * np.linalg.norm(vector))
        return round(float(target @ vector) / size, DIGITS) if size else 0.0


def scored(lines: Iterable[Line], targets: Targets, strong: Iterable[str] = ()) -> list[Line]:
    """Lines without their vectors, with `influence` and the `outcome` of those that have none.

    `strong` are hashes of strong samples, which are not selected once more.
    """
    known, found = frozenset(strong), []
    for line in lines:
        outcome, influence = "", targets.influence(line)
        if line["trouble"]:
            outcome = UNREAD
        elif line["sha256"] in known:
            outcome = STRONG
        elif influence is None:
            outcome = ALONE
        del line["vector"]
        found.append(line | {"influence": influence, "outcome": outcome, "rank": None})
    return found


def select(lines: Sequence[Line], top: int) -> dict[str, Any]:
    """Say of each line whether it is selected, and of each category how the selection is.

    In each category the `top` by influence are; of equal ones the first.
    """
    told = {}
    for name in sorted({line["category"] for line in lines if not line["outcome"]}):
        mine = [line for line in lines if line["category"] == name and not line["outcome"]]
        ordered = sorted(mine, key=lambda line: -line["influence"])
        for rank, line in enumerate(ordered, 1):
            line |= {"rank": rank, "outcome": TAKEN if rank <= top else LEFT}
        counts = {"samples": len(mine), "selected": min(top, len(mine))}
        told[name] = counts | beside(measures_of(mine), top)
    return told


def check(held_out: Sequence[Line], lines: Sequence[Line]) -> Comparison:
    """Whether influence tells strong samples that were held out from candidates like them.

    Like them is: as hard and as long, of their category's samples.
    """
    import numpy as np

    wanted = [line for line in held_out if line["influence"] is not None]
    names = {line["category"] for line in wanted}
    others = [one for one in lines if one["rank"] is not None and one["category"] in names]
    kinds = np.array([True] * len(wanted) + [False] * len(others), bool)
    return compare(measures_of([*wanted, *others]), kinds)


def measures_of(lines: Sequence[Mapping[str, Any]]) -> Measures:
    """The columns of lines that are compared."""
    import numpy as np

    names = ("influence", "loss", "norm", "tokens")
    return Measures(*(np.array([line[name] for line in lines], np.float64) for name in names))
