"""The TOML pack, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

TOML = rulekit.Language(
    "toml",
    grammar=rulekit.Grammar("tree_sitter_toml"),
    queries=Path(__file__).with_name("queries.scm"),
    extensions=(".toml",),
)
LANGUAGES = (TOML,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("toml", languages=LANGUAGES)]
