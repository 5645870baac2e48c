"""Sizes as people write them: `200 GB`."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

# A published target such as 200 GB does not say which gigabyte it means: here it is the SI's.
UNITS = {"B": 1, "kB": 10**3, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
_SIZE = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,15})?) ?([A-Za-z]{1,5})")


def bytes_of(size: Any) -> Any:
    """The bytes of a text such as `1.5 MB`; what is no text is left to the model.

    Raises ValueError that says how a size is written.
    """
    if not isinstance(size, str):
        return size
    told = _SIZE.fullmatch(size)
    unit = told.group(2) if told else ""
    if told is None or unit not in UNITS:
        binary = ": units are powers of ten, GB = 10^9 bytes" if unit.endswith("iB") else ""
        example = "write 200 GB, 1.5 MB, or the bytes alone"
        raise ValueError(f"`{size}` is no size{binary}; {example}")
    amount = Fraction(told.group(1)) * UNITS[unit]
    if amount.denominator != 1:
        raise ValueError(f"`{size}` is no whole number of bytes; write fewer decimal places")
    return int(amount)


_Number = Annotated[int, Field(ge=0, lt=2**63)]
_Text = Annotated[str, Field(pattern=rf"^[0-9]+(\.[0-9]+)? ?({'|'.join(UNITS)})$")]
Bytes = Annotated[_Number, BeforeValidator(bytes_of, json_schema_input_type=_Number | _Text)]
