"""The component pack: Vue's and Svelte's single-file components, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

from . import embedded, unclosed
from .logic import LOGIC_FINDERS
from .script import SCRIPT_SIGNALS

HERE = Path(__file__).parent

VUE = rulekit.Language(
    "vue",
    grammar=rulekit.Grammar("tree_sitter_html"),
    queries=HERE / "vue.scm",
    extensions=(".vue",),
    parse_guard=unclosed.too_many,
    embeds=embedded.pieces,
)
SVELTE = rulekit.Language(
    "svelte",
    grammar=rulekit.Grammar("tree_sitter_svelte"),
    queries=HERE / "svelte.scm",
    extensions=(".svelte",),
    parse_guard=unclosed.too_many,
    embeds=embedded.pieces,
)
LANGUAGES = (VUE, SVELTE)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with two languages, whose rules are the same."""
    return [
        rulekit.Pack(
            "component", languages=LANGUAGES, finders=LOGIC_FINDERS, signals=SCRIPT_SIGNALS
        )
    ]
