"""Two texts side by side, as lines of which some are gone and some are new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from rulekit.core.escape import visible

LINES = 400  # of a text that are compared; its end is left out
SHOWN = 60  # lines that are shown on a side
AROUND = 3  # lines that are alike, before and after those that are not
WIDE = 300  # characters of a line

Line = tuple[str, str]  # how it is (`gone`, `new`, `skip`, `same`), and its text


def sides(left: tuple[str, str], right: tuple[str, str]) -> dict[str, Any]:
    """The names and lines of two texts, with what is around their differences."""
    lines = [text.split("\n")[:LINES] for _, text in (left, right)]
    shown: tuple[list[Line], list[Line]] = ([], [])
    for some, others in _told(*lines):
        shown[0].extend(some)
        shown[1].extend(others)
    named = [
        {"name": name, "lines": some[:SHOWN]}
        for (name, _), some in zip((left, right), shown, strict=True)
    ]
    return {"left": named[0], "right": named[1]}


def _told(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[list[Line], list[Line]]]:
    groups = [*SequenceMatcher(None, left, right, autojunk=False).get_grouped_opcodes(AROUND)]
    if not groups:
        same = [_line("same", one) for one in left[:SHOWN]]
        yield same, same
    last = 0
    for group in groups:
        if skipped := group[0][1] - last:
            note = ("skip", f"… {skipped} lines alike …")
            yield [note], [note]
        for kind, from_left, to_left, from_right, to_right in group:
            words = ("same", "same") if kind == "equal" else ("gone", "new")
            yield (
                [_line(words[0], one) for one in left[from_left:to_left]],
                [_line(words[1], one) for one in right[from_right:to_right]],
            )
            last = to_left


def _line(kind: str, text: str) -> Line:
    return kind, visible(text[:WIDE]) + ("…" if len(text) > WIDE else "")
