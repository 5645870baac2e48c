"""Lines of code that bear nothing: they import, hand on, declare a field, open or close a block.

For languages whose grammar rulekit does not have, or whose classes may be all accessors: a line is
told by its form alone. The table is `bare_forms`.
"""

from __future__ import annotations

from rulekit import Document, Signal, Unmeasured

from .bare_forms import BARE, BEARING


def _bearing(document: Document) -> list[int]:
    """0-based numbers of the lines that do more than declare."""
    if bare := BARE.get(document.language):
        rows = enumerate(line.strip() for line in document.code.split(b"\n"))
        return [number for number, line in rows if line and not bare.fullmatch(line)]
    if bearing := BEARING.get(document.language):  # of pages: no grammar tells their comments
        rows = enumerate(document.data.split(b"\n"))
        return [number for number, line in rows if bearing.search(line)]
    raise Unmeasured(f"nothing tells what a line does in {document.language}")


BARE_SIGNALS = (
    Signal(
        "code.bearing_lines",
        "lines",
        "lines of code that do more than import, hand on, declare a field, open or close a block",
        lambda document: len(document.view(_bearing)),
        lambda document: document.line_spans(document.view(_bearing)),
        frozenset({"comment", "docstring"}),
    ),
    Signal(
        "code.bare_lines_known",
        "yes or no",
        "whether it is known for the language which lines only declare",
        lambda document: document.language in BARE or document.language in BEARING,
    ),
)
