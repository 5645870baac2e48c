"""Cells of a notebook, and where their sources and outputs stand in its JSON.

A decoder of JSON tells where a value ends, and the format names what is a cell, so no tree is
needed: a picture of 2 MB is one string, and notebooks with pictures are longer than what is parsed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from rulekit import Document, Span, Unmeasured

# Real notebooks have 335 cells at the most, of 763; text/large-file drops what is longer anyway.
MOST_CELLS = 10_000
MOST_BYTES = 3_000_000
_BLANKS = re.compile(r"[ \t\r\n]*")
_decode = json.JSONDecoder(strict=False).raw_decode


class Cell(NamedTuple):
    """A cell: its type, the string literals of its source, its outputs, and what it all says."""

    type: str
    source: tuple[Span, ...]  # with their quotes; one for each line, or one for all
    outputs: Span
    value: dict[str, Any]

    @property
    def text(self) -> str:
        """The source as people read it."""
        source = self.value.get("source", self.value.get("input", ""))
        return "".join(filter(_is_text, source)) if isinstance(source, list) else str(source)

    @property
    def output_types(self) -> list[str]:
        """What came out, in the words of the format: `stream`, `display_data`, `error`, ..."""
        outputs = self.value.get("outputs")
        found = outputs if isinstance(outputs, list) else []
        return [str(one.get("output_type")) for one in found if isinstance(one, dict)]


class Notebook(NamedTuple):
    """The cells in their order, and the language of the kernel as it calls itself."""

    cells: tuple[Cell, ...]
    language: str

    @property
    def code(self) -> list[Cell]:
        """Cells of code with something in them."""
        return [cell for cell in self.cells if cell.type == "code" and cell.text.strip()]


def notebook(document: Document) -> Notebook:
    """The notebook that a document is; raises Unmeasured for what is none."""
    if len(document.data) > MOST_BYTES:
        raise Unmeasured(f"longer than {MOST_BYTES:,} bytes")
    text = document.data.decode("latin-1")  # places in it are bytes, and signs of JSON are ASCII
    start = _after_blanks(text, 3 if text.startswith("\xef\xbb\xbf") else 0)
    try:
        value, _ = _decode(text, start)
    except (ValueError, RecursionError) as error:
        raise Unmeasured("not parsed as JSON") from error
    if not isinstance(value, dict) or not {"cells", "worksheets"} & value.keys():
        raise Unmeasured("JSON without cells")
    cells = tuple(islice(_cells(text, start), MOST_CELLS + 1))
    if len(cells) > MOST_CELLS:
        raise Unmeasured(f"over {MOST_CELLS:,} cells")
    return Notebook(cells, _language(value))


def _cells(text: str, start: int) -> Iterator[Cell]:
    """The cells of the notebook, and those of its worksheets in format 3."""
    sheets = (place for place, _ in _objects(text, start, "worksheets"))
    for owner in (start, *sheets):
        for place, cell in _objects(text, owner, "cells"):
            yield _cell(text, place, cell)


def _objects(text: str, start: int, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects in a list that an object has under a name, and where each begins."""
    for key, place, value in _members(text, start):
        if key == name and isinstance(value, list):
            for at, one in _items(text, place.start):
                if isinstance(one, dict):
                    yield at.start, one


def _cell(text: str, start: int, cell: dict[str, Any]) -> Cell:
    source, outputs = tuple[Span, ...](), Span(start, start)
    for key, place, value in _members(text, start):
        if key in ("source", "input") and isinstance(value, list):
            source = tuple(at for at, line in _items(text, place.start) if _is_text(line))
        elif key in ("source", "input") and _is_text(value):
            source = (place,)
        elif key == "outputs":
            outputs = place
    return Cell(str(cell.get("cell_type")), source, outputs, cell)


def _language(value: dict[str, Any]) -> str:
    """The name that the kernel has for its language; Python where nothing is said."""
    metadata = value.get("metadata")
    for part, key in (("language_info", "name"), ("kernelspec", "language")):
        said = metadata.get(part) if isinstance(metadata, dict) else None
        if isinstance(said, dict) and isinstance(said.get(key), str):
            return str(said[key]).lower()
    return "python"


def _members(text: str, start: int) -> Iterator[tuple[str, Span, Any]]:
    """Keys of the object that begins at a place, where their values stand, and the values."""
    at = _after_blanks(text, start + 1)
    while text[at] != "}":
        key, at = _decode(text, at)
        at = _after_blanks(text, _after_blanks(text, at) + 1)
        value, end = _decode(text, at)
        yield key, Span(at, end), value
        at = _after_comma(text, end)


def _items(text: str, start: int) -> Iterator[tuple[Span, Any]]:
    """Where the values of the array that begins at a place stand, and the values."""
    at = _after_blanks(text, start + 1)
    while text[at] != "]":
        value, end = _decode(text, at)
        yield Span(at, end), value
        at = _after_comma(text, end)


def _after_comma(text: str, at: int) -> int:
    at = _after_blanks(text, at)
    return _after_blanks(text, at + 1) if text[at] == "," else at


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _is_text(value: object) -> bool:
    return isinstance(value, str)
