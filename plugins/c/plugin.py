"""The C pack, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

HEADERS = (".h", ".h.in", ".inc")

C = rulekit.Language(
    "c",
    grammar=rulekit.Grammar("tree_sitter_c"),
    queries=Path(__file__).with_name("queries.scm"),
    extensions=(".c", ".h"),
)
LANGUAGES = (C,)
SIGNALS = (
    rulekit.Signal(
        "c.is_header",
        "yes or no",
        "1 if the file's name is that of a header, which others include; else 0",
        lambda document: document.id.lower().endswith(HEADERS),
    ),
)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("c", languages=LANGUAGES, signals=SIGNALS)]
