"""The PHP pack, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

PHP = rulekit.Language(
    "php",
    grammar=rulekit.Grammar("tree_sitter_php", "language_php"),
    queries=Path(__file__).with_name("queries.scm"),
)
LANGUAGES = (PHP,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("php", languages=LANGUAGES)]
