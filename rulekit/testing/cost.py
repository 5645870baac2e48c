"""Processor time of parsing and querying, held against the bundled packs in the same run."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from rulekit.catalog.catalog import Catalog
from rulekit.core.reading import Unmeasured
from rulekit.syntax.grammar import Syntax
from rulekit.testing.sample import Sample, by_language, example_sources

SECONDS = 0.2  # of processor time that a language is measured for: a few hundred of its examples
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Cost:
    """Processor seconds per megabyte of text."""

    parse: float
    query: float

    def over(self, other: Cost) -> Cost:
        """The cost in multiples of another one."""
        return Cost(self.parse / other.parse, self.query / other.query)


def cost_of(syntax: Syntax, samples: Sequence[Sample]) -> Cost | None:
    """The cost of a language over its samples, again and again; None where there is no text."""
    texts = [sample.data for sample in samples if sample.data.strip()]
    parse = query = size = 0.0
    while texts and parse + query < SECONDS:
        for data in texts:
            start = time.process_time()
            try:
                tree = syntax.parse(data)
            except Unmeasured:
                continue
            parsed = time.process_time()
            syntax.query.run(tree.root_node, data)
            parse, query = parse + parsed - start, query + time.process_time() - parsed
            size += len(data)
        if not size:
            return None
    return Cost(parse / size * MEGABYTE, query / size * MEGABYTE) if size else None


def bundled_cost(catalog: Catalog) -> Cost | None:
    """The median cost of the languages of bundled packs, each over the examples in it."""
    costs = []
    for plugin in catalog.plugins:
        if plugin.origin == "bundled" and any(pack.languages for pack in plugin.packs):
            groups = by_language(catalog, plugin, example_sources(catalog, plugin))
            costs += [cost_of(catalog.syntaxes[name], own) for name, own in groups.items()]
    known = [one for one in costs if one and one.parse and one.query]
    if not known:
        return None
    return Cost(median(one.parse for one in known), median(one.query for one in known))


def relative_costs(catalog: Catalog, groups: Mapping[str, Sequence[Sample]]) -> dict[str, Cost]:
    """The cost of each language in multiples of the median bundled one."""
    usual = bundled_cost(catalog)
    own = {name: cost_of(catalog.syntaxes[name], samples) for name, samples in groups.items()}
    return {name: cost.over(usual) for name, cost in own.items() if cost and usual}
