"""All rules of an audit side by side: what each does that no other does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from rulekit.analysis.failures import Failures
from rulekit.analysis.label import LabelledRows
from rulekit.analysis.precision import Quality
from rulekit.core.verdict import CAUSES


@dataclass(frozen=True)
class RankedRule:
    """A rule among the others of an audit.

    `dropped` rows it drops, `only_reason` of them have no other reason than it and what follows
    from it; `overlap` is the share of the others, and `beside` the rule that drops most of its rows
    as well, `beside_rows` of them. `kept` rows more, of `kept_bytes`, would stay without the rule.
    `quality` is of labelled rows that it drops; None without labels.
    """

    rule: str
    dropped: int
    only_reason: int
    only_reason_bytes: int
    bytes: int
    flagged: int
    overlap: float
    beside: str
    beside_rows: int
    kept: int
    kept_bytes: int
    quality: Quality | None = None

    def record(self) -> dict[str, Any]:
        """The rule as plain data."""
        found = asdict(self)
        del found["quality"]
        if self.quality:
            derived = {
                name: getattr(self.quality, name) for name in ("precision", "at_least", "recall")
            }
            found["labels"] = asdict(self.quality) | derived
        return found


def _precision(one: RankedRule) -> tuple[float, int]:
    """The least precise first, then those that no label speaks of."""
    known = one.quality.precision if one.quality else None
    return (2.0 if known is None else known), -one.dropped


Key = Callable[[RankedRule], Any]
SORTS: Mapping[str, Key] = {
    "only-reason": lambda one: (-one.only_reason, -one.dropped),
    "dropped": lambda one: -one.dropped,
    "bytes": lambda one: -one.only_reason_bytes,
    "kept": lambda one: -one.kept,
    "overlap": lambda one: (-one.overlap, -one.dropped),
    "precision": _precision,
    "rule": lambda one: one.rule,
}


def ranked(
    failures: Failures,
    rules: Iterable[str],
    labelled: LabelledRows | None = None,
    sort: str = "only-reason",
) -> list[RankedRule]:
    """The rules in an order of SORTS, those too that drop nothing; equal ones by their ids."""
    found = [_ranked(failures, rule, labelled) for rule in {*rules, *failures.causes} - {*CAUSES}]
    return sorted(found, key=lambda one: (SORTS[sort](one), one.rule))


def _ranked(failures: Failures, rule: str, labelled: LabelledRows | None) -> RankedRule:
    counts = failures.totals.get(rule)
    quality = None if labelled is None else _quality(rule, labelled)
    if counts is None:
        return RankedRule(rule, 0, 0, 0, 0, 0, 0.0, "", 0, 0, 0, quality)
    dropped, only = counts["drop"], counts["only_reason"]
    beside, rows = next(iter(failures.overlap(rule)), ("", 0))
    return RankedRule(
        rule,
        dropped,
        only,
        counts["only_reason_bytes"],
        counts["bytes"],
        counts["flagged"],
        (dropped - only) / dropped if dropped else 0.0,
        beside,
        rows,
        counts["alone"],
        counts["alone_bytes"],
        quality,
    )


def _quality(rule: str, labelled: LabelledRows) -> Quality:
    pairs = zip(labelled.decided_by, labelled.keep.tolist(), strict=True)
    kept = [keep for decided_by, keep in pairs if rule in decided_by]
    return Quality(len(kept), kept.count(False), int((~labelled.keep).sum()))
