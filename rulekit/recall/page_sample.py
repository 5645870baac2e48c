"""Samples of pages for people to look at: drawn by a hash, with a piece of their text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heappush, heappushpop
from typing import NamedTuple

from rulekit.core.utf8 import without_surrogates
from rulekit.recall.score_table import ScoredPage
from rulekit.recall.web_corpus import WebCorpus

TAKEN, NOT_TAKEN = 5, 3  # samples of a prefix
EXCERPT = 160  # characters of a text
AROUND = 4_000  # characters of it in which they are looked for, as most may be blanks


class PageSample(NamedTuple):
    """A page, whether it is taken, and a piece of its text, if that is known."""

    url: str
    taken: bool
    excerpt: str = ""


class Drawn(NamedTuple):
    """A page that may be a sample, by the hash of its address."""

    draw: int
    url: str
    shard: str
    row: int


@dataclass
class SamplePile:
    """The samples of a prefix: of its pages those with the smallest hashes of their addresses."""

    taken: list[Drawn] = field(default_factory=list)
    others: list[Drawn] = field(default_factory=list)

    def add(self, page: Drawn, *, taken: bool) -> None:
        """Look at a page."""
        pile, most = (self.taken, TAKEN) if taken else (self.others, NOT_TAKEN)
        if page.url not in (one.url for one in pile):
            (heappush if len(pile) < most else heappushpop)(pile, page)

    @property
    def rows(self) -> list[tuple[str, int]]:
        """Shards and rows of the samples."""
        return [(one.shard, one.row) for one in (*self.taken, *self.others)]

    def samples(self, texts: Mapping[tuple[str, int], str]) -> tuple[PageSample, ...]:
        """The samples, those that are taken first."""
        return tuple(
            PageSample(one.url, taken, texts.get((one.shard, one.row), ""))
            for taken, pile in ((True, self.taken), (False, self.others))
            for one in sorted(pile, reverse=True)
        )


def drawn(page: ScoredPage) -> Drawn:
    """A page as piles of samples take it."""
    draw = -int.from_bytes(hashlib.sha256(page.url.encode()).digest())
    return Drawn(draw, page.url, page.shard, page.row)


def excerpts(corpus: WebCorpus, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Pieces of the texts of rows, by shard and row."""
    found: dict[tuple[str, int], str] = {}
    by_shard: dict[str, set[int]] = {}
    for name, row in wanted:
        by_shard.setdefault(name, set()).add(row)
    for shard in corpus.shards:
        left = by_shard.get(shard.name, set())
        for page in corpus.pages(shard, Counter()) if left else ():
            if page.row in left:
                found[shard.name, page.row] = _excerpt(page.text)
                left.discard(page.row)
            if not left:
                break
    return found


def _excerpt(text: str) -> str:
    """A piece of a text, from a third of it on: it begins with what all pages of a site have."""
    start = len(text) // 3 if len(text) > 2 * EXCERPT else 0
    words = " ".join(text[start : start + AROUND].split())
    cut = words if len(words) < EXCERPT else f"{words[: EXCERPT - 1]}…"
    return without_surrogates(f"…{cut}" if start else cut)
