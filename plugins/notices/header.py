"""The step `header`: notices go from the comments that a file begins with."""

from __future__ import annotations

from collections.abc import Sequence

import re2
from rulekit import GOES_ON, CuratedRow, Edit, Outcome, Span

from .cut import Cut, cuts
from .leading import NEEDS, leading, may_have_notices
from .lines import LONGEST, CommentBlock, blocks, line_of
from .paragraphs import labels
from .settings import HeaderSettings

_TEXTS = re2.compile(
    r"(?i)(?:^|/)(?:un)?(?:licen[cs]es?|copying|copyrights?|notices?)(?:[.-][^/]*)?$"
)


class HeaderStep:
    """Takes the notices out of a heading, and leaves all else in it as it is."""

    def __init__(self, settings: HeaderSettings) -> None:
        self._kinds = frozenset(settings.remove)

    needs = NEEDS

    def apply(self, row: CuratedRow) -> Outcome:
        """Cut whole lines; a comment without words left goes with its line ends."""
        edits = [
            Edit(cut.start, cut.end, "", cut.kind, f"notices/{cut.kind}") for cut in self._cuts(row)
        ]
        return Outcome(edits=edits) if edits else GOES_ON

    def _cuts(self, row: CuratedRow) -> Sequence[Cut]:
        if _TEXTS.search(row.path) or not may_have_notices(row.text):
            return ()
        data = row.data
        found = blocks(data, leading(row))
        told = labels(found, [_texts(data, block) for block in found])
        gone = [[kind if kind in self._kinds else "" for kind in block] for block in told]
        return cuts(data, found, gone)


def _texts(data: bytes, block: CommentBlock) -> Sequence[str]:
    """The lines of a block from where they begin in the file."""
    return [
        data[line_of(data, Span(line.start, line.end))[0] : line.end][:LONGEST].decode(
            "utf-8", "replace"
        )
        for line in block.lines
    ]
