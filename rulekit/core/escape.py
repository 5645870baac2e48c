"""Text of files and paths made safe to print: control characters are written as escapes."""

from __future__ import annotations

SHORT = 120  # characters of a text that a repr shows at the most


def visible(text: str) -> str:
    """The text with control characters, which a terminal would obey, written as escapes."""
    if text.isprintable():
        return text
    tabs = text.expandtabs(4)
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in tabs)


def in_short(text: str, most: int = SHORT) -> str:
    """The text as `visible` shows it, cut with `…` to so many characters."""
    shown = visible(text[: most + 1])
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
