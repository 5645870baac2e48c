"""The YAML pack, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

from . import unreadable

YAML = rulekit.Language(
    "yaml",
    grammar=rulekit.Grammar("tree_sitter_yaml"),
    queries=Path(__file__).with_name("queries.scm"),
    extensions=(".yaml", ".yml"),
    parse_guard=unreadable.too_much,
)
LANGUAGES = (YAML,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("yaml", languages=LANGUAGES)]
