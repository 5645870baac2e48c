"""How lines begin and end: bullets, and what breaks off."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rulekit import Document, Signal, Span, Unmeasured

from .lines import line_span

# OpenCoder's 54 symbols (two stand there twice). `-` and `*` are none: they are Markdown.
BULLETS = tuple("•‣⁃⁌⁍∙■□▢▣▤▥▦▧▨▩▪▫▬▭▮▯○●◦◆◇◈◉◊○◐◑◒◓◔◕◖◘◙◢◣◤◥◦◯☑☒⬛⬜⬤⬞⬟⦾")

# What a teaser ends with, in OpenCoder's list.
BREAKS = (
    *("...", "…", "全文", "详情", "详细", "更多", "المزيد", "تفاصيل", "اقرأ المزيد"),
    *("もっと", "詳細", "もっと読む"),
)
CLOSING = "]】)>》"  # may stand after it


def _begins_with_bullet(line: str) -> bool:
    return line.lstrip().startswith(BULLETS)


def _breaks_off(line: str) -> bool:
    return line.rstrip().rstrip(CLOSING).endswith(BREAKS)


def _signal(name: str, doc: str, holds: Callable[[str], bool]) -> Signal:
    def numbers(document: Document) -> list[int]:
        """0-based numbers of the lines of which it holds."""
        return [number for number, line in enumerate(document.lines) if holds(line)]

    def fraction(document: Document) -> float:
        if not document.lines:
            raise Unmeasured("there are no lines")
        return len(numbers(document)) / len(document.lines)

    def spans(document: Document) -> Iterator[Span]:
        return (line_span(document, number) for number in numbers(document))

    return Signal(name, "share of lines", doc, fraction, spans)


EDGE_SIGNALS = (
    _signal(
        "text.bullet_line_fraction",
        "lines that begin with a bullet symbol, blanks apart",
        _begins_with_bullet,
    ),
    _signal(
        "text.broken_line_fraction",
        "lines that end with an ellipsis or a word for `more`, closing brackets apart",
        _breaks_off,
    ),
)
