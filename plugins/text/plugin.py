"""The text pack: signals that need no language, and the rules over them."""

from __future__ import annotations

from collections.abc import Iterable

import rulekit

from .edges import EDGE_SIGNALS
from .lines import LINE_SIGNALS
from .natural_languages import NATURAL_LANGUAGES
from .prose import PROSE_SIGNALS
from .repetition import REPETITION_SIGNALS
from .sizes import SIZE_SIGNALS
from .wording import WORD_SIGNALS

SIGNALS = (
    *SIZE_SIGNALS,
    *LINE_SIGNALS,
    *EDGE_SIGNALS,
    *WORD_SIGNALS,
    *PROSE_SIGNALS,
    *REPETITION_SIGNALS,
)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack, for documents of any kind."""
    return [rulekit.Pack("text", signals=SIGNALS, natural_languages=NATURAL_LANGUAGES)]
