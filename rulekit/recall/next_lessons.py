"""New lessons: pages of which people's prefixes say otherwise than the model did."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import chain, zip_longest

from rulekit.recall.annotation import Annotation, AnnotationFile
from rulekit.recall.domain import Domains
from rulekit.recall.lesson import Lesson
from rulekit.recall.score_table import ScoredPage

Found = tuple[Annotation, ScoredPage]


@dataclass
class NextLessons:
    """Looks at the pages of a round for the lessons of the next, `most` of either label.

    Pages of domains that are held out are passed over.
    """

    annotations: AnnotationFile
    domains: Domains
    limit: float
    most: int
    known: Collection[str]  # hashes of pages that are lessons
    found: int = 0  # pages that are taken, or under a prefix that is wanted
    missed: dict[str, Found] = field(default_factory=dict)
    wrong: dict[str, Found] = field(default_factory=dict)

    def look(self, pages: Iterable[ScoredPage]) -> NextLessons:
        """Look at the pages of a round."""
        for page in pages:
            if not page.held_out:
                self._look(page)
        return self

    def _look(self, page: ScoredPage) -> None:
        line = self.annotations.of(page.address, self.domains)
        is_taken = page.score >= self.limit
        self.found += line.wanted if line else is_taken
        if line is None or line.wanted is is_taken or page.sha256 in self.known:
            return
        (self.missed if line.wanted else self.wrong).setdefault(page.sha256, (line, page))

    @property
    def new(self) -> int:
        """Pages under wanted prefixes that the model missed, each text once."""
        return len(self.missed.keys() - self.wrong.keys())

    @property
    def share(self) -> float:
        """Share of these among all that are found."""
        return self.new / self.found if self.found else 0.0

    def lessons(self, number: int) -> list[Lesson]:
        """The new lessons of a round of this number, by their hashes."""
        both = self.missed.keys() & self.wrong.keys()
        chosen = [*_dealt(self.missed, both, self.most), *_dealt(self.wrong, both, self.most)]
        made = [
            Lesson(page.sha256, page.url, page.domain, line.wanted, line.said, number)
            for line, page in chosen
        ]
        return sorted(made, key=lambda one: one.sha256)


def _dealt(found: dict[str, Found], but: Collection[str], most: int) -> list[Found]:
    """So many of the pages, evenly from each line, those with the smallest hashes first."""
    piles: dict[int, list[Found]] = {}
    for sha256 in sorted(found.keys() - but):
        piles.setdefault(found[sha256][0].line, []).append(found[sha256])
    dealt = chain.from_iterable(zip_longest(*(piles[line] for line in sorted(piles))))
    return [one for one in dealt if one is not None][:most]
