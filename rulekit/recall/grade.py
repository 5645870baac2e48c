"""Figures of a round on domains that it has never learned from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rulekit.analysis.precision import wilson
from rulekit.recall.annotation import AnnotationFile
from rulekit.recall.domain import Domains
from rulekit.recall.lesson import Lesson
from rulekit.recall.score_table import ScoredPage

DIGITS = 5


@dataclass
class Grade:
    """Known pages, those to keep, those that are taken, and those that are both."""

    known: int = 0
    keep: int = 0
    taken: int = 0
    right: int = 0

    def add(self, *, keep: bool, taken: bool) -> None:
        """Count a page."""
        self.known += 1
        self.keep += keep
        self.taken += taken
        self.right += keep and taken

    def figures(self) -> dict[str, Any]:
        """The counts; precision and recall with the lower ends of their 95% intervals, or None."""
        return {
            **vars(self),
            "precision": _share(self.right, self.taken),
            "precision_at_least": _least(self.right, self.taken),
            "recall": _share(self.right, self.keep),
            "recall_at_least": _least(self.right, self.keep),
        }


def _share(right: int, count: int) -> float | None:
    return round(right / count, DIGITS) if count else None


def _least(right: int, count: int) -> float | None:
    least = wilson(right, count)
    return None if least is None else round(least, DIGITS)


def held_out_figures(
    pages: Iterable[ScoredPage],
    lessons: Iterable[Lesson],
    annotations: AnnotationFile,
    domains: Domains,
    limit: float,
) -> Mapping[str, dict[str, Any]]:
    """Figures by the labels of the seed, which are the same in each round, and by prefixes.

    A page whose text has a label counts by it alone, and all pages of one text once.
    """
    labels, prefixes = Grade(), Grade()
    known = {one.sha256: one.keep for one in lessons if one.held_out}
    counted: set[str] = set()
    for page in pages:
        if not page.held_out:
            continue
        taken = page.score >= limit
        label = known.get(page.sha256)
        if label is not None:
            if page.sha256 not in counted:
                labels.add(keep=label, taken=taken)
            counted.add(page.sha256)
        elif line := annotations.of(page.address, domains):
            prefixes.add(keep=line.wanted, taken=taken)
    return {"by_labels": labels.figures(), "by_prefixes": prefixes.figures()}
