"""The search for prefixes to show: folder by folder, where something may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rulekit.analysis.precision import wilson
from rulekit.recall.prefix_count import DEPTH, Place, PrefixCount, places_of
from rulekit.recall.score_table import ScoredPage
from rulekit.spec.recall import RecallDomains

PlaceOf = Callable[[ScoredPage], Place | None]


@dataclass
class PrefixSearch:
    """Looks for prefixes, folder by folder, from the domains on.

    Of a domain that people are asked about, to show its first folders; of another, for the highest
    that stand out. A folder that has the counts of what it is in says nothing more, and is passed.
    """

    asked: RecallDomains
    count: Callable[[PlaceOf], list[PrefixCount]]
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
                    found += self._look(one, above[one.parent])
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


def _below(above: Mapping[Place, PrefixCount], depth: int) -> PlaceOf:
    """The place of a page at a depth, if it is in one of those above."""
    domains = {place[0] for place in above}

    def place_of(page: ScoredPage) -> Place | None:
        if page.domain not in domains:
            return None
        places = places_of(page)[: depth + 1]
        return places[depth] if len(places) > depth and places[depth - 1] in above else None

    return place_of
