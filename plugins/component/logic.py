"""Logic of a component: in its script, and where its template decides, repeats and answers."""

from __future__ import annotations

import math
from collections.abc import Iterator

from rulekit import Document, Finder, LatePattern, Span, Unmeasured

from .embedded import NEEDS, SCRIPTS
from .script import scripts

_OF_TEMPLATE = ("component.attribute", "component.expression", "component.snippet")
DOING = ("branch", "loop", "operation", "call")
FIELDS = 3  # that are bound; one or two are passed on to another component

# Calls that only declare, or fetch what is done elsewhere: macros of the compilers, composables,
# mappings of a store, translations.
_DECLARING = LatePattern(
    rb"(?:define[A-Z]\w*|withDefaults|use[A-Z]\w*|map(?:State|Getters|Actions|Mutations)|import"
    rb"|require|Component|Vue\.(?:extend|component)|(?:this\.)?\$?tc?|getContext"
    rb"|createEventDispatcher|\$(?:props|bindable)(?:\.id)?)\s*[<(]"
)
_FILLED = LatePattern(rb"\$\{")  # a string that is put together
_TYPE = LatePattern(rb"[\w.<>]+\[[^\[\]]*\]")  # `Props["class"]`, an operation on types
_ANIMATION = LatePattern(rb"@keyframes\b")

# Attributes of Vue, then of Svelte, that answer or run something, and those that bind a field.
_ANSWERS = LatePattern(
    rb"@[\w.:-]+|v-(?:on|show)[:.=]"
    rb"|on:[\w|:]+=|(?:use|transition|in|out|animate):\w|on[a-z]+=\{"
)
_FIELD = LatePattern(rb"v-model\b|bind:\w")
_BINDING = LatePattern(rb"(?:v-bind)?:[\w.:-]+=[\"'](.*)")
# A choice, a comparison, a function, or a call of something else than a translation.
_COMPUTES = LatePattern(rb"[^?]\?[^?.:]|\?\?|&&|\|\||[=!]==?|=>|[<>]=? |[^\s$]\w{2,}\(|\.\w+\(")
_MUSTACHE = LatePattern(rb"\{\{((?:[^{}]|\{[^{}]*\})*)\}\}")
_OTHER_MARKUP = LatePattern(rb"<template\s[^<>]*lang\s*=\s*[\"']?(?:pug|jade|haml|slm)\b")


def _logic(document: Document) -> list[Span]:
    return sorted({*_walk(document)})


def _bounds(document: Document) -> tuple[float, float]:
    """0 where there is no place, else 1 or more: a limit asks whether there is any."""
    found = any(True for _ in _walk(document))
    return float(found), math.inf if found else 0.0


def _walk(document: Document) -> Iterator[Span]:
    """The places in template, script and style; what only declares or passes on is none of them.

    Whoever stops at the first has been told of all that cannot be measured.
    """
    if _OTHER_MARKUP.search(document.data):
        raise Unmeasured("the template is in another markup")
    for name in ("component.attribute", "component.style"):  # which other languages lack
        document.captures.has(name)
    for script in document.view(scripts):
        script.captures.has("call")
    yield from _of_text(document)
    yield from _of_attributes(document)
    yield from _of_scripts(document)
    yield from _moves(document)


def _of_scripts(document: Document) -> Iterator[Span]:
    for script in document.view(scripts):
        calls = {*script.capture("call")}
        for span in script.union(*DOING):
            declares = span in calls and _DECLARING.match(script.data, span.start)
            if not declares and not _TYPE.fullmatch(script.data, *span):
                yield span
        yield from (Span(*match.span()) for match in _FILLED.finditer(script.data))


def _of_attributes(document: Document) -> Iterator[Span]:
    data, fields = document.data, list[Span]()
    for span in document.capture("component.attribute"):
        binding = _BINDING.match(data, *span)
        if _FIELD.match(data, *span):
            fields.append(span)
        elif _ANSWERS.match(data, *span) or (binding and _COMPUTES.search(binding[1])):
            yield span
    if len(fields) >= FIELDS:
        yield from fields


def _of_text(document: Document) -> Iterator[Span]:
    """Find what decides and repeats, snippets, and the code in braces that computes."""
    yield from document.union("branch", "loop", "component.snippet")
    for span in _expressions(document):
        if _COMPUTES.search(document.data, *span):
            yield span


def _expressions(document: Document) -> Iterator[Span]:
    if "component.expression" in document.captures.provided:
        yield from document.capture("component.expression")
        return
    template = bytearray(document.data)  # a `>` in braces ends a text of HTML
    for start, end in document.union("comment", "component.script", "component.style"):
        template[start:end] = b" " * (end - start)
    yield from (Span(*match.span(1)) for match in _MUSTACHE.finditer(bytes(template)))


def _moves(document: Document) -> Iterator[Span]:
    """Find animations: for a page that is a picture they are what happens."""
    for start, end in document.capture("component.style"):
        for match in _ANIMATION.finditer(document.data, start, end):
            yield Span(*match.span())


LOGIC_FINDERS = (
    Finder(
        "component.logic",
        "branches, loops, calls and operations of the script, places where the template decides,"
        " repeats, computes or answers, and animations of the style",
        _logic,
        NEEDS.union(
            ("branch", "loop", "comment", *_OF_TEMPLATE),
            (f"{language}:{name}" for language in SCRIPTS for name in DOING),
        ),
        bounds=_bounds,
    ),
)
