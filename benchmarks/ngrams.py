"""What repeated runs of words cost: one ladder for all lengths beside a count for each length.

    python benchmarks/ngrams.py [FOLDER]

Both are timed in this process, in turns, over the Python files below FOLDER (default: Python's own
library), and must give the same numbers. The ratio is what matters.
"""

from __future__ import annotations

import statistics
import sys
import sysconfig
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from rulekit_plugins.text.ladder import REPEATED, TOP
from rulekit_plugins.text.repetition import repeated_fraction, top_fraction

from rulekit.core.document import Document
from rulekit.language.encoding import NotText, decode

ROUNDS = 3
FILES = 300


def main() -> None:
    """Time both, print the shares and the ratio."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else sysconfig.get_path("stdlib"))
    texts = [text for path in sorted(folder.rglob("*.py"))[:FILES] if (text := _text(path))]
    word_lists = [_document(text).normal_words for text in texts]
    print(f"{len(texts)} files, {sum(map(len, word_lists)):,} words")

    words, ladder, apart = [], [], []
    for _ in range(ROUNDS):
        words.append(_seconds(lambda: [_document(text).normal_words for text in texts]))
        ladder.append(_seconds(lambda: [by_ladder(_document(text)) for text in texts]))
        apart.append(_seconds(lambda: [by_length(found) for found in word_lists]))
    for text, found in zip(texts, word_lists, strict=True):
        ours, theirs = by_ladder(_document(text)), by_length(found)
        assert all(abs(a - b) < 1e-9 for a, b in zip(ours, theirs, strict=True))
    ladder_alone = statistics.median(ladder) - statistics.median(words)
    print(f"ladder / cutting the words   {ladder_alone / statistics.median(words):.2f}")
    print(f"each length apart / ladder   {statistics.median(apart) / ladder_alone:.2f}")


def by_ladder(document: Document) -> list[float]:
    """All nine shares as rulekit reads them."""
    tops = [top_fraction(document, length) for length in TOP]
    return tops + [repeated_fraction(document, length) for length in REPEATED]


def by_length(words: list[str]) -> list[float]:
    """The same nine, each length counted for itself."""
    total = max(1, sum(map(len, words)))
    return [_top(words, n) / total for n in TOP] + [_repeated(words, n) / total for n in REPEATED]


def _top(words: list[str], length: int) -> int:
    counts = Counter(zip(*(words[i:] for i in range(length)), strict=False))
    run, count = max(counts.items(), key=lambda item: item[1], default=((), 0))
    return sum(map(len, run)) * count if count > 1 else 0


def _repeated(words: list[str], length: int) -> int:
    runs = list(zip(*(words[i:] for i in range(length)), strict=False))
    counts, inside = Counter(runs), [False] * len(words)
    for at, run in enumerate(runs):
        if counts[run] > 1:
            inside[at : at + length] = [True] * length
    return sum(len(word) for word, repeated in zip(words, inside, strict=True) if repeated)


def _text(path: Path) -> str | None:
    try:
        return decode(path.read_bytes())
    except NotText:
        return None


def _document(text: str) -> Document:
    return Document("a.py", text, "python", "programming")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
