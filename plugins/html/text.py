"""Size of a text of a page, whatever blanks it is laid out with."""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape

from rulekit import Span

_BLANKS = b"\t\n\v\f\r "


def squeezed(data: bytes, spans: Iterable[Span]) -> str:
    """Join the text of the spans: entities replaced, each run of blanks and each gap one blank."""
    text = b" ".join([data[start:end] for start, end in spans]).decode()
    return " ".join((unescape(text) if "&" in text else text).split())


def solid(data: bytes) -> int:
    """Number of bytes that are not blanks."""
    return len(data.translate(None, _BLANKS))
