"""The Kotlin pack: Kotlin and its scripts, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

KOTLIN = rulekit.Language(
    "kotlin",
    grammar=rulekit.Grammar("tree_sitter_kotlin", extra="languages"),
    queries=Path(__file__).with_name("queries.scm"),
    extensions=(".kt", ".kts"),
)
LANGUAGES = (KOTLIN,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("kotlin", languages=LANGUAGES)]
