"""The step `decontaminate`: rows that hold what a benchmark asks, or answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import rulekit

from .entry_point import function_at, name_hash
from .index import Shared
from .leak import ByteMap, PartFound, WordRange, lines_around, parts_found, runs_of, shown
from .watch import PointFound, Watch
from .word import WordRuns

FLOOR = 100  # rows that may share a gram in any corpus: a few copies of a leak make no phrase
MOST = 10  # different grams, and half of a text's: a text that a row has most of, however common
TOO_SHORT = 1_000  # texts that are named as too short


@dataclass(frozen=True)
class Decontaminate:
    """Ends rows that share words or functions with benchmarks, or takes the lines out of them.

    A gram that occurs in more than `max_share` of the rows, and in more than FLOOR, is nobody's,
    unless a row has most of a text: what has leaked a thousand times is no phrase.
    """

    watch: Watch
    max_share: float
    cut: bool = False
    needs: frozenset[str] = frozenset({"function", "function_name"})

    @property
    def digests(self) -> Mapping[str, str]:
        """A hash of each benchmark's texts."""
        return self.watch.digests

    def note(self, row: rulekit.CuratedRow) -> Sequence[rulekit.Note]:
        """Each gram of a benchmark and each entry point that the row has, once."""
        shared, points = self.watch.look(row)
        groups = set(self.watch.index.table.hashes[shared.grams].tolist())
        groups |= {name_hash(point.name) for point in points}
        return [rulekit.Note(group, 0, 1) for group in sorted(groups)]

    def settle(self, notes: Callable[[], Iterator[Any]], rows: int) -> Mapping[str, Any]:
        """What is common, by its hash in hex, with the number of its documents.

        Also the texts that are too short to be looked for, and a hash of each benchmark.
        """
        import numpy as np

        known = self.watch.groups
        counts = np.zeros(len(known), np.int64)
        for some in notes():
            counts += np.bincount(np.searchsorted(known, some["group"]), minlength=len(known))
        common = np.flatnonzero(counts > max(FLOOR, self.max_share * rows)).tolist()
        return {
            "common": {_hex(int(known[i])): int(counts[i]) for i in common},
            "too_short": [str(part) for part in self.watch.too_short[:TOO_SHORT]],
            "benchmarks": dict(self.watch.digests),
        }

    def apply(self, row: rulekit.CuratedRow, settled: Mapping[str, Any]) -> rulekit.Outcome:
        """End the row, or take out the lines, for what it shares beside the common grams."""
        shared, points = self.watch.look(row)
        shared = self._uncommon(shared, settled["common"])
        points = [one for one in points if _hex(name_hash(one.name)) not in settled["common"]]
        if not len(shared) and not points:
            return rulekit.GOES_ON
        found = parts_found(self.watch.index, shared)
        where = ByteMap(row, shared.words)
        leaks = [_leak(one, where.span(one.run), shared.words) for one in found]
        leaks += [_point_leak(one, where, shared.words) for one in points]
        why = _told(found[0], shared.words) if found else _told_point(row, points[0], shared.words)
        edits = self._edits(row, where, shared, points) if self.cut else ()
        if not edits:
            return rulekit.Outcome(drop=why, leaks=leaks)
        return rulekit.Outcome(fact=why, edits=edits, leaks=leaks)

    def _uncommon(self, shared: Shared, common: Collection[str]) -> Shared:
        if not common:
            return shared
        index = self.watch.index
        grams = index.by_part(shared.grams.tolist())
        most = [its for part, its in grams.items() if len(its) >= max(MOST, index.sizes[part] / 2)]
        kept = {gram for its in most for gram in its}
        kept |= {i for its in grams.values() for i in its if self._name(i) not in common}
        return shared.only(sorted(kept))

    def _name(self, gram: int) -> str:
        return _hex(int(self.watch.index.table.hashes[gram]))

    def _edits(
        self,
        row: rulekit.CuratedRow,
        where: ByteMap,
        shared: Shared,
        points: Iterable[PointFound],
    ) -> Sequence[rulekit.Edit]:
        """The lines to be taken out; none if they are all, or if a function's end is not known."""
        functions = [function_at(row, point.start) for point in points]
        spans = [where.span(words) for words in runs_of(self.watch.index, shared)]
        if None in functions:
            return ()
        spans += [span for span in functions if span]
        lines = lines_around(row.data, sorted(spans))
        return () if _is_all(row.data, lines) else [_cut(start, end) for start, end in lines]


def _is_all(data: bytes, lines: Iterable[tuple[int, int]]) -> bool:
    """True if only blanks are left beside the lines."""
    at = 0
    for start, end in lines:
        if data[at:start].strip():
            return False
        at = end
    return not data[at:].strip()


def _cut(start: int, end: int) -> rulekit.Edit:
    return rulekit.Edit(start, end, "", "benchmark", "decontaminate")


def _leak(found: PartFound, span: tuple[int, int], words: WordRuns) -> rulekit.Leak:
    part = found.part
    gram = _quoted(words, found.run)
    return rulekit.Leak(part.benchmark, part.item, part.name, gram, *span, found.covered)


def _point_leak(point: PointFound, where: ByteMap, words: WordRuns) -> rulekit.Leak:
    leak = _leak(point.found, where.span(point.found.run), words)
    return leak._replace(part=f"entry point, {leak.part}")


def _told(found: PartFound, words: WordRuns) -> str:
    count = found.run.end - found.run.start
    return f"shares {count} words with {found.part}: `{_quoted(words, found.run)}`"


def _told_point(row: rulekit.CuratedRow, point: PointFound, words: WordRuns) -> str:
    name = row.data[point.start : point.end].decode(errors="replace")
    return f"defines `{name}` and {_told(point.found, words)}"


def _quoted(words: WordRuns, run: WordRange) -> str:
    return shown(run.spelled(words))


def _hex(number: int) -> str:
    return f"{number:016x}"
