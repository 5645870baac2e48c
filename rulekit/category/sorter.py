"""Sorting texts into categories."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from rulekit.ask.request import canonical
from rulekit.category.asked import AskedLikeness
from rulekit.category.hashed import HashedLikeness
from rulekit.spec.categories import CategoriesSpec, CategorySpec


class Sorted(NamedTuple):
    """The category of a text, "" for none, how near it is, and by whom: `hashed`, or a model."""

    name: str
    similarity: float
    by: str


class Sorter:
    """Sorts texts into the categories of a file; `journal` is the folder of asked embeddings.

    A text whose nearest category is under the file's floor, or not near at all, is in none; of two
    that are equally near, the first in the file has it. Texts of blanks are in none, and nobody is
    asked about them.
    """

    def __init__(self, spec: CategoriesSpec, journal: Path) -> None:
        self.spec = spec
        descriptions = [described(one) for one in spec.tasks]
        self.likeness: HashedLikeness | AskedLikeness = (
            AskedLikeness(spec.by, descriptions, journal)
            if spec.by
            else HashedLikeness(descriptions)
        )

    def sort(self, texts: Iterable[str]) -> list[Sorted]:
        """The category of each text, in their order.

        Raises UsageError where embeddings are asked for and one cannot be had; those that were had
        are kept, and the next call goes on.
        """
        given = list(texts)
        asked = [text for text in given if text.strip()]
        found = iter([*self.likeness.similarities(asked)])
        return [self._nearest(next(found) if text.strip() else [0.0]) for text in given]

    def told(self) -> dict[str, Any]:
        """All that the categories hang on, for a manifest; the same when nothing is asked anew."""
        whole = self.spec.model_dump(include={"by", "floor", "tasks"})
        return {
            "categories": self.spec.categories,
            "sha256": hashlib.sha256(canonical(whole)).hexdigest(),
            "by": self.likeness.by,
            **self.likeness.told(),
        }

    def _nearest(self, similarities: list[float]) -> Sorted:
        best = max(similarities)
        if best <= 0 or best < self.spec.floor:
            return Sorted("", best, self.likeness.by)
        return Sorted(self.spec.tasks[similarities.index(best)].name, best, self.likeness.by)


def described(category: CategorySpec) -> str:
    """A category in words: its name and its description."""
    return f"{category.name.replace('-', ' ')}: {category.description}"
