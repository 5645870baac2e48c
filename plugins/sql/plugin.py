"""The SQL pack, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

SQL = rulekit.Language(
    "sql",
    grammar=rulekit.Grammar("tree_sitter_sql", extra="languages"),
    queries=Path(__file__).with_name("queries.scm"),
    extensions=(".sql",),
)
LANGUAGES = (SQL,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("sql", languages=LANGUAGES)]
