"""Code cells of a notebook as one text in the kernel's language.

In JSON a line of code is a string, `"print(\\"a\\")\\n",`. What is read in its place has as many
bytes, ` print(" a" )   `: each run of escapes is what it stands for, and blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from json import JSONDecoder

from rulekit import Document, Span, blanked

from .cells import Cell, notebook

# Kernels' names of their languages, where they are not those of the table.
LANGUAGES = {
    "bash": "shell", "c#": "csharp", "c++": "cpp", "f#": "fsharp", "ipython": "python",
    "python2": "python", "python3": "python", "sagemath": "python", "sparkr": "r",
}  # fmt: skip

_decode = JSONDecoder().raw_decode
# Escapes in a row are one: three quotes must stay together, and so must a backslash and a quote.
_ESCAPES = re.compile(rb"(?:\\[\"\\/t]|\\u[0-9a-fA-F]{4})+|\\[nbfr]")
_LAST_LINE_END = re.compile(rb"[ \t\r]*\n")
# A backslash continues a line only at its end, and the blanks of what it was escaped with follow.
_CONTINUED = re.compile(rb"\\([ \t]+)(?=\r?\n)")

# IPython's own: `%matplotlib inline`, `!pip install a`, `?a`, `a?`; `%%bash` is about its cell.
_MAGIC = re.compile(rb"(?m)^[ \t]*(?:[%!?][^\r\n]*|[\w.]+\?+[ \t]*$)")
_ASSIGNED = re.compile(rb"(?m)^([ \t]*[\w.]+(?:, *[\w.]+)*[ \t]*=)([ \t]*[%!][^\r\n]*)")
_CELL_MAGIC = re.compile(r"\s*%%(\w+)")
_PYTHON_MAGICS = {"capture", "memit", "prun", "time", "timeit", "writefile"}
_NAME = bytes(byte if byte in b"\r\n" else ord("_") for byte in range(256))


def pieces(document: Document) -> Iterator[tuple[str, int, bytes]]:
    """The code cells, each a piece in the language of the kernel or of the cell."""
    book = document.view(notebook)
    for cell in book.code:
        said = str(cell.value.get("language", book.language)).lower()
        language = LANGUAGES.get(said, said)
        magic = _CELL_MAGIC.match(cell.text)
        if cell.source and not (magic and magic[1] not in _PYTHON_MAGICS):
            text = _code(document.data, cell)
            yield language, cell.source[0].start, _plain(text) if language == "python" else text


def _code(data: bytes, cell: Cell) -> bytes:
    """The source of a cell from its first quote to its last."""
    text, places = [], cell.source
    for (start, end), (following, _) in pairwise((*places, Span(places[-1].end, places[-1].end))):
        text += [b" ", _line(data[start + 1 : end - 1], data[end:following]), b" "]
        text.append(blanked(data[end:following]))
    if not _LAST_LINE_END.match(data, places[-1].end):
        text[-2] = b"\n"
    return _CONTINUED.sub(rb"\1\\", b"".join(text))


def _line(literal: bytes, between: bytes) -> bytes:
    r"""A string of JSON as it reads; its last `\n` is one only where no line ends behind it."""
    line = _ESCAPES.sub(_read, literal)
    if line.endswith(b" \n") and b"\n" in between:
        return line[:-1] + b" "
    return line


def _read(match: re.Match[bytes]) -> bytes:
    escapes = match.group()
    if escapes in (b"\\n", b"\\b", b"\\f", b"\\r"):
        return b" \n" if escapes == b"\\n" else b"  "
    text: bytes = _decode(f'"{escapes.decode()}"')[0].encode("utf-8", "replace")
    head = text.rstrip(b"\\")  # which the blanks must not part from what they escape
    return head + b" " * (len(escapes) - len(text)) + text[len(head) :]


def _plain(text: bytes) -> bytes:
    """Python without what only IPython reads."""
    text = _MAGIC.sub(lambda match: blanked(match.group()), text)
    return _ASSIGNED.sub(lambda match: match[1] + match[2].translate(_NAME), text)
