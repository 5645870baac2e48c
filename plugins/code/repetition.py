"""Lines of code that stand in the file again."""

from __future__ import annotations

from collections import Counter

from rulekit import Document, Signal, Unmeasured

_PUNCTUATION_LINE = "},"  # ends a block or an entry; its repeats say nothing, nor do single marks
_BLANKS = b"\t\v\f\r\x1c\x1d\x1e\x1f "  # of ASCII, as `str.split` knows them, line ends apart


def _squeezed(document: Document) -> list[str]:
    """The lines without any blanks, comments and docstrings; some are empty."""
    code = document.code
    if code.isascii():
        return code.translate(None, _BLANKS).decode().split("\n")
    return ["".join(line.split()) for line in code.decode().split("\n")]


def _counts(document: Document) -> Counter[str]:
    """How often each line of code stands there."""
    return Counter(filter(None, document.view(_squeezed)))


def _is_repeated(line: str, times: int) -> bool:
    return times > 1 and len(line) > 1 and line != _PUNCTUATION_LINE


def _repeated(document: Document) -> list[int]:
    """0-based numbers of the code lines that occur more than once."""
    counts = document.view(_counts)
    rows = enumerate(document.view(_squeezed))
    return [number for number, line in rows if _is_repeated(line, counts[line])]


def _fraction(document: Document) -> float:
    counts = document.view(_counts)
    if not counts:
        raise Unmeasured("no line has code")
    repeated = sum(times for line, times in counts.items() if _is_repeated(line, times))
    return repeated / counts.total()


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
