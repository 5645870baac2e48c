"""The shell pack: Bash and its relatives, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

from .commands import COMMAND_SIGNALS

SHELL = rulekit.Language(
    "shell",
    grammar=rulekit.Grammar("tree_sitter_bash"),
    queries=Path(__file__).with_name("queries.scm"),
    extensions=(".sh", ".bash"),
    interpreters=("bash", "sh"),
)
LANGUAGES = (SHELL,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("shell", languages=LANGUAGES, signals=COMMAND_SIGNALS)]
