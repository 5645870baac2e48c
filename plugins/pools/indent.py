"""The blanks before the first code of a line."""

from __future__ import annotations

_BLANKS = b" \t\r\v\f"


def indent_before(data: bytes, at: int) -> bytes | None:
    """All of a line before a place; None where anything but blanks is there.

    Of a line with a million functions no blank is looked at twice.
    """
    begin = at
    while begin and data[begin - 1] in _BLANKS:
        begin -= 1
    return data[begin:at] if not begin or data[begin - 1] == ord("\n") else None
