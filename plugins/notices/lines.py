"""Leading comments as lines that can be taken out one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import re2
from rulekit import Span

# The two ends of comments on several lines, in the languages that there are (marks: tokei).
_PAIRS = (
    (rb"/\*+!?<?", rb"\**\*/"),
    (rb"<!--+", rb"-*-->"),
    (rb"\(\*+", rb"\**\*\)"),
    (rb"\{-+\|?", rb"-*-\}"),
    (rb"\{#", rb"#\}"),
    (rb"\{!?", rb"\}"),
    (rb"\{\{!-*", rb"-*\}\}"),
    (rb"--\[=*\[", rb"(?:--)?\]=*\]"),
    (rb"#=+", rb"=+#"),
    (rb"#\|+", rb"\|+#"),
    (rb"<#-*", rb"-*#?>"),
    (rb"<%--+", rb"-*--%>"),
    (rb"/\++", rb"\+*\+/"),
    (rb"/'+", rb"'+/"),
    (rb"@\*+", rb"\*+@"),
    (rb"###+", rb"###+"),
    (rb"=(?:begin|pod|head\d|for|encoding|over|item)\b", rb"=(?:cut|end)"),
    (rb'[rRuU]?"""', rb'"""'),
    (rb"[rRuU]?'''", rb"'''"),
)
_OPENINGS = tuple((re2.compile(begin), re2.compile(rb"(?:%s)$" % end)) for begin, end in _PAIRS)
LONGEST = 2_000  # bytes of a line that are read: no prose has more
_CLOSING_BYTES = 80  # more than any closing mark, the stars before it apart

# What stands around the words of a line: marks of comments, frames, bullets.
_FRAME = "│┃║┌┐└┘├┤╔╗╚╝╠╣─━═".encode()
_BEFORE = re2.compile(
    rb"^\s*(?:[*#/;%!|~=+\-\\'\x60^_.\s"
    + _FRAME
    + rb"]|<!--|\(\*|\{-|--\[=*\[|(?i:rem|dnl)\b|[rRuU]?\"\"\"|\{)*"
)
_AFTER = re2.compile(rb"(?:[\s*#/|=\-~+%_\\" + _FRAME + rb"]|\*\)|-->|-\}|\]=*\]|\"\"\"|''')*$")
_CONTINUED = re2.compile(rb"(?:^|[^\\])\\\s*$")
_STRING = re2.compile(rb"""[rRuU]?["']""")
_WORD = re2.compile(rb"[\pL\pN]")
_BLANKS = b" \t\r\f\v"


class CommentLine(NamedTuple):
    """A line of a comment: what goes if it goes, and its words without any marks.

    `column` is where the words begin in the line of the file. A fixed line cannot go alone.
    """

    start: int
    end: int
    words: str
    column: int
    fixed: bool = False


@dataclass(frozen=True)
class CommentBlock:
    """Lines that belong together: a comment on several lines, or one-line comments in a row.

    `whole` is what goes when all lines go: None if that is the lines themselves.
    """

    lines: Sequence[CommentLine]
    whole: Span | None = None


def blocks(data: bytes, comments: Sequence[Span]) -> Sequence[CommentBlock]:
    """The lines of comments, those of a row of one-line comments together."""
    found: list[CommentBlock] = []
    run: list[CommentLine] = []
    for span in comments:
        block = _block(data, span)
        alone = len(block.lines) == 1 and block.whole is None
        if not alone or (run and data[run[-1].end : block.lines[0].start]):
            found += _closed(run)
        if alone:
            run.extend(block.lines)
        else:
            found.append(block)
    return [*found, *_closed(run)]


def _closed(run: list[CommentLine]) -> Iterator[CommentBlock]:
    """The run so far as a block, if there is any; a new one begins."""
    if run:
        yield CommentBlock(tuple(run))
        run.clear()


def _block(data: bytes, span: Span) -> CommentBlock:
    """One comment: its lines, and what goes with all of it."""
    begin, end = line_of(data, span)
    before = bool(data[begin : span.start].strip(b"\xef\xbb\xbf" + _BLANKS))
    after = bool(data[span.end : end].strip())
    if after and _STRING.match(data, span.start):
        before = True  # a statement, which what follows may need
    several = b"\n" in data[span.start : span.end]
    if not before and not after and not several:
        start = span.start if data.startswith(b"\xef\xbb\xbf", begin) else begin
        return CommentBlock((_line(data, start, min(end + 1, len(data)), start),))
    joining = before and after  # without it, what stands around it would be joined
    found = _lines(data, span) if several else [_line(data, *span, begin, fixed=joining)]
    lines = tuple(found)
    if joining:
        return CommentBlock(lines)
    return CommentBlock(lines, _whole(data, span, begin, end, before, after))


def line_of(data: bytes, span: Span) -> tuple[int, int]:
    """Where the lines of a span begin and end; of a very long line only the part nearby."""
    farthest = max(0, span.start - LONGEST)
    begin = data.rfind(b"\n", farthest, span.start)
    end = data.find(b"\n", span.end, span.end + LONGEST)
    stop = min(len(data), span.end + LONGEST)
    return farthest if begin < 0 else begin + 1, stop if end < 0 else end


def _whole(data: bytes, span: Span, begin: int, end: int, before: bool, after: bool) -> Span:
    """What goes with a comment that shares a line with code, or has lines of its own."""
    if before:
        return Span(begin + len(data[begin : span.start].rstrip(_BLANKS)), span.end)
    if after:
        return Span(span.start, end - len(data[span.end : end].lstrip(_BLANKS)))
    start = span.start if data.startswith(b"\xef\xbb\xbf", begin) else begin
    return Span(start, min(end + 1, len(data)))


def _lines(data: bytes, span: Span) -> Iterator[CommentLine]:
    """Lines of a comment on several lines; its marks stay when the words beside them go."""
    opened, closed = _ends(data, span)
    at = span.start
    while at < span.end:
        end = data.find(b"\n", at, span.end) + 1 or span.end
        first, last = at == span.start, end == span.end
        start, stop = (opened if first else at), max(at, closed if last else end)
        if first:
            stop = max(start, at + len(data[at:end].rstrip(b"\r\n")))
        elif last:
            start += len(data[at:stop]) - len(data[at:stop].lstrip(_BLANKS))
        yield _line(data, start, stop, at, fixed=opened == closed and (first or last))
        at = end


def _ends(data: bytes, span: Span) -> tuple[int, int]:
    """Where the words of a comment begin and end; the same place twice for marks not known."""
    for opening, closing in _OPENINGS:
        begin = opening.match(data, span.start, span.end)
        if begin:
            tail = data[max(begin.end(), span.end - _CLOSING_BYTES) : span.end]
            close = closing.search(tail)
            if close:
                return begin.end(), span.end - len(tail) + close.start()
    return span.start, span.start


def _line(data: bytes, start: int, end: int, begin: int, *, fixed: bool = False) -> CommentLine:
    """A line of which the bytes from start to end go; it begins at `begin`."""
    text = data[start:end]
    before = _BEFORE.match(text).end()
    after = _AFTER.search(text, before).start()
    words = text[before:after] if _WORD.search(text, before, after) else b""
    fixed = fixed or bool(_CONTINUED.search(text))  # the next line goes on with it
    column = len(data[begin : min(start + before, begin + LONGEST)].expandtabs(8))
    return CommentLine(start, end, words[:LONGEST].decode("utf-8", "replace"), column, fixed)
