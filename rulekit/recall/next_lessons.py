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
    """Looks at the pages of a round for the lessons of the next, `most` at the most.

    Pages of domains that are held out are passed over. A prefix that is not wanted teaches nothing:
    it may be unwanted for what is no matter of its words.
    """

    annotations: AnnotationFile
    domains: Domains
    limit: float
    most: int
    known: Collection[str]  # hashes of pages that are lessons
    found: int = 0  # pages that are taken, or under a prefix that is wanted
    missed_pages: int = 0
    missed: dict[str, Found] = field(default_factory=dict)  # by the hash of the text

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
        if line and line.wanted and not is_taken and page.sha256 not in self.known:
            self.missed_pages += 1
            self.missed.setdefault(page.sha256, (line, page))

    @property
    def share(self) -> float:
        """Share of the missed pages among all that are found."""
        return self.missed_pages / self.found if self.found else 0.0

    def lessons(self, number: int) -> list[Lesson]:
        """The new lessons of a round of this number, by their hashes."""
        made = [
            Lesson(page.sha256, page.url, page.domain, True, line.said, number)
            for line, page in self._dealt()
        ]
        return sorted(made, key=lambda one: one.sha256)

    def _dealt(self) -> list[Found]:
        """So many of the missed, evenly from each line, those with the smallest hashes first."""
        piles: dict[int, list[Found]] = {}
        for sha256 in sorted(self.missed):
            piles.setdefault(self.missed[sha256][0].line, []).append(self.missed[sha256])
        dealt = chain.from_iterable(zip_longest(*(piles[line] for line in sorted(piles))))
        return [one for one in dealt if one is not None][: self.most]
