"""Counts of pages by domain and by prefix: where so many are taken that people are asked."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappush, heappushpop
from typing import NamedTuple

from rulekit.analysis.precision import wilson
from rulekit.recall.domain import Domains
from rulekit.recall.score_table import ScoredPage
from rulekit.spec.recall import RecallDomains

DEPTH = 2  # folders of a path that are counted
SAMPLES = 5
ROOT = "/"

Pages = Callable[[], Iterable[ScoredPage]]
Place = tuple[str, str, str]  # a domain; host and path of a prefix


class PrefixCount(NamedTuple):
    """Pages of a domain, or under a prefix of it, and those of them that are taken.

    `bound` is the lower end of the 95% interval of the share, after Wilson. `asks` is true where
    people are asked, `samples` are addresses of pages that are taken.
    """

    domain: str
    host: str
    path: str
    pages: int
    taken: int
    bound: float
    asks: bool
    held_out: bool
    samples: tuple[str, ...] = ()

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


@dataclass(frozen=True)
class CrawlCount:
    """Counts the pages that reach a limit; `pages` gives them, from the first, at each call."""

    pages: Pages
    limit: float
    asked: RecallDomains
    domains: Domains

    def rows(self) -> list[PrefixCount]:
        """All domains, those that are asked about first, each with its prefixes to look at."""
        by_domain = self._by_domain()
        large = {one.domain for one in by_domain if one.pages >= self.asked.pages}
        by_prefix = self._by_prefix(large)
        shown = {one.domain: self._shown(one, by_prefix.get(one.domain, [])) for one in by_domain}
        rows = [row for one in sorted(by_domain, key=_order) for row in (one, *shown[one.domain])]
        samples = self._samples([one for one in rows if one.pages >= self.asked.pages])
        return [one._replace(samples=samples.get(one[:3], ())) for one in rows]

    def _by_domain(self) -> list[PrefixCount]:
        counted: Counter[Place] = Counter()
        taken: Counter[Place] = Counter()
        for page in self.pages():
            place = page.domain, page.domain, ROOT
            counted[place] += 1
            taken[place] += page.score >= self.limit
        return self._made(counted, taken)

    def _by_prefix(self, large: set[str]) -> dict[str, list[PrefixCount]]:
        counted: Counter[Place] = Counter()
        taken: Counter[Place] = Counter()
        for page in self.pages():
            if page.domain in large:
                for place in _prefixes(page):
                    counted[place] += 1
                    taken[place] += page.score >= self.limit
        found: dict[str, list[PrefixCount]] = {}
        for one in self._made(counted, taken):
            if one.pages >= self.asked.pages:
                found.setdefault(one.domain, []).append(one)
        return found

    def _made(self, counted: Mapping[Place, int], taken: Mapping[Place, int]) -> list[PrefixCount]:
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

    def _shown(self, domain: PrefixCount, prefixes: list[PrefixCount]) -> list[PrefixCount]:
        """The prefixes to look at: where a domain's pages are, or the highest that stand out."""
        if domain.asks:
            return [one._replace(asks=False) for one in prefixes if _is_first(one)]
        above: list[PrefixCount] = []
        for one in prefixes:  # by their paths: a folder is before what is in it
            inside = (one.host == a.host and one.path.startswith(a.path) for a in above)
            if one.asks and not any(inside):
                above.append(one)
        return above

    def _samples(self, rows: Iterable[PrefixCount]) -> dict[Place, tuple[str, ...]]:
        """Addresses of pages that are taken, drawn by a hash."""
        piles: dict[Place, list[tuple[int, str]]] = {one[:3]: [] for one in rows if one.taken}
        for page in self.pages():
            if page.score < self.limit:
                continue
            for place in ((page.domain, page.domain, ROOT), *_prefixes(page)):
                if (pile := piles.get(place)) is not None:
                    item = -int.from_bytes(hashlib.sha256(page.url.encode()).digest()), page.url
                    if item not in pile:
                        (heappush if len(pile) < SAMPLES else heappushpop)(pile, item)
        return {
            place: tuple(url for _, url in sorted(pile, reverse=True))
            for place, pile in piles.items()
        }


def _prefixes(page: ScoredPage) -> Iterator[Place]:
    """The prefixes that a page is counted under, the domain itself apart."""
    address = page.address
    if address.host != page.domain:
        yield page.domain, address.host, ROOT
    for path in address.above(DEPTH):
        yield page.domain, address.host, path


def _is_first(one: PrefixCount) -> bool:
    """True for a host of a domain, and for a folder of the host that is called as the domain."""
    return one.path == ROOT or (one.host == one.domain and one.path.count("/") == 2)


def _order(one: PrefixCount) -> tuple[bool, int, str]:
    return not one.asks, -one.taken, one.domain
