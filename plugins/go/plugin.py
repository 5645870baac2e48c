"""The Go pack: Go, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

from .file_names import TEST_SIGNALS

GO = rulekit.Language(
    "go",
    grammar=rulekit.Grammar("tree_sitter_go"),
    queries=Path(__file__).with_name("queries.scm"),
    extensions=(".go",),
)
LANGUAGES = (GO,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("go", languages=LANGUAGES, signals=TEST_SIGNALS)]
