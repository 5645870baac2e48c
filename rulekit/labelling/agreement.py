"""Readers beside each other: how far their labels agree, by chance or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from rulekit.labelling.label import KEEP, UNDECIDED, ReaderLabel, latest

Pair = tuple[ReaderLabel, ReaderLabel]


class Agreement(NamedTuple):
    """Files that two readers decided, those decided alike, and Cohen's kappa of the decisions.

    `kappa` is None where chance alone would have them agree on all. `undecided` are the files that
    both read, and that one of them at least did not decide.
    """

    decided: int
    alike: int
    kappa: float | None
    undecided: int

    @staticmethod
    def of(pairs: Iterable[Pair]) -> Agreement:
        """The agreement of two readers on files that both have read."""
        words = [(one.label, other.label) for one, other in pairs]
        decided = [pair for pair in words if UNDECIDED not in pair]
        alike = sum(one == other for one, other in decided)
        return Agreement(len(decided), alike, kappa(decided), len(words) - len(decided))


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (1960): agreement beyond chance over what chance leaves; None over nothing."""
    if not pairs:
        return None
    total = len(pairs)
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    observed = sum(one == other for one, other in pairs) / total
    expected = sum(ones[word] * others[word] for word in ones) / total**2
    return (observed - expected) / (1 - expected) if expected < 1 else None


@dataclass(frozen=True)
class Readers:
    """The labels of readers by file, the last of each; `replaced` are those said anew later."""

    labels: Mapping[str, Mapping[str, ReaderLabel]]
    replaced: int = 0

    @staticmethod
    def of(labels: Sequence[ReaderLabel]) -> Readers:
        """The readers of some labels, in the order of their names."""
        last = latest(labels)
        found: dict[str, dict[str, ReaderLabel]] = {
            name: {} for name in sorted({who for who, _ in last})
        }
        for (who, file), label in last.items():
            found[who][file] = label
        return Readers(found, len(labels) - len(last))

    def counts(self) -> Iterator[tuple[str, int, int, int, int, int, int]]:
        """Of each reader: files, keeps, drops, undecided, of low confidence, and not blind."""
        for who, labels in self.labels.items():
            words = Counter(one.label for one in labels.values())
            low = sum(one.confidence == "low" for one in labels.values())
            seen = sum(one.blind is False for one in labels.values())
            keep, undecided = words[KEEP], words[UNDECIDED]
            yield who, len(labels), keep, words["drop"], undecided, low, seen

    def pairs(self) -> Iterator[tuple[str, str, list[Pair]]]:
        """Every two readers, with their labels of the files that both have read."""
        for one, other in combinations(self.labels, 2):
            mine, others = self.labels[one], self.labels[other]
            yield one, other, [(mine[file], others[file]) for file in mine if file in others]

    def agreements(self) -> Iterator[tuple[tuple[str, str, str], Agreement]]:
        """Every two readers with a language, and their agreement there; "" for all of them."""
        for one, other, pairs in self.pairs():
            yield (one, other, ""), Agreement.of(pairs)
            languages = {pair[0].language or "unknown" for pair in pairs}
            for language in sorted(languages) if len(languages) > 1 else ():
                some = [pair for pair in pairs if (pair[0].language or "unknown") == language]
                yield (one, other, language), Agreement.of(some)

    def disagreements(self) -> list[list[ReaderLabel]]:
        """The labels of each file that readers decided otherwise, by path."""
        files: dict[str, list[ReaderLabel]] = {}
        for labels in self.labels.values():
            for file, label in labels.items():
                files.setdefault(file, []).append(label)
        split = [
            some for some in files.values() if len({one.label for one in some} - {UNDECIDED}) > 1
        ]
        return sorted(split, key=lambda some: (some[0].path, some[0].sha256))
