"""Logic of a component: what its script does, and where its template decides, repeats and answers."""

from __future__ import annotations

from collections.abc import Iterator

import re2
from rulekit import Document, Finder, Span, Unmeasured

from .embedded import NEEDS, SCRIPTS
from .script import scripts

DOING = ("branch", "loop", "operation", "call")

# Calls that only declare, or fetch what is done elsewhere: macros of the compilers, composables,
# mappings of a store, translations.
_DECLARING = re2.compile(
    rb"(?:define[A-Z]\w*|withDefaults|use[A-Z]\w*|map(?:State|Getters|Actions|Mutations)|import"
    rb"|require|Vue\.(?:extend|component)|(?:this\.)?\$?tc?|getContext|createEventDispatcher"
    rb"|\$(?:props|bindable)(?:\.id)?)\s*[<(]"
)
# Attributes of Vue, then of Svelte, that answer, bind or run something.
_ANSWERS = re2.compile(
    rb"@[\w.:-]+|v-(?:on|model|show|html|else)\b"
    rb"|(?:on|bind|use|transition|in|out|animate|let):\w|on[a-z]+=\{"
)
# A choice, a comparison, a function, or a call of something else than a translation, in code that
# stands in a template.
_COMPUTES = re2.compile(rb"[^?]\?[^?.:]|\?\?|&&|\|\||[=!]==?|=>|[<>]=? |[^\s$]\w{2,}\(|\.\w+\(")
_BINDING = re2.compile(rb"(?:v-bind)?:[\w.:-]+=[\"'](.*)")
_MUSTACHE = re2.compile(rb"\{\{((?:[^{}]|\{[^{}]*\})*)\}\}")
_PUG = re2.compile(rb"<template\s[^<>]*lang\s*=\s*[\"']?(?:pug|jade|haml|slm)\b")


def _logic(document: Document) -> list[Span]:
    """Find it in the script and in the template; what only declares is none of it."""
    if _PUG.search(document.data):
        raise Unmeasured("the template is in another markup")
    return sorted({*_of_scripts(document), *_of_template(document)})


def _of_scripts(document: Document) -> Iterator[Span]:
    for script in document.view(scripts):
        calls = {*script.capture("call")}
        for span in script.union(*DOING):
            if span not in calls or not _DECLARING.match(script.data, span.start):
                yield span


def _of_template(document: Document) -> Iterator[Span]:
    data = document.data
    yield from document.capture("branch")
    yield from document.capture("loop")
    for start, end in document.capture("component.attribute"):
        binding = _BINDING.match(data, start, end)
        if _ANSWERS.match(data, start, end) or (binding and _COMPUTES.search(binding[1])):
            yield Span(start, end)
    for span in _expressions(document):
        if _COMPUTES.search(data, span.start, span.end):
            yield span


def _expressions(document: Document) -> Iterator[Span]:
    """Find the code that stands in braces in the template."""
    if "component.expression" in document.captures.provided:
        yield from document.capture("component.expression")
        return
    for start, end in document.capture("component.text"):
        for match in _MUSTACHE.finditer(document.data, start, end):
            yield Span(*match.span(1))


LOGIC_FINDERS = (
    Finder(
        "component.logic",
        "branches, loops, calls and operations of the script, and places where the template"
        " decides, repeats, computes or answers",
        _logic,
        NEEDS.union(
            ("branch", "loop", "component.attribute", "component.text", "component.expression"),
            (f"{language}:{name}" for language in SCRIPTS for name in DOING),
        ),
    ),
)
