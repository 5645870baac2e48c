"""What goes from a block of comment when some of its lines go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .lines import CommentBlock


class Cut(NamedTuple):
    """Bytes that go, and what they are."""

    start: int
    end: int
    kind: str


def cuts(data: bytes, blocks: Sequence[CommentBlock], gone: Sequence[Sequence[str]]) -> list[Cut]:
    """The bytes that go, in order; `gone` has what a line is that goes, "" for one that stays."""
    found: list[Cut] = []
    above = 0  # where that begins which goes and reaches to the last cut
    for block, kinds in zip(blocks, gone, strict=True):
        if not any(kinds):
            continue
        words = [bool(line.words) for line in block.lines]
        if all(kind or not word for kind, word in zip(kinds, words, strict=True)):
            start = block.whole.start if block.whole else block.lines[0].start
            above = above if found and found[-1].end == start else start
            found += _all_of(data, block, _filled(kinds), above)
        else:
            found += _some_of(block, _with_blanks(kinds, words))
    return _joined(found)


def _all_of(data: bytes, block: CommentBlock, kinds: Sequence[str], above: int) -> Iterator[Cut]:
    """A whole comment, with its line ends and empty lines below it if there are some above it."""
    at = block.whole.start if block.whole else block.lines[0].start
    end = block.whole.end if block.whole else block.lines[-1].end
    if data[end - 1 : end] == b"\n" and _is_apart(data, above):
        end = _after_blanks(data, end)
    stops = [*(line.start for line in block.lines[1:]), end]
    for kind, stop in zip(kinds, stops, strict=True):
        stop = max(at, stop)
        yield Cut(at, stop, kind)
        at = stop


def _is_apart(data: bytes, at: int) -> bool:
    """Tell whether nothing or an empty line is above a place."""
    head = data[max(0, at - 4) : at]
    return head in (b"", b"\xef\xbb\xbf") or head.replace(b"\r", b"").endswith(b"\n\n")


def _after_blanks(data: bytes, end: int) -> int:
    """The end of the empty lines below a place."""
    while True:
        stop = data.find(b"\n", end)
        if stop < 0 or data[end:stop].strip():
            return end
        end = stop + 1


def _filled(kinds: Sequence[str]) -> list[str]:
    """Kinds of all lines: a line without words is what the line before it is."""
    last = next(kind for kind in kinds if kind)
    return [last := kind or last for kind in kinds]


def _with_blanks(kinds: Sequence[str], words: Sequence[bool]) -> list[str]:
    """Kinds of lines that go, with those without words around them that have no use any more.

    Between two paragraphs that stay, one separation stays: that which was the first.
    """
    gone = list(kinds)
    at = 0
    while at < len(gone):
        if words[at] and not kinds[at]:
            at += 1
            continue
        end = at
        while end < len(gone) and (not words[end] or kinds[end]):
            end += 1
        _thin(gone, words, range(at, end))
        at = end
    return gone


def _thin(gone: list[str], words: Sequence[bool], run: range) -> None:
    """Drop separations in a run of lines that go and lines without words."""
    chunks = list(_chunks(words, run))
    if not any(words[chunk.start] for chunk in chunks):
        return
    blank = [chunk for chunk in chunks if not words[chunk.start]]
    at_start, at_end = run.start == 0, run.stop == len(gone)
    stays = blank[-1:] if at_end else blank[:1]
    if at_start and blank and words[run.start]:
        stays = []  # nothing above that it would separate
    if at_end and blank and words[run.stop - 1]:
        stays = []
    last = next(gone[number] for number in run if words[number])
    for chunk in chunks:
        for number in chunk:
            last = gone[number] or last
            if chunk not in stays:
                gone[number] = gone[number] or last


def _chunks(words: Sequence[bool], run: range) -> Iterator[range]:
    """Stretches of a run that have words, or none."""
    start = run.start
    for number in run[1:]:
        if words[number] != words[start]:
            yield range(start, number)
            start = number
    yield range(start, run.stop)


def _some_of(block: CommentBlock, gone: Sequence[str]) -> Iterator[Cut]:
    for line, kind in zip(block.lines, gone, strict=True):
        if kind and line.end > line.start:
            yield Cut(line.start, line.end, kind)


def _joined(found: Sequence[Cut]) -> list[Cut]:
    """Cuts of the same kind that touch as one."""
    joined: list[Cut] = []
    for cut in found:
        if cut.start == cut.end:
            continue
        if joined and joined[-1].end == cut.start and joined[-1].kind == cut.kind:
            joined[-1] = joined[-1]._replace(end=cut.end)
        else:
            joined.append(cut)
    return joined
