"""YAML that must not reach the grammar: its scanner keeps rows in 16 bits and levels in 1 KB.

Beyond the one, all of a file is an error to it. Beyond the other it writes over memory, and the
process dies: 254 levels do that, which `- - - …` makes in half a kilobyte. And a query takes a time
that is quadratic in the number of documents: 25,000 of them 3.4 seconds.
"""

from __future__ import annotations

import re

ROWS = 32_767  # CRLF counts as two
DOCUMENTS = 5_000
# A key and the items below it may begin in the same column, so a column is two levels at the most.
COLUMNS = 100

_DOCUMENT = re.compile(rb"(?:\A|[\r\n])---")
_LINE_END = re.compile(rb"[\r\n]+")
_FAR = re.compile(rb"(?:\A|[\r\n])[ \t?:-]{%d}" % COLUMNS)  # levels in so many columns need one
_RUN = bytes(ord(" ") if byte in b" \t?:-" else ord(".") for byte in range(256))
# `- `, `? ` and `: `, behind which another level may begin, or what is no such mark.
_LEVEL = re.compile(rb"[-?:](?:[ \t]+|\Z)|[^ \t]")


def too_much(data: bytes) -> str:
    """Why a text must not be parsed, "" when it may be."""
    if data.count(b"\n") + data.count(b"\r") > ROWS:
        return f"over {ROWS:,} rows"
    if data.count(b"---") > DOCUMENTS and len(_DOCUMENT.findall(data)) > DOCUMENTS:
        return f"over {DOCUMENTS:,} documents"
    # Most texts have no such run of marks anywhere: to look for it costs a tenth of the expression.
    run = b" " * COLUMNS in data.translate(_RUN)
    if run and _FAR.search(data) and _columns(data) > COLUMNS:
        return f"nested in over {COLUMNS:,} columns"
    return ""


def _columns(data: bytes) -> int:
    """In how many columns levels are open at once, at the most; more rather than fewer."""
    most, levels = 0, list[int]()
    for line in _LINE_END.split(data):
        for column in _beginnings(line):
            while levels and levels[-1] >= column:
                levels.pop()
            levels.append(column)
            most = max(most, len(levels))
    return most


def _beginnings(line: bytes) -> list[int]:
    """Columns of a line where a level may begin."""
    found, at = [], len(line) - len(line.lstrip(b" \t"))
    while mark := _LEVEL.match(line, at):
        found.append(at)
        if mark.end() - at == 1 and mark.end() < len(line):
            break
        at = mark.end()
    return found
