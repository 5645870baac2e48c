"""The TypeScript pack: TypeScript, and TypeScript with JSX, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

HERE = Path(__file__).parent

TYPESCRIPT = rulekit.Language(
    "typescript",
    grammar=rulekit.Grammar("tree_sitter_typescript", "language_typescript"),
    queries=HERE / "queries.scm",
    parse_guard=rulekit.too_many_angles,
    extensions=(".ts", ".mts", ".cts"),
)
TSX = rulekit.Language(
    "tsx",
    grammar=rulekit.Grammar("tree_sitter_typescript", "language_tsx"),
    queries=HERE / "tsx.scm",
    parse_guard=rulekit.too_many_angles,
    extensions=(".tsx",),
)
LANGUAGES = (TYPESCRIPT, TSX)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with two languages, whose rules are the same."""
    return [rulekit.Pack("typescript", languages=LANGUAGES)]
