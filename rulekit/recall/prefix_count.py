"""Prefixes of addresses, the pages under them, and those of these that are taken."""

from __future__ import annotations

from typing import NamedTuple

from rulekit.recall.page_sample import PageSample
from rulekit.recall.score_table import ScoredPage

DEPTH = 8  # folders of a path that are looked into
ROOT = "/"

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

    @property
    def parent(self) -> Place:
        """The place that a prefix is in; its own for a domain."""
        if self.path == ROOT:
            return self.domain, self.domain, ROOT
        return self.domain, self.host, self.path[: self.path.rindex("/", 0, -1) + 1]


def places_of(page: ScoredPage) -> list[Place]:
    """The prefixes that a page is under: the domain, its host if that is another, its folders."""
    address, domain = page.address, page.domain
    hosts = [(domain, domain, ROOT)]
    if address.host != domain:
        hosts.append((domain, address.host, ROOT))
    return hosts + [(domain, address.host, path) for path in address.above(DEPTH)]
