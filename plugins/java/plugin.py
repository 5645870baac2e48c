"""The Java pack: Java up to 21, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

from .names import NAME_FINDERS

JAVA = rulekit.Language(
    "java",
    grammar=rulekit.Grammar("tree_sitter_java"),
    queries=Path(__file__).with_name("queries.scm"),
    parse_guard=rulekit.too_many_angles,
    extensions=(".java",),
)
LANGUAGES = (JAVA,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("java", languages=LANGUAGES, finders=NAME_FINDERS)]
