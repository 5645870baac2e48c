"""Elements, tags and attributes by what they are called, in any case of letters."""

from __future__ import annotations

from rulekit import Document, LatePattern, Span

# What may stand in a tag before the attribute that is looked for; a value may hold a `>`.
_BEFORE = rb"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?\s"

_TEMPLATE = LatePattern(rb"(?i)<template[\s>]")
_NAVIGATION = LatePattern(
    rb"(?i)<(?:(?:nav|header|footer|aside|menu)[\s>]|[a-z]%srole\s*=\s*[\"']?"
    rb"(?:navigation|banner|contentinfo|menu|menubar|complementary)[\"'\s>])" % _BEFORE
)
_LINK = LatePattern(rb"(?i)<a\s(?:%s)?href\s*=" % _BEFORE)
_GENERATOR = LatePattern(rb"(?i)<meta\s(?:%s)?name\s*=\s*[\"']?generator[\"'\s/>]" % _BEFORE)
# `language` said it before there was `type`, and `lang` says it in the files of frameworks.
_TYPE = LatePattern(
    rb"(?i)<(?:script|style)\s(?:%s)?(?:type|lang(?:uage)?)\s*=\s*[\"']?\s*([^\"'\s>;]*)" % _BEFORE
)
_HANDLER = LatePattern(rb"(?i)[\s\"'](on[a-z]+\s*=)")
# Vue, Angular, Alpine, Thymeleaf and htmx.
_BINDING = LatePattern(
    rb"[\s\"']((?:[:@#*(\[]|v-|(?:data-)?ng-|x-|th:|(?:data-)?hx-)[^\s=<>]*\s*=)"
)


def templates(document: Document) -> list[Span]:
    """`<template>` elements: what a script will fill in."""
    return _named(document, "html.element", _TEMPLATE)


def navigation(document: Document) -> list[Span]:
    """Elements that lead around the page or away from it, by their name or their role."""
    return _named(document, "html.element", _NAVIGATION)


def links(document: Document) -> list[Span]:
    """`<a>` elements that lead somewhere."""
    return _named(document, "html.element", _LINK)


def generators(document: Document) -> list[Span]:
    """`<meta>` tags that name what wrote the page."""
    return _named(document, "html.tag", _GENERATOR)


def types(document: Document) -> dict[int, bytes]:
    """Declared types of scripts and styles, by the byte where their text begins."""
    texts = {
        start for start, _ in (*document.capture("html.script"), *document.capture("html.style"))
    }
    tags = (tag for tag in document.capture("html.tag") if tag.end in texts)
    found = ((end, _TYPE.match(document.data, start, end)) for start, end in tags)
    return {end: match.group(1) for end, match in found if match}


def handlers(document: Document) -> list[Span]:
    """Attributes that are scripts: `onclick` and its like."""
    return _named(document, "html.attribute", _HANDLER, 1)


def bindings(document: Document) -> list[Span]:
    """Attributes that a framework reads as code."""
    return _named(document, "html.attribute", _BINDING, 1)


def _named(document: Document, capture: str, pattern: LatePattern, group: int = 0) -> list[Span]:
    """The captured nodes that begin where the pattern, or a group of it, matches."""
    nodes = {span.start: span for span in document.capture(capture)}
    starts = (match.start(group) for match in pattern.finditer(document.data))
    return [nodes[start] for start in starts if start in nodes]
