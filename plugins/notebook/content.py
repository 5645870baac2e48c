"""Shares of a notebook: what its author wrote, and what came out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rulekit import Document, Signal, Span, Unmeasured

from .cells import Cell, notebook


def _bytes(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def _sources(document: Document) -> list[Span]:
    """String literals that hold the sources of all cells."""
    return sorted(place for cell in document.view(notebook).cells for place in cell.source)


def _outputs(document: Document) -> list[Span]:
    """Lists of outputs that are not empty."""
    return sorted(cell.outputs for cell in document.view(notebook).cells if cell.output_types)


def _output_fraction(document: Document) -> float:
    return _bytes(document.view(_outputs)) / len(document.data)


def _lines(cells: Iterable[Cell]) -> int:
    """Number of their lines that are not blank."""
    return sum(bool(line.strip()) for cell in cells for line in cell.text.split("\n"))


def _code_cells(document: Document) -> list[Cell]:
    return [cell for cell in document.view(notebook).cells if cell.type == "code"]


def _source_lines(document: Document) -> int:
    return _lines(document.view(notebook).cells)


def _code_line_fraction(document: Document) -> float:
    return _lines(_code_cells(document)) / max(1, _source_lines(document))


def _is_blank(cell: Cell) -> bool:
    """True if a cell holds nothing but comments of the languages that kernels are for."""
    lines = (line.strip() for line in cell.text.split("\n"))
    return all(line.startswith(("#", "//", "--")) for line in lines if line)


def _blank_fraction(document: Document) -> float:
    cells = _code_cells(document)
    if not cells:
        raise Unmeasured("there are no cells of code")
    return sum(map(_is_blank, cells)) / len(cells)


def _blank_sources(document: Document) -> list[Span]:
    blank = filter(_is_blank, _code_cells(document))
    return sorted(place for cell in blank for place in cell.source)


def _calls(document: Document) -> list[Span]:
    """Calls in the cells, which are measured in Python only."""
    python = document.embedded("python")
    if not python.text.strip():
        raise Unmeasured("there are no cells of Python")
    return python.capture("call")


def _signal(
    name: str,
    unit: str,
    doc: str,
    measure: Callable[[Document], float],
    locate: Callable[[Document], list[Span]] = _sources,
    needs: frozenset[str] = frozenset(),
) -> Signal:
    return Signal(f"notebook.{name}", unit, doc, measure, locate, needs)


CONTENT_SIGNALS = (
    _signal(
        "source_lines",
        "lines",
        "lines of the cells, of code and of text, that are not blank",
        _source_lines,
    ),
    _signal(
        "code_line_fraction",
        "share of source lines",
        "lines of the cells of code over those of all cells, blank ones apart",
        _code_line_fraction,
    ),
    _signal(
        "output_fraction",
        "share of the file",
        "outputs of the cells over the file, in bytes of JSON",
        _output_fraction,
        _outputs,
    ),
    _signal("code_cells", "cells", "cells of code", lambda document: len(_code_cells(document))),
    _signal(
        "blank_cell_fraction",
        "share of code cells",
        "cells of code that hold nothing, or comments only, over all cells of code",
        _blank_fraction,
        _blank_sources,
    ),
    _signal(
        "calls",
        "calls",
        "calls in the cells of a notebook in Python",
        lambda document: len(_calls(document)),
        _calls,
        frozenset({"python:call"}),
    ),
)
