"""Looks of code to one who cannot parse it: words, signs, and names of files in any language."""

from __future__ import annotations

import re
from dataclasses import replace

from rulekit import Absence, Document, Finder, LatePattern, Signal, Span, pattern_finder

LOGIC = """
    if elif elsif else for foreach while switch case match when until unless loop try catch except
    rescue assert expect return yield throw raise
"""
DECLARING = """
    class struct interface enum using import include require package namespace const let var val
    public private protected static final export from
"""


_WORD = frozenset(rb"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")
_COMPARING = frozenset(b"=!<>&|+-")
# In an opening each letter of a name is a `w`; of signs, all that compares nothing is a blank.
_NAMES = bytes(ord("w") if byte in _WORD else byte for byte in range(256))
_SIGNS = bytes(byte if byte in _COMPARING else ord(" ") for byte in range(256))
_COMPARISON = re.compile(rb"[=!<>+-]=|&&|\|\||\+\+")


def _openings(document: Document) -> int:
    return document.data.translate(_NAMES).count(b"w(")


def _equals_signs(document: Document) -> int:
    return document.data.count(b"=")


def _comparisons(document: Document) -> int:
    """Signs in runs of two and more: nine of ten stand alone."""
    runs = (run for run in document.data.translate(_SIGNS).split() if len(run) > 1)
    return len(_COMPARISON.findall(b" ".join(runs)))


def _words(name: str, doc: str, words: str) -> Finder:
    """Find words, one of which is in most files: to ask first whether any is takes longer."""
    finder = pattern_finder(f"code.{name}", doc, rf"\b(?:{'|'.join(words.split())})\b")
    return replace(finder, gate="")


LOOK_FINDERS = (
    _words("logic_words", "words by which languages branch, repeat, leave and assert", LOGIC),
    _words("declaring_words", "words by which languages declare and import", DECLARING),
    pattern_finder(
        "code.comparisons",
        "signs by which languages compare, join conditions and count",
        r"==|!=|<=|>=|&&|\|\||\+=|-=|\+\+",
        _comparisons,
    ),
    pattern_finder(
        "code.openings", "a name and a bracket after it, as in calls", r"\w\(", _openings
    ),
    pattern_finder("code.equals_signs", "signs of equality", r"=", _equals_signs),
)
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


def _path_signal(name: str, what: str, expression: str) -> Signal:
    pattern = LatePattern(f"(?i){expression}".encode())

    def find(document: Document) -> list[Span]:
        return [Span(*match.span()) for match in pattern.finditer(document.path_data)]

    return Signal(
        f"code.{name}",
        "yes or no",
        f"whether the path is one where {what} usually lie",
        lambda document: bool(find(document)),
        find,
        on_path=True,
        absence=Absence(f"(?i){expression}", on_path=True),
    )


LOOK_SIGNALS = tuple(_path_signal(name, *about) for name, about in PATHS.items())
