"""Parts of a component by their size: template, script, style, comments."""

from __future__ import annotations

from rulekit import Document, Signal, Span, Unmeasured

from .embedded import NEEDS, SCRIPTS
from .script import scripts, solid

COMMENTS = NEEDS.union({"comment", "css:comment"}, (f"{name}:comment" for name in SCRIPTS))


def _share(document: Document, spans: list[Span]) -> float:
    total = solid(document.data)
    if not total:
        raise Unmeasured("the component is empty")
    return sum(solid(document.data[start:end]) for start, end in spans) / total


def _comments(document: Document) -> list[Span]:
    """Find the comments of template, scripts and styles."""
    inner = (document, *document.view(scripts), document.embedded("css"))
    return sorted(span for one in inner for span in one.capture("comment"))


PART_SIGNALS = (
    Signal(
        "component.style_fraction",
        "share of the component",
        "style sheets over the component (blanks apart)",
        lambda document: _share(document, document.capture("component.style")),
        lambda document: document.capture("component.style"),
        frozenset({"component.style"}),
    ),
    Signal(
        "component.comment_fraction",
        "share of the component",
        "comments of template, scripts and styles, over the component (blanks apart)",
        lambda document: _share(document, document.view(_comments)),
        lambda document: document.view(_comments),
        COMMENTS,
    ),
)
