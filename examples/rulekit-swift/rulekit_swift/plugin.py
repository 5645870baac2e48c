"""The Swift pack, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

SWIFT = rulekit.Language(
    "swift",
    grammar=rulekit.Grammar("tree_sitter_swift"),
    queries=Path(__file__).with_name("queries.scm"),
    extensions=(".swift",),
)
LANGUAGES = (SWIFT,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("swift", languages=LANGUAGES)]
