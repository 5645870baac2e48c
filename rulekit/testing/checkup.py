"""A language of a pack: captures that it has, lacks and never finds, and how its texts parse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rulekit.catalog.catalog import Catalog
from rulekit.core.document import Document
from rulekit.core.position import Positions
from rulekit.core.reading import Unmeasured
from rulekit.core.rule import Rule
from rulekit.core.span import merge
from rulekit.plan.effective_rules import lacks, own_needs
from rulekit.syntax.grammar import Syntax
from rulekit.syntax.vocabulary import PARSER_CAPTURES, VOCABULARY
from rulekit.testing.sample import Sample

WORST = 5  # samples that are named, of those that hold what the grammar could not place


@dataclass(frozen=True)
class Lack:
    """A capture of the vocabulary that a language lacks, its meaning, and why: "" if unsaid.

    `rules` are the ids of the rules that cannot be measured without it.
    """

    capture: str
    meaning: str
    why: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Misparse:
    """A sample that the grammar could not place whole, and where that begins: line and column."""

    sample: str
    share: float  # of its bytes
    line: int
    column: int


@dataclass(frozen=True)
class Checkup:
    """All that can be told of a language from its queries, and from samples of it."""

    language: str
    wheel: str
    version: str
    abi: int
    queries: str
    captures: tuple[str, ...]
    lacks: tuple[Lack, ...]
    gains: tuple[str, ...]  # ids of rules
    samples: int
    size: int  # of the samples, in bytes
    never: tuple[str, ...]  # captures that no sample has
    misparsed: float  # share of the bytes of all samples
    worst: tuple[Misparse, ...]

    @property
    def unsaid(self) -> tuple[Lack, ...]:
        """Captures that the queries neither make nor name as absent."""
        return tuple(one for one in self.lacks if not one.why)


def checkup(catalog: Catalog, language: str, samples: Sequence[Sample]) -> Checkup:
    """Look at one language, whose query compiles."""
    syntax = catalog.syntaxes[language]
    kind = catalog.table.facts(language).kind
    rules = [one.rule for one in catalog.rules.values() if one.rule.applies_to(language, kind)]
    found: set[str] = set()
    misparses: list[Misparse] = []
    size = errors = 0
    for sample, document in _documents(catalog, samples):
        spans = document.captures.found
        found |= {name for name, there in spans.items() if there}
        size += len(document.data)
        if wrong := sum(span.length for span in merge(spans.get("error", ()))):
            errors += wrong
            first = Positions(document.data).evidence(min(spans["error"]))
            share = wrong / len(document.data)
            misparses.append(Misparse(sample.name, share, first.line, first.column))
    misparses.sort(key=lambda one: (-one.share, one.sample))
    return Checkup(
        language=language,
        wheel=syntax.grammar.wheel,
        version=syntax.grammar.version,
        abi=syntax.grammar.language.abi_version,
        queries=syntax.source.path,
        captures=tuple(sorted(syntax.provided)),
        lacks=tuple(_lacks(syntax, rules)),
        gains=tuple(_gains(syntax, rules)),
        samples=len(samples),
        size=size,
        never=tuple(sorted(syntax.provided - PARSER_CAPTURES.keys() - found)),
        misparsed=errors / size if size else 0.0,
        worst=tuple(misparses[:WORST]),
    )


def _gains(syntax: Syntax, rules: Sequence[Rule]) -> Iterator[str]:
    """The common rules that the captures make measurable."""
    for rule in rules:
        if not rule.languages and rule.signal.needs and not lacks(rule, syntax):
            yield rule.id


def _lacks(syntax: Syntax, rules: Sequence[Rule]) -> Iterator[Lack]:
    """Each name of the vocabulary that is not captured, with the rules that it switches off."""
    off = [rule for rule in rules if lacks(rule, syntax)]
    for name, meaning in VOCABULARY.items():
        if name not in syntax.provided:
            needing = (one.id for one in off if name in own_needs(one))
            yield Lack(name, meaning, syntax.source.left_out.get(name, ""), tuple(needing))


def _documents(catalog: Catalog, samples: Sequence[Sample]) -> Iterator[tuple[Sample, Document]]:
    """The samples as documents, without those that are over a limit of the parser."""
    for sample in samples:
        document = catalog.languages.document(str(sample.content), sample.path)
        try:
            if document is not None and document.captures:
                yield sample, document
        except Unmeasured:
            continue
