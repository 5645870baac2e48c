"""Numbers as every report writes them."""

from __future__ import annotations

from rulekit.core.rule import Range

SHARE, RATIO, YES_OR_NO, BYTES = "share", "ratio", "yes or no", "bytes"  # units of signals


def number(value: float | None, digits: int = 4) -> str:
    """A value: whole numbers whole, others with so many digits, and one decimal at the least."""
    if value is None:
        return "—"
    if value == int(value) and abs(value) < 1e15:
        return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.0f}"
    return f"{value:.{digits}g}" if abs(value) < 1000 else f"{value:,.{max(1, digits - 3)}f}"


def quantity(value: float | None, unit: str, digits: int = 3) -> str:
    """A value in the unit that people think in: a share as a percentage, bytes as a size."""
    if value is None:
        return "—"
    if unit == RATIO or unit.startswith(SHARE):
        percentage = 100 * value
        return f"{percentage:,.0f}%" if abs(percentage) > 999 else f"{percentage:.{digits}g}%"
    if unit == YES_OR_NO:
        return "yes" if value else "no"
    return size(int(value)) if unit == BYTES and value >= 0 else number(value, digits + 1)


def allowed(keep: Range, unit: str) -> str:
    """A range in the unit that people think in: `<= 20%`, `10 to 20`."""
    low, high = (one and quantity(one.value, unit, 12) for one in (keep.minimum, keep.maximum))
    if low and high:
        return f"{low} to {high}"
    return f"<= {high}" if high else f">= {low}" if low else "anything"


def signed(value: float | None, unit: str = "") -> str:
    """A margin: with its sign; "" for what is yes or no."""
    if value is None or unit == YES_OR_NO:
        return "" if value is not None else "—"
    return ("+" if value > 0 else "-" if value < 0 else "") + quantity(abs(value), unit)


def percent(part: float, whole: float) -> str:
    """A share as a percentage with one digit; 0 of 0 is 0."""
    return f"{100 * part / whole if whole else 0:.1f}%"


def size(count: int | None) -> str:
    """Bytes as people say them, in steps of a thousand."""
    if count is None:
        return "—"
    for step, unit in ((10**9, "GB"), (10**6, "MB"), (10**3, "KB")):
        if count >= step:
            return f"{count / step:.1f} {unit}"
    return f"{count} B"


def plural(count: int, word: str) -> str:
    """`1 file`, `2 files`."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
