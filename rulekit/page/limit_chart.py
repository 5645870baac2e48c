"""The readings of a rule in bins, with a limit that can be moved from edge to edge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rulekit.analysis.histogram import histogram
from rulekit.analysis.limit import decides_alone, limits_to_try
from rulekit.analysis.rule_rows import RuleRows
from rulekit.core.rule import TOLERANCE
from rulekit.report.number import plural, quantity

if TYPE_CHECKING:
    from numpy import ndarray

BOUNDS = ("max", "min")


def limit_charts(rows: RuleRows, title: str) -> Iterator[dict[str, Any]]:
    """One chart for each end of the range that the rule asks for.

    `edges` are limits that can be chosen, the one in force at the place `at`. A maximum at edge i
    passes the bins 0 to i, a minimum the bins behind i. Each bin counts rows that are `kept`, that
    the rule drops `alone`, not even with what follows from it, and all `others`. Only rows with the
    limit that most rows have are counted; `title` says how many have another one.
    """
    import numpy as np

    for bound in BOUNDS:
        ends = rows.ends(bound)
        known, counts = np.unique(ends[np.isfinite(ends)], return_counts=True)
        if len(known):
            limit = float(known[counts.argmax()])
            some = rows.where(ends == limit)
            apart = len(rows) - len(some)
            more = f" {plural(apart, 'row')} with another limit, or none, are not in it."
            yield _chart(some, bound, limit, title + (more if apart else ""))


def _chart(rows: RuleRows, bound: str, limit: float, title: str) -> dict[str, Any]:
    import numpy as np

    bins = histogram(rows)
    edges = np.unique([*bins.low, *bins.high, *limits_to_try(rows, bound)])
    kept, alone = rows.kept, decides_alone(rows)
    parts = {"kept": kept, "alone": alone, "others": ~kept & ~alone}
    places = _places(rows.value, edges, bound)
    count = len(edges) + (bound == "min" or bool((places == len(edges)).any()))
    unit = rows.rule.signal.unit
    both = len([one for one in BOUNDS if np.isfinite(rows.ends(one)).any()]) == len(BOUNDS)
    return {
        "rule": rows.rule.id,
        "name": f"{rows.rule.id} ({'at most' if bound == 'max' else 'at least'})"
        if both
        else rows.rule.id,
        "title": title,
        "bound": bound,
        "drops": bool(rows.drops.any()),
        "edges": edges.tolist(),
        "labels": [quantity(edge, unit) for edge in edges.tolist()],
        "at": int(np.searchsorted(edges, limit)),
        **{
            name: np.bincount(places[mask], minlength=count).tolist()
            for name, mask in parts.items()
        },
    }


def _places(values: ndarray, edges: ndarray, bound: str) -> ndarray:
    """The bin of each value; on an edge it is in the one that passes with a limit there."""
    import numpy as np

    if bound == "max":
        found: ndarray = np.searchsorted(edges, values - TOLERANCE, side="left")
    else:
        found = np.searchsorted(edges, values + TOLERANCE, side="right")
    return found
