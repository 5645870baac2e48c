"""The C# pack: C# up to 13, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

CSHARP = rulekit.Language(
    "csharp",
    grammar=rulekit.Grammar("tree_sitter_c_sharp", slow=3),
    queries=Path(__file__).with_name("queries.scm"),
    parse_guard=rulekit.too_many_angles,
    extensions=(".cs",),
)
LANGUAGES = (CSHARP,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("csharp", languages=LANGUAGES)]
