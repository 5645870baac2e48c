"""The HTML pack: pages and page templates, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

from . import embedded, unclosed
from .generated import GENERATED_FINDERS
from .parts import PART_SIGNALS
from .regions import REGION_FINDERS, REGION_SIGNALS
from .repetition import REPETITION_SIGNALS
from .scripts import SCRIPT_FINDERS, SCRIPT_SIGNALS

HTML = rulekit.Language(
    "html",
    grammar=rulekit.Grammar("tree_sitter_html"),
    queries=Path(__file__).with_name("queries.scm"),
    extensions=(".html", ".htm"),
    parse_guard=unclosed.too_many,
    embeds=embedded.pieces,
)
LANGUAGES = (HTML,)
FINDERS = (*REGION_FINDERS, *GENERATED_FINDERS, *SCRIPT_FINDERS)
SIGNALS = (*PART_SIGNALS, *REGION_SIGNALS, *REPETITION_SIGNALS, *SCRIPT_SIGNALS)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("html", languages=LANGUAGES, finders=FINDERS, signals=SIGNALS)]
