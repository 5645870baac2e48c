"""Lines of code that bear nothing: they import, hand on, declare a field, open or close a block.

For languages whose grammar rulekit does not have, or whose classes may be all accessors: a line is
told by its form alone. The table is `bare_forms`.
"""

from __future__ import annotations

from rulekit import Document, Signal, Unmeasured

from .bare_forms import BARE, BEARING


def _bearing(document: Document) -> list[int]:
    """0-based numbers of the code lines that do more than declare."""
    bare, bearing = BARE.get(document.language), BEARING.get(document.language)
    if not bare and not bearing:
        raise Unmeasured(f"nothing tells what a line does in {document.language}")
    if bearing:  # pages have no grammar that tells comments
        lines = enumerate(document.data.split(b"\n"))
        return [number for number, line in lines if bearing.search(line)]
    assert bare
    rows = [(number, line.strip()) for number, line in enumerate(document.code.split(b"\n"))]
    return [number for number, line in rows if line and not bare.fullmatch(line)]


BARE_SIGNALS = (
    Signal(
        "code.bearing_lines",
        "lines",
        "lines of code that do more than import, hand on, declare a field, open or close a block",
        lambda document: len(document.view(_bearing)),
        lambda document: document.line_spans(document.view(_bearing)),
        frozenset({"comment", "docstring"}),
    ),
)
