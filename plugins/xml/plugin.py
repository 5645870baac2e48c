"""The XML pack, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

from . import unclosed
from .records import RECORD_SIGNALS

XML = rulekit.Language(
    "xml",
    grammar=rulekit.Grammar("tree_sitter_xml", "language_xml"),
    queries=Path(__file__).with_name("queries.scm"),
    extensions=(".xml",),
    parse_guard=unclosed.too_many,
)
LANGUAGES = (XML,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("xml", languages=LANGUAGES, signals=RECORD_SIGNALS)]
