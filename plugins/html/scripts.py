"""Scripts and styles of a page, as the grammars of their languages read them."""

from __future__ import annotations

from rulekit import Document, Finder, Signal, Span

from .embedded import NEEDS
from .text import solid

LOGIC = ("function", "branch", "loop", "call")


def comments(document: Document) -> list[Span]:
    """Comments in scripts and styles."""
    found = (document.embedded(language) for language in ("javascript", "css"))
    return sorted(span for inner in found for span in inner.capture("comment"))


def _logic(document: Document) -> list[Span]:
    script = document.embedded("javascript")
    return sorted(span for name in LOGIC for span in script.capture(name))


def _error_fraction(document: Document, language: str) -> float:
    inner = document.embedded(language)
    at = unplaced = 0
    for start, end in inner.capture("error"):  # sorted, and one may lie inside another
        unplaced += solid(inner.data[max(at, start) : end])
        at = max(at, end)
    total = solid(inner.data)
    return unplaced / total if total else 0.0


def _errors(name: str, language: str, doc: str) -> Signal:
    return Signal(
        f"html.{name}_error_fraction",
        f"share of {name}s",
        f"{doc}, over all of them (blanks apart)",
        lambda document: _error_fraction(document, language),
        lambda document: document.embedded(language).capture("error"),
        NEEDS | {f"{language}:error"},
    )


def _server_logic(document: Document) -> list[Span]:
    code = document.embedded("php")
    return sorted(span for name in LOGIC for span in code.capture(name))


SCRIPT_FINDERS = (
    Finder(
        "html.server_logic",
        "functions, branches, loops and calls in the PHP of the page",
        _server_logic,
        NEEDS | {f"php:{name}" for name in LOGIC},
    ),
    Finder(
        "html.script_logic",
        "functions, branches, loops and calls in the scripts",
        _logic,
        NEEDS | {f"javascript:{name}" for name in LOGIC},
    ),
)
SCRIPT_SIGNALS = (
    _errors("script", "javascript", "text of scripts that the grammar cannot place"),
    _errors("style", "css", "text of style sheets that the grammar cannot place"),
)
