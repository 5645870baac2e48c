"""How a seed fits a corpus: the labelled pages, and labels without one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from rulekit.errors import did_you_mean
from rulekit.recall.address import without_port
from rulekit.recall.lesson import Lesson
from rulekit.recall.recipe import Recipe
from rulekit.recall.seed import BY_MODEL, Seed, SeedLabel, page_key
from rulekit.recall.web_corpus import WebCorpus, WebPage

NEAR = 10_000  # domains among which the nearest to a wrong one is looked for
NAMED = 5  # domains that are held out, of which it is told


@dataclass
class SeedFit:
    """The lessons that the pages of a corpus give by a seed."""

    seed: Seed
    lessons: dict[str, Lesson] = field(default_factory=dict)  # by the hash of the text
    used: set[str] = field(default_factory=set)
    contradicting: set[str] = field(default_factory=set)  # hashes of texts

    @staticmethod
    def of(corpus: WebCorpus, recipe: Recipe, seed: Seed) -> SeedFit:
        """Look at all pages; raises SpecError for domains that are held out and not there."""
        fit, there = SeedFit(seed), set[str]()
        for shard in corpus.shards:
            for page in corpus.pages(shard, Counter()):
                domain = recipe.domains.of(page.address.host)
                there.add(without_port(domain))
                fit.look(page, domain, held_out=recipe.domains.is_held_out(domain))
        _check_held_out(recipe, there)
        return fit

    def look(self, page: WebPage, domain: str, *, held_out: bool) -> None:
        """Look at a page; of pages with the same text the first gives the lesson."""
        labels = [
            self.seed.labels[key]
            for key in (page.sha256, page_key(page.url))
            if key in self.seed.labels
        ]
        if not labels:
            return
        self.used |= {one.key for one in labels}
        label = min(labels, key=lambda one: one.by == BY_MODEL)
        lesson = self.lessons.setdefault(
            page.sha256,
            Lesson(page.sha256, page.url, domain, label.keep, label.by, held_out=held_out),
        )
        said = {one.keep for one in labels if one.by != BY_MODEL}
        is_unclear = any(one.key in self.seed.contradicting for one in labels)
        if is_unclear or len(said) > 1 or lesson.keep is not label.keep:
            self.contradicting.add(page.sha256)

    @property
    def found(self) -> list[Lesson]:
        """The lessons, by their hashes."""
        return [self.lessons[key] for key in sorted(self.lessons)]

    @property
    def absent(self) -> list[SeedLabel]:
        """The labels that fit no page."""
        return [one for key, one in self.seed.labels.items() if key not in self.used]

    @property
    def told(self) -> Mapping[str, Any]:
        """The counts, with an address of a label without a page, and domains that are held out."""
        held_out = Counter(one.domain for one in self.lessons.values() if one.held_out)
        first = sorted(held_out.items(), key=lambda one: (-one[1], one[0]))[:NAMED]
        return {
            "labels": len(self.seed.labels),
            "without_a_page": len(self.absent),
            "example": self.absent[0].page if self.absent else "",
            "contradicting": len(self.contradicting),
            "held_out": dict(first),
            "held_out_more": len(held_out) - len(first),
        }


def _check_held_out(recipe: Recipe, there: Collection[str]) -> None:
    """Raise SpecError for a domain that is to be held out and has no page."""
    for place, domain in enumerate(recipe.domains.listed):
        if domain not in there:
            near = did_you_mean(domain, sorted(there)[:NEAR])
            at = ("held_out", "domains", place)
            raise recipe.problem(f"no page is of the domain `{domain}`{near}", at)
