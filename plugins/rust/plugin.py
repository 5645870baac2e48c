"""The Rust pack: Rust, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

RUST = rulekit.Language(
    "rust",
    grammar=rulekit.Grammar("tree_sitter_rust"),
    queries=Path(__file__).with_name("queries.scm"),
    extensions=(".rs",),
)
LANGUAGES = (RUST,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("rust", languages=LANGUAGES)]
