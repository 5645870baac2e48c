"""Parts of a page: every byte belongs to one, and every part has a size.

`text` is what a reader sees without running anything: what stands outside of tags, comments,
scripts and styles. The title counts, hidden elements and `noscript` count, attributes do not, nor
does what stands in a `<template>`. `template` is that, and what a template engine replaces, in text
and in tags: `{{ }}`, `{% %}`, `{# #}`, `<% %>`, `<?php ?>`, and attributes that a framework
reads as code. `script` and `style` are the texts of those elements, whatever their `type`
says, without their comments; handlers of events are scripts too. Tags, declarations included, and
all other attributes are the markup; what is neither that nor a comment is content.

Sizes are in characters, squeezed: runs of blanks count as one, and an entity as what it stands for,
so that indentation is nothing. Shares are of the sum of all sizes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rulekit import Document, LatePattern, Signal, Span, Unmeasured

from .names import bindings, handlers, templates
from .scripts import comments
from .text import squeezed

PARTS = ("text", "template", "tag", "attribute", "script", "style", "comment")
TAG = PARTS.index("tag")
CONTENT = ("text", "template", "script", "style")
_PIECES = ("tag", "attribute", "element", "script", "style")
_COMMENTS = frozenset({"comment", "javascript:comment", "css:comment"})
NEEDS = _COMMENTS.union({"directive"}, (f"html.{name}" for name in _PIECES))

_RUNS = {part: re.compile(re.escape(bytes([i])) + b"+") for i, part in enumerate(PARTS)}
_MASKS = {part: bytes(255 * (label == i) for label in range(256)) for i, part in enumerate(PARTS)}
_BLANK_FOR_NUL = bytes([ord(" "), *range(1, 256)])

# Closed and stray tags, and declarations, where the grammar gave up on what is around them.
_LOOSE_TAG = re.compile(rb"<[!?/A-Za-z][^<>]*>")  # no RE2: a page has hundreds
_OPENING = LatePattern(rb"\{\{|\{%|\{#|<%|<\?php\b|<\?=")
_CLOSING = {b"{{": b"}}", b"{%": b"%}", b"{#": b"#}", b"<%": b"%>"}


@dataclass(frozen=True)
class Parts:
    """The number of its part for each byte of a page: spans in order, sizes in characters."""

    data: bytes = field(repr=False)
    labels: bytes = field(repr=False)
    _spans: dict[str, list[Span]] = field(default_factory=dict, repr=False)

    def spans(self, part: str) -> list[Span]:
        """The spans of a part, those of blanks alone left out."""
        if part not in self._spans:
            runs = (run.span() for run in _RUNS[part].finditer(self.labels))
            self._spans[part] = [Span(a, b) for a, b in runs if not self.data[a:b].isspace()]
        return self._spans[part]

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """Size of every part."""
        return {part: self._size(part) for part in PARTS}

    def _size(self, part: str) -> int:
        """Size of a part: of the page with a blank in the place of all else.

        To cut the page at each of a thousand tags takes three times as long.
        """
        if b"\0" in self.data:
            return len(squeezed(self.data, self.spans(part)))
        if PARTS.index(part) not in self.labels:
            return 0
        mask = int.from_bytes(self.labels.translate(_MASKS[part]), "big")
        kept = (self._number & mask).to_bytes(len(self.data), "big")
        # To replace as many bytes one by one takes as long as all else here.
        return len(squeezed(kept.translate(_BLANK_FOR_NUL), [Span(0, len(kept))]))

    @cached_property
    def _number(self) -> int:
        """The page as one number: what masks it masks all bytes at once."""
        return int.from_bytes(self.data, "big")

    def share(self, *parts: str) -> float:
        """The size of some parts over the size of all."""
        total = sum(self.sizes.values())
        if not total:
            raise Unmeasured("the page is empty")
        return self.size(*parts) / total

    def size(self, *parts: str) -> int:
        """The size of some parts together."""
        return sum(self.sizes[part] for part in parts)


def parts(document: Document) -> Parts:
    """The parts of a page; raises Unmeasured when it could not be parsed."""
    return Parts(document.data, bytes(_painted(document)))


def _painted(document: Document) -> bytearray:
    """The number of its part for each byte: what is painted last counts, and all else is text."""
    capture, data = document.capture, document.data
    labels = bytearray(len(data))

    def paint(part: str, spans: Iterable[tuple[int, int]]) -> None:
        label = bytes([PARTS.index(part)])
        for start, end in spans:
            labels[start:end] = label * (end - start)

    raw = sorted([*capture("html.script"), *capture("html.style"), *capture("comment")])
    paint("template", templates(document))
    loose = [match.span() for match in _LOOSE_TAG.finditer(data)]
    paint("tag", loose)
    # The grammar takes `a < b > c` for a tag; no browser does.
    others = {*capture("html.tag")}.difference(loose)
    paint("tag", (tag for tag in others if data[tag.start + 1 : tag.start + 2].strip()))
    paint("tag", capture("directive"))
    paint("attribute", (one for one in capture("html.attribute") if labels[one.start] == TAG))
    paint("script", handlers(document))
    paint("template", bindings(document))
    paint("template", _directives(data, raw))
    paint("script", capture("html.script"))
    paint("style", capture("html.style"))
    paint("comment", capture("comment"))
    paint("comment", comments(document))
    return labels


def _directives(data: bytes, raw: Iterable[Span]) -> Iterator[Span]:
    """Directives of template engines, outside of scripts, styles and comments."""
    at = 0
    for start, end in (*raw, Span(len(data), len(data))):
        yield from _directives_between(data, at, start)
        at = max(at, end)


def _directives_between(data: bytes, at: int, end: int) -> Iterator[Span]:
    unclosed: set[bytes] = set()  # a mark without its end is not looked for again
    while match := _OPENING.search(data, at, end):
        opening, at = match.group(), match.end()
        closing = _CLOSING.get(opening, b"?>")
        found = -1 if opening in unclosed else data.find(closing, at, end)
        if found >= 0:
            at = found + len(closing)
            yield Span(match.start(), at)
        elif closing == b"?>":  # PHP needs no end
            yield Span(match.start(), end)
            return
        else:
            unclosed.add(opening)


def _fraction(name: str, doc: str, *names: str) -> Signal:
    return Signal(
        f"html.{name}_fraction",
        "share of characters",
        f"{doc}, over all characters of the page (runs of blanks count as one)",
        lambda document: document.view(parts).share(*names),
        lambda document: _spans(document, names),
        NEEDS,
    )


def _chars(name: str, doc: str, *names: str) -> Signal:
    return Signal(
        f"html.{name}_chars",
        "characters",
        f"{doc} (runs of blanks count as one)",
        lambda document: document.view(parts).size(*names),
        lambda document: _spans(document, names),
        NEEDS,
    )


def _spans(document: Document, names: Iterable[str]) -> list[Span]:
    found = document.view(parts)
    return sorted(span for name in names for span in found.spans(name))


PART_SIGNALS = (
    _chars("text", "visible text", "text"),
    _chars("content", "visible text, scripts, styles and template code", *CONTENT),
    _fraction("text", "visible text", "text"),
    _fraction("content", "visible text, scripts, styles and template code", *CONTENT),
    _fraction("script", "scripts inside the page", "script"),
    _fraction("style", "style sheets inside the page", "style"),
    _fraction("template", "template code, and text in `<template>`", "template"),
    _fraction("markup", "tags with their attributes, and declarations", "tag", "attribute"),
    _fraction("comment", "comments", "comment"),
    _fraction("attribute", "attributes in tags", "attribute"),
)
