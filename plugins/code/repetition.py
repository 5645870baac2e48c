"""Lines of code that stand in the file again."""

from __future__ import annotations

from collections import Counter

from rulekit import Document, Signal, Unmeasured

_PUNCTUATION_LINE = "},"  # ends a block or an entry; its repeats say nothing, nor do single marks


def _squeezed(document: Document) -> list[tuple[int, str]]:
    """Code lines without any blanks, with their 0-based number."""
    rows = enumerate(document.code.decode().split("\n"))
    squeezed = ((number, "".join(line.split())) for number, line in rows)
    return [(number, line) for number, line in squeezed if line]


def _repeated(document: Document) -> list[int]:
    """0-based numbers of the code lines that occur more than once."""
    lines = document.view(_squeezed)
    counts = Counter(line for _, line in lines)
    return [
        number
        for number, line in lines
        if counts[line] > 1 and len(line) > 1 and line != _PUNCTUATION_LINE
    ]


def _fraction(document: Document) -> float:
    lines = len(document.view(_squeezed))
    if not lines:
        raise Unmeasured("no line has code")
    return len(document.view(_repeated)) / lines


REPETITION_SIGNALS = (
    Signal(
        "code.repeated_line_fraction",
        "share of code lines",
        "code lines that occur more than once, blanks apart; single marks do not count as repeats",
        _fraction,
        lambda document: document.line_spans(document.view(_repeated)),
        frozenset({"comment", "docstring"}),
    ),
)
