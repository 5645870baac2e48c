"""Scripts, styles and PHP of a page as texts of their languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rulekit import Document, LatePattern, blanked

from .names import types

if TYPE_CHECKING:
    import re2

NEEDS = frozenset({"html.script", "html.style", "html.tag"})

# What browsers, and the compilers that run in them, take for a script: no `type` at all, or these.
_JAVASCRIPT = LatePattern(
    rb"(?i)(?:(?:(?:text|application)/)?(?:x-)?(?:java|ecma|j|live)script[\d.]*|js|module"
    rb"|(?:text/)?(?:babel|jsx))?"
)
_JSX = LatePattern(rb"(?i)(?:text/)?(?:babel|jsx)")
_JSON = LatePattern(rb"(?i)(?:application/(?:[\w.-]+\+)?json|importmap|speculationrules)")
_CSS = LatePattern(rb"(?i)(?:text/css)?")

# What template engines replace. One pattern each: a mark that nothing ends then costs one search.
# Strings and braces in `{{ }}` are whole, so that few pieces of a script look like it.
_PLAIN = rb"[^\n;\"'{}]|\"[^\"\n]*\"|'[^'\n]*'"
_BRACES = LatePattern(rb"\{\{(?:%s|\{(?:%s)*\})*\}\}" % (_PLAIN, _PLAIN))
_MARKS = tuple(
    LatePattern(rb"(?s)" + mark)
    for mark in (rb"\{%.*?%\}", rb"\{#.*?#\}", rb"<%.*?%>", rb"<\?.*?\?>")
)
_DIRECTIVES = (_BRACES, *_MARKS)
_VALUE = LatePattern(rb"\{\{|<%[=-]|<\?=|<\?php\s+echo\b")
_BLOCK = LatePattern(  # Handlebars' and Go's
    rb"\{\{[-~{]?\s*(?:[#/!^>]|(?:if|else|end|range|with|define|block|template|partial)\b)"
)
# What hid scripts from browsers without them, and from readers of XML; in CSS, anywhere.
_HIDING = LatePattern(rb"\A\s*<!(?:\[CDATA\[|--[^\n]*)|(?:\]\]|--)>\s*\z")
_HIDING_STYLE = LatePattern(rb"<!--|-->|<!\[CDATA\[|\]\]>")

# Code that a server runs before the page is one; without an end, it goes on to that of the file.
_PHP = LatePattern(rb"(?s)<\?(?:php\b|=).*?(?:\?>|\z)")

_NAME = bytes(byte if byte in b"\r\n" else ord("_") for byte in range(256))


def pieces(document: Document) -> Iterator[tuple[str, int, bytes]]:
    """Scripts and styles by what their `type` says they are; what is of another type is nothing.

    What a template engine replaces is blank, or a name in the place of a value. PHP is read, too,
    wherever it stands.
    """
    yield from (("php", one.start(), one.group()) for one in _PHP.finditer(document.data))
    data, told = document.data, types(document)
    for start, end in document.capture("html.script"):
        kind, text = told.get(start, b""), data[start:end]
        if _JAVASCRIPT.fullmatch(kind):
            jsx = _JSX.fullmatch(kind)  # it has `style={{ color: "red" }}`
            text = _HIDING.sub(_blank, _filled(text, _MARKS if jsx else _DIRECTIVES))
            # Ends a last statement that has no `;`, in place of the `<` of the end tag.
            yield "javascript", start, text + b";" * (end < len(data) and bool(text.strip()))
        elif _JSON.fullmatch(kind):
            yield "json", start, _filled(text)
    for start, end in document.capture("html.style"):
        if _CSS.fullmatch(told.get(start, b"")):
            yield "css", start, _HIDING_STYLE.sub(_blank, _filled(data[start:end]))


def _filled(text: bytes, directives: Iterable[LatePattern] = _DIRECTIVES) -> bytes:
    for directive in directives:
        text = directive.sub(_replaced, text)
    return text


def _replaced(directive: re2.Match) -> bytes:
    text: bytes = directive.group()
    value = _VALUE.match(text) and not _BLOCK.match(text)
    return text.translate(_NAME) if value else blanked(text)


def _blank(match: re2.Match) -> bytes:
    return blanked(match.group())
