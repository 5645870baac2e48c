"""Looks of code to one who cannot parse it: words, signs, and names of files in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import re2
from rulekit import Document, Finder, Signal, Span

LOGIC = """
    if elif elsif else for foreach while switch case match when until unless loop try catch except
    rescue assert expect return yield throw raise
"""
DECLARING = """
    class struct interface enum using import include require package namespace const let var val
    public private protected static final export from
"""


def _any_of(words: str) -> bytes:
    return rb"\b(?:" + "|".join(words.split()).encode() + rb")\b"


FINDERS = {
    "logic_words": ("words by which languages branch, repeat, leave and assert", _any_of(LOGIC)),
    "declaring_words": ("words by which languages declare and import", _any_of(DECLARING)),
    "comparisons": (
        "signs by which languages compare, join conditions and count",
        rb"==|!=|<=|>=|&&|\|\||\+=|-=|\+\+",
    ),
    "openings": ("a name and a bracket after it, as in calls", rb"\w\("),
    "equals_signs": ("signs of equality", rb"="),
}
# Names of files and folders by what usually lies there.
PATHS = {
    "test_path": ("tests", r"(?:^|/)[^/]*(?:test|spec)[^/]*(?:/|\.)"),
    "data_path": ("data and drawings", r"\.(?:json|svg|csv|tsv|xml|plist|lock|dat|txt|geojson)$"),
    "settings_path": ("settings", r"\.(?:ya?ml|toml|ini|cfg|conf|properties|gradle)$|config"),
    "page_path": ("pages and styles", r"\.(?:css|scss|less|sass|html?|erb|vue|svelte)$"),
    "shape_path": (
        "types, tables and texts without logic",
        (
            r"(?:dtos?|models?|entit(?:y|ies)|types?|constants?|enums?|schemas?|interfaces?"
            r"|migrations?|templates?|fixtures?|seeds?|lang|i18n|locales?|translations?)"
            r"[^/]*(?:/|\.|$)"
        ),
    ),
    "entry_path": (
        "entries and indexes",
        r"(?:^|/)(?:index|mod|__init__|main|app|setup|settings|config|readme|licen[cs]e)\.[a-z]+$",
    ),
    "shared_path": (
        "what is brought along",
        (
            r"(?:^|/)(?:vendors?|libs?|librar(?:y|ies)|external|ext|plugins?|deps|assets"
            r"|public|static|resources|target|packages)/"
        ),
    ),
}


def _finder(name: str, doc: str, expression: bytes) -> Finder:
    pattern = re.compile(expression)

    def walk(document: Document) -> Iterator[Span]:
        return (Span(*match.span()) for match in pattern.finditer(document.data))

    return Finder(f"code.{name}", doc, lambda document: list(walk(document)), walk=walk)


def _path_signal(name: str, what: str, expression: str) -> Signal:
    pattern = re2.compile(f"(?i){expression}".encode())

    def find(document: Document) -> list[Span]:
        return [Span(*match.span()) for match in pattern.finditer(document.path_data)]

    doc = f"whether the path is one where {what} usually lie"
    return Signal(f"code.{name}", "yes or no", doc, lambda d: bool(find(d)), find, on_path=True)


LOOK_FINDERS = tuple(_finder(name, *about) for name, about in FINDERS.items())
LOOK_SIGNALS = tuple(_path_signal(name, *about) for name, about in PATHS.items())
