"""Messages of findings: templates over a few values."""

from __future__ import annotations

import string

NUMBERS = "|"  # in a format: `{value:line|lines}` is the first word for 1, else the second


class _Filling(string.Formatter):
    def format_field(self, value: float | str, format_spec: str) -> str:
        """Format as Python does; a pair of words gives the one for the number."""
        one, bar, many = format_spec.partition(NUMBERS)
        if bar:
            return one if value == 1 else many
        return format(value, format_spec)


_FILLING = _Filling()


def fill(template: str, **values: float | str | None) -> str:
    """The message with the values in it."""
    return _FILLING.format(template, **values)
