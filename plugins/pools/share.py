"""Shares as people write them: `30 %`; and sizes where either is meant."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from .byte_size import UNITS, bytes_of

EXAMPLE = "write 30 % or 0.3"
DIGITS = 15  # of a number that is read


def fraction_of(share: str | float) -> Fraction:
    """The share as an exact number from 0 to 1; raises ValueError for what is none."""
    text = str(share).strip()
    number = text.removesuffix("%").rstrip()
    digits = number.replace(".", "", 1)
    if isinstance(share, bool) or not (digits.isascii() and digits.isdigit()) or number[-1] == ".":
        raise ValueError(f"`{share}` is no share: {EXAMPLE}")
    if len(digits) > DIGITS:
        raise ValueError(f"`{share}` has more than {DIGITS} digits")
    found = Fraction(number) / (100 if text.endswith("%") else 1)
    if found > 1:
        raise ValueError(f"`{share}` is more than there is: a share is at most 100 %; {EXAMPLE}")
    return found


def size_of(top: str | float) -> int | None:
    """Bytes, if a text is a size; None for a share. Raises ValueError for a size that is none."""
    if isinstance(top, str) and top.strip()[-1:].isalpha():
        size: int = bytes_of(top)
        if size >= 2**63:
            raise ValueError(f"`{top}` is more than any corpus has")
        return size
    return None


def _share(given: Any) -> Any:
    """The share as a text; what is neither text nor number is left to the model."""
    if not isinstance(given, str | int | float):
        return given
    fraction_of(given)
    return str(given)


def _top(given: Any) -> Any:
    if isinstance(given, str) and size_of(given) is not None:
        return given
    return _share(given)


_Number = Annotated[float, Field(ge=0, le=1)]
_NUMBER = r"[0-9]+(\.[0-9]+)?"
_Text = Annotated[str, Field(pattern=rf"^ *{_NUMBER} *%? *$")]
_Size = Annotated[str, Field(pattern=rf"^{_NUMBER} ?({'|'.join(UNITS)})$")]
Share = Annotated[str, BeforeValidator(_share, json_schema_input_type=_Number | _Text)]
Top = Annotated[str, BeforeValidator(_top, json_schema_input_type=_Number | _Text | _Size)]
