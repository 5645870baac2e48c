"""What a text has of benchmarks, told by part and by place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import rulekit

    from .index import GramIndex, Part, Shared
    from .word import Places, WordRuns

TOLD = 20  # parts that are told of one row: a phrase of all items would tell hundreds
SHOWN = 200  # characters of shared words in a reason


class WordRange(NamedTuple):
    """Words of a text, from `start` to before `end`."""

    start: int
    end: int

    def spelled(self, words: WordRuns) -> list[str]:
        """These words."""
        return words.spelled(self.start, self.end - self.start)


class PartFound(NamedTuple):
    """A part of which a text has something: the share of its grams, and the longest run."""

    part: Part
    covered: float
    run: WordRange


def runs(starts: Places, ends: Places) -> list[WordRange]:
    """The ranges of words, those that touch as one; they are sorted by their starts."""
    import numpy as np

    if not len(starts):
        return []
    reach = np.maximum.accumulate(ends)
    first = np.flatnonzero(np.concatenate([[True], starts[1:] > reach[:-1]]))
    last = np.append(first[1:], len(starts)) - 1
    return list(map(WordRange, starts[first].tolist(), reach[last].tolist()))


def runs_of(index: GramIndex, shared: Shared) -> list[WordRange]:
    """Runs of words that a text shares with any part."""
    return runs(shared.starts, shared.starts + index.words[shared.grams])


def parts_found(
    index: GramIndex, shared: Shared, among: Collection[int] | None = None
) -> list[PartFound]:
    """The TOLD parts of which the text has most, the fullest first; only those `among` some."""
    grams = index.by_part(shared.grams.tolist())
    if among is not None:
        grams = {part: its for part, its in grams.items() if part in among}
    covered = {part: len(its) / int(index.sizes[part]) for part, its in grams.items()}
    fullest = sorted(covered, key=lambda part: (-covered[part], part))[:TOLD]
    longest = [_longest(runs_of(index, shared.only(grams[part]))) for part in fullest]
    return [
        PartFound(index.parts[part], covered[part], run)
        for part, run in zip(fullest, longest, strict=True)
    ]


def _longest(ranges: Iterable[WordRange]) -> WordRange:
    return max(ranges, key=lambda words: words.end - words.start)


class ByteMap:
    """Where words of a row are in its bytes."""

    def __init__(self, row: rulekit.CuratedRow, words: WordRuns) -> None:
        import numpy as np

        self._words = words
        self._offsets: Places | None = None
        if not row.text.isascii():
            codes = np.frombuffer(row.text.encode("utf-32-le"), np.uint32)
            sizes = 1 + sum((codes >= least).astype(np.int64) for least in (0x80, 0x800, 0x10000))
            self._offsets = np.concatenate([[0], np.cumsum(sizes)])

    def span(self, words: WordRange) -> tuple[int, int]:
        """The bytes from the first of the words to the end of the last."""
        start, end = int(self._words.places[words.start]), self._words.end(words.end - 1)
        if self._offsets is None:
            return start, end
        return int(self._offsets[start]), int(self._offsets[end])


def lines_around(data: bytes, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The whole lines that sorted spans touch, each once, those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        reached = found[-1][1] if found else 0
        if end <= reached:
            continue  # on a line that is taken: a line may hold a million
        start = max(data.rfind(b"\n", reached, start) + 1, reached)
        after = data.find(b"\n", end) + 1 or len(data)
        if found and start == reached:
            found[-1] = (found[-1][0], after)
        else:
            found.append((start, after))
    return found


def shown(words: Sequence[str]) -> str:
    """Words as a reason quotes them."""
    text = " ".join(words)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
