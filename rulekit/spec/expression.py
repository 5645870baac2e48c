"""Patterns as rule files write them."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

_ESCAPES = {"\a": "\\a", "\b": "\\b", "\v": "\\v", "\f": "\\f", "\x1b": "\\e"}


def _plain(expression: str) -> str:
    """Raises ValueError for a control character that an escape between double quotes has made."""
    control = (one for one in expression if unicodedata.category(one) == "Cc")
    if found := next((one for one in control if one not in "\t\n\r"), ""):
        escape = _ESCAPES.get(found, f"\\x{ord(found):02x}")
        made = f"holds the control character {ord(found):#04x}: in double quotes, YAML makes it of"
        raise ValueError(f"the pattern {made} `{escape}`; write the pattern in single quotes")
    return expression


Expression = Annotated[str, Field(min_length=1), AfterValidator(_plain)]
