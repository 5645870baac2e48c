"""Counts of pages by domain and by prefix: where so many are taken that people are asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rulekit.analysis.precision import wilson
from rulekit.recall.domain import Domains
from rulekit.recall.page_sample import SamplePile, drawn, excerpts
from rulekit.recall.prefix_count import ROOT, Place, PrefixCount, places_of
from rulekit.recall.prefix_search import PlaceOf, PrefixSearch
from rulekit.recall.score_table import ScoredPage
from rulekit.recall.web_corpus import WebCorpus
from rulekit.spec.recall import RecallDomains

NEAR = 5  # domains just under the bar that are shown

Pages = Callable[[], Iterable[ScoredPage]]


@dataclass(frozen=True)
class CrawlCount:
    """Counts the pages that reach a limit; `pages` gives them, from the first, at each call."""

    pages: Pages
    limit: float
    asked: RecallDomains
    domains: Domains

    def rows(self, corpus: WebCorpus | None = None) -> list[PrefixCount]:
        """All domains, those that are asked about first, each with its prefixes to look at.

        With a corpus, samples of what people are shown have a piece of their texts.
        """
        by_domain = self._counted(lambda page: (page.domain, page.domain, ROOT))
        search = PrefixSearch(self.asked, self._counted)
        for one in by_domain:
            search.begin(one)
        shown = search.run()
        near = self._near([*by_domain, *search.others], shown)
        found: dict[str, list[PrefixCount]] = {}
        for one in sorted({*shown, *near} - {*by_domain}, key=lambda one: one.place):
            found.setdefault(one.domain, []).append(one)
        rows = [
            row
            for one in sorted(by_domain, key=_order)
            for row in (one, *found.get(one.domain, ()))
        ]
        return self._with_samples([one._replace(near=one in near) for one in rows], corpus)

    def _counted(self, place_of: PlaceOf) -> list[PrefixCount]:
        """Counts of the pages by their places; pages that have none are passed over."""
        counted: Counter[Place] = Counter()
        taken: Counter[Place] = Counter()
        for page in self.pages():
            if place := place_of(page):
                counted[place] += 1
                taken[place] += page.score >= self.limit
        return [
            PrefixCount(
                *place,
                pages=pages,
                taken=taken[place],
                bound=(bound := wilson(taken[place], pages) or 0.0),
                asks=pages >= self.asked.pages and bound > self.asked.share,
                held_out=self.domains.is_held_out(place[0]),
            )
            for place, pages in sorted(counted.items())
        ]

    def _near(self, rows: Iterable[PrefixCount], shown: Iterable[PrefixCount]) -> list[PrefixCount]:
        """The rows just under the bar, the nearest of a domain that nobody is asked about."""
        asked = {one.domain for one in (*rows, *shown) if one.asks}
        best: dict[str, PrefixCount] = {}
        for one in sorted(rows, key=lambda one: -one.bound):
            is_near = one.pages >= self.asked.pages and one.bound >= self.asked.share / 2
            if is_near and one.domain not in asked:
                best.setdefault(one.domain, one)
        return sorted(best.values(), key=lambda one: (-one.bound, one.domain))[:NEAR]

    def _with_samples(self, rows: list[PrefixCount], corpus: WebCorpus | None) -> list[PrefixCount]:
        piles = {one.place: SamplePile() for one in rows if one.pages >= self.asked.pages}
        large = {place[0] for place in piles}
        for page in self.pages():
            if page.domain not in large:
                continue
            sample = drawn(page)
            for place in places_of(page):
                if place in piles:
                    piles[place].add(sample, taken=page.score >= self.limit)
        looked = {one.domain for one in rows if one.asks or one.near}
        wanted = [row for place, pile in piles.items() if place[0] in looked for row in pile.rows]
        texts = excerpts(corpus, wanted) if corpus else {}
        return [
            one._replace(samples=piles[one.place].samples(texts)) if one.place in piles else one
            for one in rows
        ]


def _order(one: PrefixCount) -> tuple[bool, int, str]:
    return not one.asks, -one.taken, one.domain
