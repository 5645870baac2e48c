"""The JSON pack, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

JSON = rulekit.Language(
    "json",
    grammar=rulekit.Grammar("tree_sitter_json"),
    queries=Path(__file__).with_name("queries.scm"),
    kind="data",
    extensions=(".json",),
)
LANGUAGES = (JSON,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("json", languages=LANGUAGES)]
