"""The text pack: finders and signals that need no language, and the rules over them."""

from __future__ import annotations

from collections.abc import Iterable

import rulekit

from .edges import EDGE_FINDERS
from .lines import LINE_SIGNALS
from .natural_languages import NATURAL_LANGUAGES
from .prose import PROSE_SIGNALS
from .repetition import REPETITION_SIGNALS
from .sizes import SIZE_FINDERS, SIZE_SIGNALS
from .wording import WORD_SIGNALS

FINDERS = (*SIZE_FINDERS, *EDGE_FINDERS)
SIGNALS = (
    *SIZE_SIGNALS,
    *LINE_SIGNALS,
    *WORD_SIGNALS,
    *PROSE_SIGNALS,
    *REPETITION_SIGNALS,
)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack, for documents of any kind."""
    return [
        rulekit.Pack("text", finders=FINDERS, signals=SIGNALS, natural_languages=NATURAL_LANGUAGES)
    ]
