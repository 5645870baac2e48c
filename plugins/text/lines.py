"""Lines: how many, how long, how often the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from operator import mul

from rulekit import Document, Signal, Span, Unmeasured

LONG = 500  # characters of a line that nobody wrote by hand


def _lengths(document: Document) -> list[int]:
    """Characters of each line, its line end counted."""
    lengths = [len(line) + 1 for line in document.lines]
    if lengths and not document.text.endswith("\n"):
        lengths[-1] -= 1
    return lengths


def _longest(document: Document) -> int:
    lines, last = document.lines, 0
    if lines and not document.text.endswith("\n"):
        lines, last = lines[:-1], len(lines[-1])
    return max(max(map(len, lines), default=-1) + 1, last)


def longest_line_chars(document: Document) -> float:
    """Length of the longest line with its line end; 0 for an empty text."""
    return document.view(_longest)


def mean_line_chars(document: Document) -> float:
    """Mean length of a line with its line end; 0 for an empty text."""
    return len(document.text) / len(document.lines) if document.text else 0.0


def long_line_fraction(document: Document) -> float:
    """Characters on lines of LONG and more over all characters; 0 for an empty text."""
    if document.view(_longest) < LONG:
        return 0.0
    lengths = document.view(_lengths)
    return sum(n for n in lengths if n >= LONG) / max(1, len(document.text))


def _long_lines(document: Document) -> Iterator[Span]:
    lengths = enumerate(document.view(_lengths))
    return lines_without_cr(document, (number for number, n in lengths if n >= LONG))


def lines_without_cr(document: Document, numbers: Iterable[int]) -> Iterator[Span]:
    """Spans of the lines with these 0-based numbers, without the CRs before their ends."""
    data = document.data
    for start, end in document.line_spans(numbers):
        yield Span(start, start + len(data[start:end].rstrip(b"\r")))


def _longest_line(document: Document) -> Iterator[Span]:
    lengths = document.view(_lengths)
    return lines_without_cr(document, [lengths.index(max(lengths))] if lengths else [])


def _counts(document: Document) -> Counter[str]:
    """How often each line stands in the text, blanks at its ends apart; blank lines do not."""
    counts = Counter(map(str.strip, document.lines))
    del counts[""]
    return counts


def _lines_with_text(document: Document) -> Counter[str]:
    if not document.view(_counts):
        raise Unmeasured("no line has text")
    return document.view(_counts)


def repeated_line_fraction(document: Document) -> float:
    """Lines that occur more than once, over all lines that are not blank."""
    numbers = list(_lines_with_text(document).values())
    total = sum(numbers)
    return (total - numbers.count(1)) / total


def repeated_line_char_fraction(document: Document) -> float:
    """Characters in lines that occur more than once over those in all, blanks at the ends apart."""
    counts = _lines_with_text(document)
    once = sum(len(line) for line, number in counts.items() if number == 1)
    total: int = sum(map(mul, map(len, counts), counts.values()))
    return (total - once) / total


def _repeated_lines(document: Document) -> Iterator[Span]:
    counts = document.view(_counts)
    lines = enumerate(document.lines)
    return lines_without_cr(document, (n for n, line in lines if counts[line.strip()] > 1))


LINE_SIGNALS = (
    Signal(
        "text.lines", "lines", "lines, the last one with or without an end", lambda d: len(d.lines)
    ),
    Signal(
        "text.longest_line_chars",
        "characters",
        "length of the longest line, its end counted",
        longest_line_chars,
        _longest_line,
    ),
    Signal(
        "text.mean_line_chars",
        "characters",
        "mean length of a line, its end counted",
        mean_line_chars,
    ),
    Signal(
        "text.long_line_fraction",
        "share of characters",
        f"lines of {LONG} characters and more",
        long_line_fraction,
        _long_lines,
    ),
    Signal(
        "text.repeated_line_fraction",
        "share of lines",
        "lines that occur more than once over lines that are not blank",
        repeated_line_fraction,
        _repeated_lines,
    ),
    Signal(
        "text.repeated_line_char_fraction",
        "share of characters",
        "characters in lines that occur more than once over those in all lines",
        repeated_line_char_fraction,
        _repeated_lines,
    ),
)
