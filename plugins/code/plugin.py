"""The code pack: what code in any language has, and the table that tells languages apart."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

from .bare_lines import BARE_SIGNALS
from .copies import COPY_SIGNALS
from .encoded import ENCODED_FINDERS, ENCODED_SIGNALS
from .generated.file_names import FILE_NAME_SIGNALS
from .generated.header import HEADER_FINDERS
from .generated.tool_output import TOOL_FINDERS
from .known import KNOWN_FINDERS, KNOWN_SIGNALS
from .literals import LITERAL_FINDERS, LITERAL_SIGNALS
from .logic import LOGIC_FINDERS, LOGIC_SIGNALS
from .looks import LOOK_FINDERS, LOOK_SIGNALS
from .records import RECORD_SIGNALS
from .repetition import REPETITION_SIGNALS
from .repository import REPOSITORY_SIGNALS

HERE = Path(__file__).parent
FINDERS = (
    *ENCODED_FINDERS,
    *HEADER_FINDERS,
    *LITERAL_FINDERS,
    *LOGIC_FINDERS,
    *LOOK_FINDERS,
    *KNOWN_FINDERS,
    *TOOL_FINDERS,
)
SIGNALS = (
    *BARE_SIGNALS,
    *ENCODED_SIGNALS,
    *FILE_NAME_SIGNALS,
    *LITERAL_SIGNALS,
    *COPY_SIGNALS,
    *KNOWN_SIGNALS,
    *LOGIC_SIGNALS,
    *LOOK_SIGNALS,
    *RECORD_SIGNALS,
    *REPETITION_SIGNALS,
    *REPOSITORY_SIGNALS,
)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """Bring one pack for every language; without a grammar, some numbers are unmeasured."""
    return [
        rulekit.Pack(
            "code",
            finders=FINDERS,
            signals=SIGNALS,
            table=HERE / "languages.json",
            content_rules=HERE / "ambiguous.json",
        )
    ]
