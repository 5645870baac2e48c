"""Leanings of a score: how far it goes with the length of a text, comments, and English."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rulekit.core.document import Document
from rulekit.core.reading import Unmeasured
from rulekit.signals.measure import characters, share

# The ten commonest words of English, by the Oxford English Corpus: prose has them, names do not.
ENGLISH = frozenset(("the", "be", "to", "of", "and", "a", "in", "that", "is", "it", "for"))
_WORD = re.compile(r"[^\W\d_]+")
FEWEST = 10  # texts of which something is known


class Leaning(NamedTuple):
    """Rank correlation of the score with a measure, and of the labels with it: who is to blame."""

    name: str
    score: float
    label: float
    texts: int


def _comments(document: Document) -> float:
    return share(characters(document.commentary, document), len(document.text))


def _english(document: Document) -> float:
    words = [word.lower() for word in _WORD.findall(document.text)]
    return share(sum(word in ENGLISH for word in words), len(words))


MEASURED: dict[str, Callable[[Document], float]] = {
    "length": lambda document: float(len(document.text)),
    "comments": _comments,
    "English": _english,
}


def leanings(
    documents: Sequence[Document | None], scores: Sequence[float], keep: Sequence[bool]
) -> list[Leaning]:
    """The leanings towards whatever can be measured on some texts."""
    found = []
    for name, measure in MEASURED.items():
        known = [
            (value, scores[row], float(keep[row]))
            for row, document in enumerate(documents)
            if document and (value := _value(measure, document)) is not None
        ]
        if len(known) >= FEWEST:
            values, some, labels = zip(*known, strict=True)
            by_score, by_label = rank_correlation(values, some), rank_correlation(values, labels)
            found.append(Leaning(name, by_score, by_label, len(known)))
    return found


def _value(measure: Callable[[Document], float], document: Document) -> float | None:
    try:
        return measure(document)
    except Unmeasured:
        return None


def rank_correlation(some: Sequence[float], others: Sequence[float]) -> float:
    """Spearman's, ties having their mean rank; 0 where one of them is always the same."""
    one, other = _ranks(some), _ranks(others)
    mean = (len(one) - 1) / 2
    spread = math.fsum((a - mean) ** 2 for a in one) * math.fsum((b - mean) ** 2 for b in other)
    both = math.fsum((a - mean) * (b - mean) for a, b in zip(one, other, strict=True))
    return both / math.sqrt(spread) if spread else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    places: dict[float, list[int]] = {}
    for place, value in enumerate(sorted(values)):
        places.setdefault(value, []).append(place)
    return [sum(places[value]) / len(places[value]) for value in values]
