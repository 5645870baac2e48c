"""The CSS pack, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

CSS = rulekit.Language(
    "css",
    grammar=rulekit.Grammar("tree_sitter_css"),
    queries=Path(__file__).with_name("queries.scm"),
    extensions=(".css",),
)
LANGUAGES = (CSS,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("css", languages=LANGUAGES)]
