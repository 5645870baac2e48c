"""Failures of all rules of an audit: rows that each drops, alone or beside others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rulekit.analysis.ending import Ending, endings, flags
from rulekit.audit.read_tables import AuditTables

if TYPE_CHECKING:
    from numpy import ndarray

COUNTS = ("drop", "error", "only_reason", "only_reason_bytes", "flagged")  # those of core.tally
MORE = ("bytes", "alone", "alone_bytes")


@dataclass(frozen=True)
class Failures:
    """Counts of rows by language and by cause, which is a rule or a word of CAUSES.

    Each count is an array of whole numbers, a row for each of `groups` and a column for each of
    `causes`; both are sorted. `drop`, `error`, `only_reason`, `only_reason_bytes` and `flagged`
    are as the audit's own tally has them. `bytes` are of the rows that a cause drops or makes
    errors. `alone` counts rows that nothing else drops, not even what follows from it: so many more
    are kept without it, unless their score is too low. `together` counts dropped rows by two
    causes that both drop them, and on its diagonal by one. `rows` are all candidates of a group,
    `kept` and `dropped` those that ended so.
    """

    groups: tuple[str, ...]
    causes: tuple[str, ...]
    rows: ndarray
    kept: ndarray
    dropped: ndarray
    drop: ndarray
    error: ndarray
    only_reason: ndarray
    only_reason_bytes: ndarray
    flagged: ndarray
    bytes: ndarray
    alone: ndarray
    alone_bytes: ndarray
    together: ndarray

    @cached_property
    def totals(self) -> dict[str, dict[str, int]]:
        """The counts of each cause over all groups, by their names."""
        sums = {name: getattr(self, name).sum(axis=0).tolist() for name in (*COUNTS, *MORE)}
        return {
            cause: {name: numbers[place] for name, numbers in sums.items()}
            for place, cause in enumerate(self.causes)
        }

    def in_group(self, cause: str) -> dict[str, dict[str, int]]:
        """The counts of a cause in each group where it has some."""
        place = self.causes.index(cause)
        found = {
            group: {name: int(getattr(self, name)[at, place]) for name in (*COUNTS, *MORE)}
            for at, group in enumerate(self.groups)
        }
        return {group: counts for group, counts in found.items() if any(counts.values())}

    def overlap(self, cause: str) -> list[tuple[str, int]]:
        """Other causes of rows that this one drops, with the number of those rows, most first."""
        counts = self.together[self.causes.index(cause)].tolist()
        others = [
            (other, count)
            for other, count in zip(self.causes, counts, strict=True)
            if count and other != cause
        ]
        return sorted(others, key=lambda pair: (-pair[1], pair[0]))


def failures_of(audit: AuditTables) -> Failures:
    """Count over all rows of an audit."""
    ended, flagged = [*endings(audit)], [*flags(audit)]
    groups = sorted({one.group for one in ended})
    causes = sorted(
        {cause for one in ended for cause in one.decided_by} | {rule for _, rule, _ in flagged}
    )
    return _counted(groups, causes, ended, flagged)


def _counted(
    groups: list[str],
    causes: list[str],
    ended: Iterable[Ending],
    flagged: Iterable[tuple[str, str, int]],
) -> Failures:
    import numpy as np

    at = {group: place for place, group in enumerate(groups)}
    of = {cause: place for place, cause in enumerate(causes)}
    shape = (len(groups), len(causes))
    counts: dict[str, Any] = {name: np.zeros(shape, np.int64) for name in (*COUNTS, *MORE)}
    totals: dict[str, Any] = {
        name: np.zeros(len(groups), np.int64) for name in ("keep", "drop", "error")
    }
    together = np.zeros((len(causes), len(causes)), np.int64)
    for one in ended:
        place, decided = at[one.group], [of[cause] for cause in one.decided_by]
        totals[one.decision][place] += one.rows
        if one.decision != "keep":
            counts[one.decision][place, decided] += one.rows
        counts["bytes"][place, decided] += one.bytes
        if one.decision == "drop":
            together[np.ix_(decided, decided)] += one.rows
        for name, few in (("only_reason", one.reasons), ("alone", one.decided_by)):
            if len(few) == 1:
                counts[name][place, of[few[0]]] += one.rows
                counts[f"{name}_bytes"][place, of[few[0]]] += one.bytes
    for group, rule, rows in flagged:
        counts["flagged"][at[group], of[rule]] += rows
    kept, dropped = totals["keep"], totals["drop"]
    rows = kept + dropped + totals["error"]
    names = tuple(groups), tuple(causes)
    return Failures(*names, rows, kept, dropped, together=together, **counts)
