"""A corpus that is simulated for group.py: which rows are copies of which, by hashes alone.

A fifth of the rows are in groups, spread over all shards. Of `near` there are three kinds: groups
whose rows are all alike; chains a~b~c, of which a and c are not; and pairs that share keys but are
not alike, so that nothing of them may be dropped. Of `exact` all rows of a group are equal.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy

from rulekit.curate.arrays import key_type
from rulekit.curate.ranks import rank_type

Array = numpy.ndarray[Any, Any]
BANDS = 22  # keys of a row, as the step `near` has by default
NUMBERS = 20  # features of a row; 555 are what files of code have
THRESHOLD = 0.85
SHARE = 5  # one row of so many is in a group
# Sizes of groups, with the thousandth from which on a group has one of them.
SIZES = ((0, 2, 2), (800, 3, 10), (950, 11, 100), (999, 101, 1_000))
ALIKE, CHAIN, STRANGERS = range(3)  # kinds, of 100 groups 75, 20 and 5
KINDS = (75, 95)


def mixed(numbers: Array | int, *salts: Array | int) -> Array:
    """Hashes of numbers: SplitMix64 (Steele, Lea, Flood 2014), once for each salt."""
    found = numpy.array(numbers, numpy.uint64)
    for salt in (0, *salts):
        found = found + numpy.asarray(salt, numpy.uint64) * numpy.uint64(0xD1342543DE82EF95)
        found += numpy.uint64(0x9E3779B97F4A7C15)
        found = (found ^ (found >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        found = (found ^ (found >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        found ^= found >> numpy.uint64(31)
    return found


@dataclass(frozen=True)
class Plan:
    """So many rows with so many keys and features each.

    A row has a slot, which is another number below that of all rows; groups are runs of slots.
    """

    rows: int
    bands: int
    numbers: int

    @cached_property
    def _step(self) -> int:
        """Slot times this, modulo the rows, is the row."""
        step = int(self.rows * 0.6180339887) | 1
        while math.gcd(step, self.rows) > 1:
            step += 2
        return step

    @cached_property
    def _starts(self) -> Array:
        """The first slot of each group, and the first behind all groups."""
        number = numpy.arange(self.rows // SHARE // 2, dtype=numpy.uint64)
        drawn, sizes = mixed(number, 1), numpy.zeros(len(number), numpy.int64)
        for least, low, high in SIZES:
            here = drawn % numpy.uint64(1_000) >= least
            sizes[here] = low + mixed(number[here], 2) % numpy.uint64(high - low + 1)
        kinds = self._kinds(number)
        sizes[kinds == CHAIN], sizes[kinds == STRANGERS] = 3, 2
        starts = numpy.concatenate([[0], numpy.cumsum(sizes)])
        return starts[starts <= self.rows // SHARE]

    def _kinds(self, group: Array) -> Array:
        if self.bands == 1:
            return numpy.zeros(len(group), numpy.int64)
        return numpy.searchsorted(KINDS, mixed(group, 3) % numpy.uint64(100), "right")

    def _groups(self, rows: Array) -> tuple[Array, Array, Array]:
        """Of each row its group, -1 without one, and its place in it; and the kinds of groups."""
        back = pow(self._step, -1, self.rows)
        slot = rows.astype(numpy.int64) * back % self.rows
        group = numpy.searchsorted(self._starts, slot, "right") - 1
        place = slot - self._starts[group]
        group[slot >= self._starts[-1]] = -1
        return group, place, self._kinds(group.astype(numpy.uint64))

    def keys(self, rows: Array) -> Array:
        """The keys of a shard's rows, in their order."""
        group, place, kinds = self._groups(rows)
        found = numpy.empty((len(rows), self.bands), key_type())
        found["row"] = (rows - rows[0])[:, None]
        for band in range(self.bands):
            owner = self._owners(rows, group, place, kinds, band)
            found["high"][:, band] = mixed(owner, 4, band)
            found["low"][:, band] = mixed(owner, 5, band)
        return found.reshape(-1)

    def _owners(self, rows: Array, group: Array, place: Array, kinds: Array, band: int) -> Array:
        """Whose key each row has in a band: its own, or one that is shared.

        Of a pair that is alike, each band is shared with odds of a quarter, the first always.
        """
        half = self.bands // 2
        drawn = (mixed(rows, 6, band) & numpy.uint64(1)).astype(bool)
        shared = {
            ALIKE: drawn | (band == 0),
            CHAIN: drawn | (band in (0, half)),
            STRANGERS: numpy.full(len(rows), band == 0),
        }
        # Of a chain, a and b share keys of the first half of the bands, b and c of the other.
        link = numpy.where(kinds == CHAIN, int(band >= half), 0)
        linked = (kinds != CHAIN) | (place == 1) | (place == 2 * link)
        is_shared = (group >= 0) & linked & numpy.choose(kinds, list(shared.values()))
        of_group = numpy.uint64(1 << 63) + group.astype(numpy.uint64)
        return numpy.where(is_shared, of_group, rows)

    def ranks(self, rows: Array) -> Array:
        """Ranks by two columns of few values, so that hashes have to decide, too."""
        found = numpy.empty(len(rows), rank_type(2))
        for i, (name, values) in enumerate({"p0": 8, "p1": 100, "lot": 0, "place": 0}.items()):
            drawn = mixed(rows, 7, i)
            found[name] = drawn % numpy.uint64(values) if values else drawn
        return found

    def features(self, rows: Array) -> Array:
        """The features of rows with a group, each sorted.

        Those of rows that are alike differ in one. Those of a chain begin a twentieth later in each
        row: neighbours have an index of 0.9, the ends one of 0.82. Those of strangers are others.
        """
        group, place, kinds = self._groups(rows)
        owner = numpy.where(kinds == STRANGERS, rows, group.astype(numpy.uint64))
        first = mixed(owner, 8) >> numpy.uint64(16) << numpy.uint64(12)
        later = numpy.where(kinds == CHAIN, place * (self.numbers // 20), 0).astype(numpy.uint64)
        found = (first + later)[:, None] + numpy.arange(self.numbers + 1, dtype=numpy.uint64)
        alike = kinds == ALIKE
        found[alike, -1] = (first + numpy.uint64(2_048) + place.astype(numpy.uint64))[alike]
        return found

    def copies(self) -> dict[str, Array]:
        """The copies that were planted, by row: the row that is kept, how alike, and its group.

        Of rows that are alike, all but the best. Of a chain the middle one, for the better end,
        unless it is the best of the three: then both ends.
        """
        size = int(self._starts[-1])
        slots = numpy.arange(size)
        rows = (slots * self._step % self.rows).astype(numpy.uint64)
        group, place, kinds = self._groups(rows)
        first = self._starts[:-1]
        ranks = self.ranks(rows)
        names = [ranks[name] for name in ("place", "lot", "p1", "p0")]
        best = numpy.empty(size, numpy.int64)
        best[numpy.lexsort(names)] = slots
        rank_of = numpy.minimum.reduceat(best, first)  # the best of each group
        slot_of = numpy.empty(size, numpy.int64)
        slot_of[best] = slots
        kept = slot_of[rank_of][group]
        dropped = (kinds == ALIKE) & (slots != kept)
        chain = kinds == CHAIN
        middle_is_best = kept == first[group] + 1
        dropped |= chain & numpy.where(middle_is_best, place != 1, place == 1)
        by_row = numpy.nonzero(dropped)[0]
        by_row = by_row[numpy.argsort(rows[by_row])]
        later = self.numbers // 20
        alike = numpy.choose(
            chain[by_row],
            [
                self.numbers / (self.numbers + 2),
                (self.numbers + 1 - later) / (self.numbers + 1 + later),
            ],
        )
        if self.bands == 1:
            alike[:] = numpy.nan
        sizes = numpy.bincount(kept[by_row], minlength=size)[kept[by_row]] + 1
        return {"row": rows[by_row], "kept": rows[kept[by_row]], "jaccard": alike, "size": sizes}
