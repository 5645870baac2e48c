"""The JavaScript pack: JavaScript with JSX, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

from .names import NAME_SIGNALS

JAVASCRIPT = rulekit.Language(
    "javascript",
    grammar=rulekit.Grammar("tree_sitter_javascript"),
    queries=Path(__file__).with_name("queries.scm"),
    extensions=(".js", ".mjs", ".cjs", ".jsx"),
    interpreters=("node",),
)
LANGUAGES = (JAVASCRIPT,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("javascript", languages=LANGUAGES, signals=NAME_SIGNALS)]
