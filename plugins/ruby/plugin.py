"""The Ruby pack: Ruby by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

RUBY = rulekit.Language(
    "ruby",
    grammar=rulekit.Grammar("tree_sitter_ruby", slow=1.5),
    queries=Path(__file__).with_name("queries.scm"),
    extensions=(".rb",),
    interpreters=("ruby",),
)
LANGUAGES = (RUBY,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("ruby", languages=LANGUAGES)]
