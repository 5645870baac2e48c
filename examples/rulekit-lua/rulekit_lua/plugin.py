"""The Lua pack, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

LUA = rulekit.Language(
    "lua",
    grammar=rulekit.Grammar("tree_sitter_lua"),
    queries=Path(__file__).with_name("queries.scm"),
    extensions=(".lua",),
)
LANGUAGES = (LUA,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("lua", languages=LANGUAGES)]
