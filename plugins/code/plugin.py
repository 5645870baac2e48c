"""The code pack: what code in any language has, and the table that tells languages apart."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

from .encoded import ENCODED_SIGNALS
from .generated import GENERATED_SIGNALS
from .literals import LITERAL_SIGNALS
from .logic import LOGIC_SIGNALS
from .machines import MACHINE_SIGNALS
from .names import NAME_SIGNALS
from .repetition import REPETITION_SIGNALS

HERE = Path(__file__).parent
SIGNALS = (
    *ENCODED_SIGNALS,
    *GENERATED_SIGNALS,
    *LITERAL_SIGNALS,
    *LOGIC_SIGNALS,
    *MACHINE_SIGNALS,
    *NAME_SIGNALS,
    *REPETITION_SIGNALS,
)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack, for every language; what needs a grammar is unmeasured where there is none."""
    return [
        rulekit.Pack(
            "code",
            signals=SIGNALS,
            table=HERE / "languages.json",
            content_rules=HERE / "ambiguous.json",
        )
    ]
