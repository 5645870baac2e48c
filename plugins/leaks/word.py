"""Words of a text: what a text and a benchmark are compared by."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[tuple[int], np.dtype[np.unsignedinteger]]
    Places = np.ndarray[tuple[int], np.dtype[np.int64]]

_BASE = 0x9E3779B97F4A7C15  # odd, as powers modulo 2**64 must be: the golden ratio's bits
_MIX = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)  # SplitMix64's (Steele, Lea, Flood 2014)
_TABLED = 0x10000  # characters beyond the first plane are no letters here: mostly pictures
_POWERS = 256  # of the characters after them in one word only the sum counts

# What is counted with is no wording: in 2,867 files, the 10-grams of counted things were six of the
# eight that HumanEval shared.
_COUNTED = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
first second third fourth fifth sixth seventh eighth ninth tenth
"""
COUNTED = frozenset(_COUNTED.split())


@dataclass(frozen=True, eq=False)
class WordRuns:
    """Words of a text: runs of letters and digits, in lower case.

    Blanks, marks and underscores part words, so neither layout, nor marks of comments, nor quotes
    change them, and `has_close_elements` is the same as in prose. Of scripts without blanks, a
    phrase between two marks is one word.

    `letters` are the characters of all words, one after the other, `starts` says where in them each
    word begins, `lengths` how many it has, `places` at which character of the text it stands.
    """

    letters: Numbers
    starts: Places
    lengths: Places
    places: Places

    def __len__(self) -> int:
        return len(self.starts)

    def hashes(self) -> Numbers:
        """A 64-bit hash of each word: a polynomial of its characters modulo 2**64, mixed."""
        import numpy as np

        if not len(self):
            return np.zeros(0, np.uint64)
        within = np.arange(len(self.letters)) - np.repeat(self.starts, self.lengths)
        terms = _powers()[np.minimum(within, _POWERS - 1)]
        terms *= self.letters
        sums: Numbers = np.add.reduceat(terms, self.starts)
        return mixed(sums)

    def end(self, word: int) -> int:
        """The character of the text after a word."""
        return int(self.places[word] + self.lengths[word])

    def same(self, start: int, other: WordRuns, there: int, count: int) -> bool:
        """True if so many words from `start` are those of another text from `there`."""
        mine, theirs = slice(start, start + count), slice(there, there + count)
        if self.lengths[mine].tolist() != other.lengths[theirs].tolist():
            return False
        size = int(self.lengths[mine].sum())
        a, b = int(self.starts[start]), int(other.starts[there])
        return bool((self.letters[a : a + size] == other.letters[b : b + size]).all())

    def spelled(self, start: int, count: int) -> list[str]:
        """So many words from `start`."""
        mine = slice(start, start + count)
        ranges = zip(self.starts[mine].tolist(), self.lengths[mine].tolist(), strict=True)
        return [self.letters[a : a + size].tobytes().decode("utf-16-le") for a, size in ranges]


def word_runs(text: str) -> WordRuns:
    """The words of a text."""
    import numpy as np

    codes = _codes(text)
    low = _lower()[codes]
    is_word = np.zeros(len(low) + 2, np.bool_)
    is_word[1:-1] = low != 0
    edges = np.flatnonzero(is_word[1:] != is_word[:-1])
    places, ends = edges[::2], edges[1::2]
    lengths = ends - places
    starts = np.cumsum(lengths) - lengths
    return WordRuns(low[low != 0], starts, lengths, places)


def telling(words: Collection[str]) -> set[str]:
    """Those of the words that say something: two letters or more, no digit, no number's name.

    A single letter is a variable's or the alphabet's.
    """
    return {word for word in words if len(word) > 1 and word.isalpha()} - COUNTED


def mixed(numbers: Numbers) -> Numbers:
    """Each number with its bits spread: SplitMix64's last step."""
    import numpy as np

    for shift, factor in ((30, _MIX[0]), (27, _MIX[1])):
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(factor)
    return numbers ^ (numbers >> np.uint64(31))


def _codes(text: str) -> Numbers:
    import numpy as np

    if text.isascii():
        return np.frombuffer(text.encode(), np.uint8)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.where(codes < _TABLED, codes, 0)


@cache
def _lower() -> Numbers:
    """Of each character its small letter, 0 for what is no letter or digit."""
    import numpy as np

    table = np.zeros(_TABLED, "<u2")
    for code in range(_TABLED):
        if (char := chr(code)).isalnum():
            small = char.lower()
            table[code] = ord(small) if len(small) == 1 else code
    return table


@cache
def _powers() -> Numbers:
    import numpy as np

    return np.cumprod(np.full(_POWERS, _BASE, np.uint64), dtype=np.uint64)
