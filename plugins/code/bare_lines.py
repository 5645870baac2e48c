"""Lines of code that bear nothing: they import, hand on, declare a field, open or close a block.

For languages whose grammar rulekit does not have, or whose classes may be all accessors: a line is
told by its form alone. The table is `bare_forms`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from rulekit import Document, Signal, Unmeasured

from .bare_forms import BARE, BEARING

_MARKS = b"{}()[];,<>|"
# The last line that decides: no rule and no score asks whether there are more.
ENOUGH = 29


def _bearing(document: Document) -> Iterator[int]:
    """0-based numbers of the lines that do more than declare."""
    if bare := BARE.get(document.language):
        known: dict[bytes, bool] = {}
        for number, row in enumerate(document.code.split(b"\n")):
            line = row.strip()
            if line.strip(_MARKS):
                if line not in known:
                    known[line] = bare.fullmatch(line) is not None
                if not known[line]:
                    yield number
    elif bearing := BEARING.get(document.language):  # of pages: no grammar tells their comments
        for number, line in enumerate(document.data.split(b"\n")):
            if bearing.search(line):
                yield number
    else:
        raise Unmeasured(f"nothing tells what a line does in {document.language}")


def _bearing_lines(document: Document) -> int:
    return sum(1 for _ in _bearing(document))


def _bounds(document: Document) -> tuple[float, float]:
    """The lines up to the 29th that bears; the most that there may be where there are so many."""
    count = sum(1 for _ in islice(_bearing(document), ENOUGH))
    return count, count if count < ENOUGH else document.data.count(b"\n") + 1


BARE_SIGNALS = (
    Signal(
        "code.bearing_lines",
        "lines",
        "lines of code that do more than import, hand on, declare a field, open or close a block",
        _bearing_lines,
        lambda document: document.line_spans(_bearing(document)),
        frozenset({"comment", "docstring"}),
        bounds=_bounds,
    ),
    Signal(
        "code.bare_lines_known",
        "yes or no",
        "whether it is known for the language which lines only declare",
        lambda document: document.language in BARE or document.language in BEARING,
    ),
)
