"""Lines by how they begin and end: bullets, and sentences that break off."""

from __future__ import annotations

from collections.abc import Callable

from rulekit import Document, Finder, Span, Unmeasured

from .lines import lines_without_cr

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


def _lines(name: str, doc: str, holds: Callable[[str], bool]) -> Finder:
    """Find the lines of which something holds; raises Unmeasured without lines, as OpenCoder."""

    def find(document: Document) -> list[Span]:
        if not document.lines:
            raise Unmeasured("there are no lines")
        numbers = (number for number, line in enumerate(document.lines) if holds(line))
        return list(lines_without_cr(document, numbers))

    return Finder(name, doc, find)


EDGE_FINDERS = (
    _lines(
        "text.bullet_lines",
        "lines that begin with a bullet symbol, blanks apart",
        _begins_with_bullet,
    ),
    _lines(
        "text.broken_lines",
        "lines that end with an ellipsis or a word for `more`, closing brackets apart",
        _breaks_off,
    ),
)
