"""Shingles: every run of words in a text, as numbers.

A word is a run of ASCII letters, digits and underscores, as in the near-deduplication of CodeParrot
and BigCode. They drop all other characters; here letters of two bytes in UTF-8 (é, я) belong to
words too, and each character of three or four (as those of Chinese and Thai, which write no
blanks between words) is a word. So no table of Unicode decides, which is another in each Python.
Case counts: in code `Node` and `node` are two things.
"""

from __future__ import annotations

import hashlib
import re
import string
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Numbers = NDArray[numpy.uint64]

# Never slow: what may follow a run is never part of it. In UTF-8, its second half is one character.
_WORD = re.compile(rb"[0-9A-Za-z_\x80-\xdf]+|[\xe0-\xf4][\x80-\xbf]+")
_BETWEEN = re.compile(rb"[^0-9A-Za-z_\x80-\xdf]")  # where no word of several characters goes on

# Of ASCII, every byte that is in no word becomes a blank: to split at blanks takes a third of the
# time of the pattern.
_LETTERS = (string.ascii_letters + string.digits + "_").encode()
_BLANKED = bytes(byte if byte in _LETTERS else 0x20 for byte in range(256))

_BLOCK = 1_000_000  # bytes whose words are in memory at once
_KNOWN = 1 << 17  # words whose hashes are remembered, in 16 MB; 3,000 files of code have 104,000
_LONG = 64  # bytes of a word; longer ones are data, and would fill the memory

# Of the polynomial: 2**64 divided by the golden ratio (Knuth, TAOCP 3, 6.4). Of the last mixing:
# the finaliser of MurmurHash3 (Appleby, public domain), so that each bit depends on each word.
_BASE = 0x9E3779B97F4A7C15
_MIX = (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53)
_HALF = 33


def words(data: bytes, size: int = _BLOCK) -> Iterator[list[bytes]]:
    """Words of a text in UTF-8, in order, in blocks of so many bytes or some more."""
    start = 0
    while start < len(data):
        cut = _BETWEEN.search(data, start + size)
        end = cut.start() if cut else len(data)
        block = data[start:end]
        yield block.translate(_BLANKED).split() if block.isascii() else _WORD.findall(block)
        start = end


class WordHashes(dict[bytes, int]):
    """The hash of each word, BLAKE2b in 64 bits; forgotten, all at once, when there are many."""

    def __missing__(self, word: bytes) -> int:
        value = int.from_bytes(hashlib.blake2b(word, digest_size=8).digest(), "little")
        if len(word) <= _LONG:
            if len(self) >= _KNOWN:
                self.clear()
            self[word] = value
        return value


class Shingler:
    """Gives the shingles of texts: the hashes of all runs of so many words, as a set."""

    def __init__(self, length: int) -> None:
        self.length = length
        self._hash = WordHashes()

    def shingles(self, data: bytes) -> Numbers:
        """Sorted, each once; none where the text has fewer words than a run."""
        found = self._polynomials(self._word_hashes(data))
        _mix(found)
        found.sort()
        fresh = found[1:] != found[:-1]
        return found if fresh.all() else _first_of_each(found, fresh)

    def _word_hashes(self, data: bytes) -> Numbers:
        import numpy

        hash_of = self._hash.__getitem__
        blocks = [
            numpy.fromiter(map(hash_of, block), numpy.uint64, len(block)) for block in words(data)
        ]
        return numpy.concatenate(blocks) if blocks else numpy.empty(0, numpy.uint64)

    def _polynomials(self, hashes: Numbers) -> Numbers:
        """Of each run a polynomial of its words' hashes, modulo 2**64: their order counts."""
        import numpy

        runs = max(0, hashes.size - self.length + 1)
        base = numpy.uint64(_BASE)
        found = hashes[:runs].copy()
        for place in range(1, self.length if runs else 1):
            found *= base
            found += hashes[place : place + runs]
        return found


def _mix(found: Numbers) -> None:
    import numpy

    half = numpy.uint64(_HALF)
    for factor in _MIX:
        found ^= found >> half
        found *= numpy.uint64(factor)
    found ^= found >> half


def _first_of_each(found: Numbers, fresh: NDArray[numpy.bool_]) -> Numbers:
    import numpy

    return numpy.concatenate((found[:1], found[1:][fresh]))
