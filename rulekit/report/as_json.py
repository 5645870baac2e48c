"""Records as JSON that no terminal obeys."""

from __future__ import annotations

import json

from rulekit.core.record import to_record
from rulekit.core.verdict import Verdict

# JSON leaves these as they are, and a terminal obeys them; inside a string an escape is the same.
# C1 controls, then Unicode 16's format characters (Cf: bidi, joiners, tags) and line separators.
_OBEYED = (
    (0x7F, 0x9F), (0xAD, 0xAD), (0x600, 0x605), (0x61C, 0x61C), (0x6DD, 0x6DD), (0x70F, 0x70F),
    (0x890, 0x891), (0x8E2, 0x8E2), (0x180E, 0x180E), (0x200B, 0x200F), (0x2028, 0x202E),
    (0x2060, 0x2064), (0x2066, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0x110BD, 0x110BD),
    (0x110CD, 0x110CD), (0x13430, 0x1343F), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
    (0xE0001, 0xE0001), (0xE0020, 0xE007F),
)  # fmt: skip
_ESCAPES = {
    code: json.dumps(chr(code))[1:-1] for low, high in _OBEYED for code in range(low, high + 1)
} | {0x7F: "\\u007f"}  # json leaves that one of ASCII


def as_json(verdict: Verdict, config: str = "") -> str:
    """A verdict's record as one line of JSON, with the rulekit.toml in force if there was one."""
    return written(to_record(verdict) | ({"config": config} if config else {}))


def written(data: object) -> str:
    """Data as JSON, with escapes for characters that a terminal obeys."""
    return json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
