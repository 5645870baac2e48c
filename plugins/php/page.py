"""The page around the code of a file, as HTML's grammar reads it."""

from __future__ import annotations

from collections.abc import Iterator

from rulekit import Document, Finder, Span

PAGE_CAPTURE = "php.page"


def pieces(document: Document) -> Iterator[tuple[str, int, bytes]]:
    """The texts between `?>` and `<?php`: one page, in which the code is blank."""
    for start, end in document.capture(PAGE_CAPTURE):
        yield "html", start, document.data[start:end]


def _tags(document: Document) -> list[Span]:
    return list(document.embedded("html").capture("html.tag"))


PAGE_FINDERS = (
    Finder(
        "php.page_tags",
        "tags of the page around the code",
        _tags,
        frozenset({PAGE_CAPTURE, "html:html.tag"}),
    ),
)
