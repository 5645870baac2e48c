"""The Python pack: Python 3 and 2, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

PYTHON = rulekit.Language(
    "python",
    grammar=rulekit.Grammar("tree_sitter_python"),
    queries=Path(__file__).with_name("queries.scm"),
    extensions=(".py", ".pyi", ".pyw"),
    interpreters=("python", "python2", "python3"),
)
LANGUAGES = (PYTHON,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("python", languages=LANGUAGES)]
