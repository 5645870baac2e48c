"""Scripts and styles of a page as texts of their languages."""

from __future__ import annotations

from collections.abc import Iterator

import re2
from rulekit import Document

from .names import types

NEEDS = frozenset({"html.script", "html.style", "html.tag"})

# What browsers, and the compilers that run in them, take for a script: no `type` at all, or these.
_JAVASCRIPT = re2.compile(
    rb"(?i)(?:(?:(?:text|application)/)?(?:x-)?(?:java|ecma|j|live)script[\d.]*|js|module"
    rb"|(?:text/)?(?:babel|jsx))?"
)
_JSX = re2.compile(rb"(?i)(?:text/)?(?:babel|jsx)")
_JSON = re2.compile(rb"(?i)(?:application/(?:[\w.-]+\+)?json|importmap|speculationrules)")
_CSS = re2.compile(rb"(?i)(?:text/css)?")

# Strings and braces in `{{ }}` are whole, so that few pieces of a script look like it.
_PLAIN = rb"[^\n;\"'{}]|\"[^\"\n]*\"|'[^'\n]*'"
_BRACES = rb"\{\{(?:%s|\{(?:%s)*\})*\}\}" % (_PLAIN, _PLAIN)
_MARKED = rb"\{%.*?%\}|\{#.*?#\}|<%.*?%>|<\?.*?\?>"
_DIRECTIVE = re2.compile(rb"(?s)%s|%s" % (_BRACES, _MARKED))
_MARKED_DIRECTIVE = re2.compile(rb"(?s)%s" % _MARKED)  # JSX has `style={{ color: "red" }}`
_VALUE = re2.compile(rb"\{\{|<%[=-]|<\?=|<\?php\s+echo\b")
_BLOCK = re2.compile(  # Handlebars' and Go's
    rb"\{\{[-~{]?\s*(?:[#/!^>]|(?:if|else|end|range|with|define|block|template|partial)\b)"
)
# What hid scripts from browsers without them, and from readers of XML; in CSS, anywhere.
_HIDING = re2.compile(rb"\A\s*<!(?:\[CDATA\[|--[^\n]*)|(?:\]\]|--)>\s*\z")
_HIDING_STYLE = re2.compile(rb"<!--|-->|<!\[CDATA\[|\]\]>")

_BLANK = bytes(byte if byte in b"\r\n" else ord(" ") for byte in range(256))
_NAME = bytes(byte if byte in b"\r\n" else ord("_") for byte in range(256))


def pieces(document: Document) -> Iterator[tuple[str, int, bytes]]:
    """Scripts and styles by what their `type` says they are; what is of another type is nothing.

    What a template engine replaces is blank, or a name in the place of a value.
    """
    data, told = document.data, types(document)
    for start, end in document.capture("html.script"):
        kind, text = told.get(start, b""), data[start:end]
        if _JAVASCRIPT.fullmatch(kind):
            directive = _MARKED_DIRECTIVE if _JSX.fullmatch(kind) else _DIRECTIVE
            text = _HIDING.sub(_blank, directive.sub(_replaced, text))
            # Ends a last statement that has no `;`, in place of the `<` of the end tag.
            yield "javascript", start, text + b";" * (end < len(data) and bool(text.strip()))
        elif _JSON.fullmatch(kind):
            yield "json", start, _DIRECTIVE.sub(_replaced, text)
    for start, end in document.capture("html.style"):
        if _CSS.fullmatch(told.get(start, b"")):
            text = _DIRECTIVE.sub(_replaced, data[start:end])
            yield "css", start, _HIDING_STYLE.sub(_blank, text)


def _replaced(directive: re2.Match) -> bytes:
    text: bytes = directive.group()
    value = _VALUE.match(text) and not _BLOCK.match(text)
    return text.translate(_NAME if value else _BLANK)


def _blank(match: re2.Match) -> bytes:
    hidden: bytes = match.group()
    return hidden.translate(_BLANK)
