"""Scripts of a component, as the grammars of their languages read them."""

from __future__ import annotations

from collections.abc import Iterator

from rulekit import Document, Signal, Span

from .embedded import NEEDS, SCRIPTS


def scripts(document: Document) -> list[Document]:
    """The texts of the component's scripts, one for each language that it has a script in."""
    inner = (document.embedded(language) for language in (*SCRIPTS, "coffeescript"))
    return [one for one in inner if one.data.strip()]


def solid(data: bytes) -> int:
    """Number of bytes that are not blanks."""
    return len(b"".join(data.split()))


def _errors(document: Document) -> list[Span]:
    return sorted(span for script in document.view(scripts) for span in script.capture("error"))


def _unplaced(document: Document) -> Iterator[bytes]:
    at = 0
    for start, end in document.view(_errors):  # sorted, and one may lie inside another
        yield document.data[max(at, start) : end]
        at = max(at, end)


def _error_fraction(document: Document) -> float:
    total = sum(solid(script.data) for script in document.view(scripts))
    return min(1.0, sum(map(solid, _unplaced(document))) / total) if total else 0.0


SCRIPT_SIGNALS = (
    Signal(
        "component.script_error_fraction",
        "share of scripts",
        "text of scripts that their grammars cannot place, over all of them (blanks apart)",
        _error_fraction,
        lambda document: document.view(_errors),
        NEEDS.union(f"{language}:error" for language in SCRIPTS),
    ),
)
