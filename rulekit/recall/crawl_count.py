"""Counts of pages by domain and by prefix: where so many are taken that people are asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from rulekit.analysis.precision import wilson
from rulekit.recall.domain import Domains
from rulekit.recall.page_sample import PageSample, SamplePile, excerpts
from rulekit.recall.score_table import ScoredPage
from rulekit.recall.web_corpus import WebCorpus
from rulekit.spec.recall import RecallDomains

DEPTH = 8  # folders of a path that are looked into
NEAR = 5  # domains just under the bar that are shown
ROOT = "/"

Pages = Callable[[], Iterable[ScoredPage]]
Place = tuple[str, str, str]  # a domain; host and path of a prefix


class PrefixCount(NamedTuple):
    """Pages of a domain, or under a prefix of it, and those of them that are taken.

    `bound` is the lower end of the 95% interval of the share, after Wilson. `asks` is true where
    people are asked, `near` where they would be of a little more. `samples` are some of the pages.
    """

    domain: str
    host: str
    path: str
    pages: int
    taken: int
    bound: float
    asks: bool
    held_out: bool
    near: bool = False
    samples: tuple[PageSample, ...] = ()

    @property
    def place(self) -> Place:
        """The domain; host and path of the prefix."""
        return self.domain, self.host, self.path

    @property
    def is_domain(self) -> bool:
        """True for all of a domain."""
        return (self.host, self.path) == (self.domain, ROOT)

    @property
    def share(self) -> float:
        """Share of the pages that are taken."""
        return self.taken / self.pages

    @property
    def prefix(self) -> str:
        """The prefix as a line of annotations names it."""
        return f"https://{self.host}{self.path}"


LEAST = PrefixCount("", "", ROOT, 0, 0, bound=0.0, asks=False, held_out=False)


@dataclass(frozen=True)
class CrawlCount:
    """Counts the pages that reach a limit; `pages` gives them, from the first, at each call."""

    pages: Pages
    limit: float
    asked: RecallDomains
    domains: Domains

    def rows(self, corpus: WebCorpus | None = None) -> list[PrefixCount]:
        """All domains, those that are asked about first, each with its prefixes to look at.

        With a corpus, samples of what people are shown have the first words of their texts.
        """
        by_domain = self._counted(lambda page: (page.domain, page.domain, ROOT))
        search = _Search(self.asked, self._counted)
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

    def _counted(self, place_of: Callable[[ScoredPage], Place | None]) -> list[PrefixCount]:
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
        best: dict[str, PrefixCount] = {}
        asked = {one.domain for one in (*rows, *shown) if one.asks}
        for one in rows:
            if one.pages < self.asked.pages or one.bound < self.asked.share / 2:
                continue
            if one.domain not in asked and one.bound > (best.get(one.domain) or LEAST).bound:
                best[one.domain] = one
        return sorted(best.values(), key=lambda one: (-one.bound, one.domain))[:NEAR]

    def _with_samples(self, rows: list[PrefixCount], corpus: WebCorpus | None) -> list[PrefixCount]:
        piles = {one.place: SamplePile() for one in rows if one.pages >= self.asked.pages}
        large = {place[0] for place in piles}
        for page in self.pages():
            for place in _places(page) if page.domain in large else ():
                if (pile := piles.get(place)) is not None:
                    pile.add(page, taken=page.score >= self.limit)
        looked = {one.domain for one in rows if one.asks or one.near}
        wanted = [row for place, pile in piles.items() if place[0] in looked for row in pile.rows]
        texts = excerpts(corpus, wanted) if corpus else {}
        return [
            one._replace(samples=piles[one.place].samples(texts)) if one.place in piles else one
            for one in rows
        ]


@dataclass
class _Search:
    """Looks for prefixes, folder by folder, from the domains on.

    Of a domain that people are asked about, to show its first folders; of another, for the highest
    that stand out. A folder that has the counts of what it is in says nothing more, and is passed.
    """

    asked: RecallDomains
    count: Callable[[Callable[[ScoredPage], Place | None]], list[PrefixCount]]
    others: list[PrefixCount] = field(default_factory=list)  # that do not stand out
    _open: dict[Place, PrefixCount] = field(default_factory=dict)

    def begin(self, one: PrefixCount) -> None:
        """Look into a prefix, if something to show may be in it."""
        most = max(one.taken, self.asked.pages)
        may_hide = (wilson(one.taken, most) or 0) > self.asked.share
        if one.pages >= self.asked.pages and (one.asks or may_hide):
            self._open[one.place] = one

    def run(self) -> list[PrefixCount]:
        """The prefixes to show."""
        found: list[PrefixCount] = []
        for depth in range(1, DEPTH + 1):
            if not (above := self._open):
                break
            self._open = {}
            for one in self.count(_below(above, depth)):
                if one.pages >= self.asked.pages:
                    found += self._look(one, above[_parent(one)])
        return found

    def _look(self, one: PrefixCount, above: PrefixCount) -> list[PrefixCount]:
        if (one.pages, one.taken) == (above.pages, above.taken):
            self._open[one.place] = one
        elif above.asks:
            return [one._replace(asks=False)]
        elif one.asks:
            return [one]
        else:
            self.others.append(one)
            self.begin(one)
        return []


def _below(above: Mapping[Place, PrefixCount], depth: int) -> Callable[[ScoredPage], Place | None]:
    """The place of a page at a depth, if it is in one of those above."""
    domains = {place[0] for place in above}

    def place_of(page: ScoredPage) -> Place | None:
        if page.domain not in domains:
            return None
        places = _places(page)[: depth + 1]
        return places[depth] if len(places) > depth and places[depth - 1] in above else None

    return place_of


def _places(page: ScoredPage) -> list[Place]:
    """The prefixes that a page is under: the domain, its host if that is another, its folders."""
    address, domain = page.address, page.domain
    hosts = [(domain, domain, ROOT)]
    if address.host != domain:
        hosts.append((domain, address.host, ROOT))
    return hosts + [(domain, address.host, path) for path in address.above(DEPTH)]


def _parent(one: PrefixCount) -> Place:
    """The place that a prefix is in."""
    if one.path == ROOT:
        return one.domain, one.domain, ROOT
    return one.domain, one.host, one.path[: one.path.rindex("/", 0, -1) + 1]


def _order(one: PrefixCount) -> tuple[bool, int, str]:
    return not one.asks, -one.taken, one.domain
