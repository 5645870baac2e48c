"""The different words of a text, numbered: one pass that all measures of words share."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from operator import mul
from typing import Any

from rulekit import Document

# To import numpy costs as much as to judge twenty small files, and what is done with it here takes
# a quarter of a millisecond for however short a text, as its fifty calls come between much else:
# it is for texts of MANY words, or of FEW where something has imported it.
FEW = 500
MANY = 1_500


@dataclass(frozen=True)
class Vocabulary:
    """The different normalised words in the order in which they first occur, and how often.

    `numbers` has the number of each word of the text in turn, from 0: a list, or an array of int64.
    """

    words: list[str]
    counts: list[int]
    numbers: Any

    @property
    def size(self) -> int:
        """Words of the text."""
        return len(self.numbers)

    @cached_property
    def chars(self) -> int:
        """Characters in all words of the text."""
        return sum(map(mul, map(len, self.words), self.counts))

    @cached_property
    def chars_once(self) -> int:
        """Characters in the words that occur once."""
        pairs = zip(self.words, self.counts, strict=True)
        return sum(len(word) for word, number in pairs if number == 1)

    @cached_property
    def chars_of_one(self) -> int:
        """Characters in all places of the one word that has most."""
        return max(map(mul, map(len, self.words), self.counts), default=0)


def in_arrays(words: int) -> bool:
    """True if a text of so many words is worth numpy."""
    return words >= MANY or (words >= FEW and "numpy" in sys.modules)


def vocabulary(document: Document) -> Vocabulary:
    """The words of a document, numbered; raises Unmeasured for too many."""
    words, known = document.normal_words, defaultdict[str, int](count().__next__)
    in_turn = map(known.__getitem__, words)
    if in_arrays(len(words)):
        import numpy

        array = numpy.fromiter(in_turn, numpy.int64, len(words))
        return Vocabulary(list(known), numpy.bincount(array).tolist(), array)
    numbers = list(in_turn)
    return Vocabulary(list(known), list(Counter(numbers).values()), numbers)
