"""Which lines of a comment are a notice, paragraph by paragraph."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

import re2

from .lines import CommentBlock, CommentLine
from .phrases import PHRASE
from .stays import DIRECTIVE, FIELD, FIELDS_READ, GENERATED, TITLE
from .wording import COPYRIGHT, GOES_ON, LEGAL, LINE, NO_COPYRIGHT, WEAK

Labels = list[str]  # a line's: "copyright" or "licence"; "" for one that stays
_SHORT = 0.6  # of the longest line: one that ends well before the margin ends its sentence
# Of the words. Of 3,315 runs of lines beside notices, in 84 repositories, all that had more were
# notices; 0.09 was the most that documentation had.
_LEGAL_SHARE = 0.12
_PARAGRAPH = 8_000  # characters; longer ones, which are no prose, are read in parts
_BETWEEN = 6  # lines between two of one licence that go with them
_ADDRESS = re2.compile(r"(?:https?://|www\.)\S+\W*$")
_ENDS = (".", ":", "!", "?", ";", '."', ".)")


def labels(blocks: Sequence[CommentBlock], texts: Sequence[Sequence[str]]) -> list[Labels]:
    """Label the lines of all leading comments; `texts` are the lines with their marks."""
    found = [_sure(block, raw) for block, raw in zip(blocks, texts, strict=True)]
    if any(map(any, found)):
        for block, raw, label in zip(blocks, texts, found, strict=True):
            for paragraph in _paragraphs(block, raw):
                _add_doubtful(block.lines, paragraph, label)
    return found


def _sure(block: CommentBlock, raw: Sequence[str]) -> Labels:
    """Label what is a notice whatever stands around it."""
    label = [""] * len(block.lines)
    for paragraph in _paragraphs(block, raw):
        _add_copyright(block.lines, paragraph, label)
        _add_licence(block.lines, paragraph, label)
    _add_between_marks(block.lines, raw, label)
    return label


def _paragraphs(block: CommentBlock, raw: Sequence[str]) -> Iterator[range]:
    """Runs of lines with words on them, without lines that have to stay."""
    start, size = 0, 0
    for number, line in enumerate(block.lines):
        stays = not line.words or line.fixed or stays_as_it_is(line, raw[number])
        size += len(line.words)
        if stays or size > _PARAGRAPH:
            yield from _readable(block.lines, range(start, number))
            start, size = number + stays, 0 if stays else len(line.words)
    yield from _readable(block.lines, range(start, len(block.lines)))


def _readable(lines: Sequence[CommentLine], paragraph: range) -> Iterator[range]:
    """The paragraph, unless programs read its fields."""
    if paragraph and not FIELDS_READ.search("\n".join(lines[number].words for number in paragraph)):
        yield paragraph


def stays_as_it_is(line: CommentLine, raw: str) -> bool:
    """Tell whether a line is spoken to a tool, or by a generator."""
    return bool(
        DIRECTIVE.search(raw) or DIRECTIVE.search(line.words) or GENERATED.search(line.words)
    )


def _add_copyright(lines: Sequence[CommentLine], paragraph: range, label: Labels) -> None:
    head = 0
    for number in paragraph:
        words = lines[number].words
        if COPYRIGHT.search(words) and not NO_COPYRIGHT.search(words):
            label[number], head = "copyright", number
        elif number > paragraph.start and label[number - 1] == "copyright":
            goes_on = _goes_on(lines[head], lines[number - 1].words, lines[number])
            label[number] = "copyright" if goes_on else ""


def _goes_on(head: CommentLine, before: str, line: CommentLine) -> bool:
    """Tell whether a line goes on with a copyright line, after what is before it."""
    if FIELD.match(line.words) or PHRASE.search(line.words):
        return False
    unfinished = before.endswith((",", " and", " by", "&", " the", " of"))
    deeper = line.column > head.column + 3 and len(line.words) < 80  # under the holder
    return bool(unfinished or deeper or GOES_ON.search(line.words))


def _add_licence(lines: Sequence[CommentLine], paragraph: range, label: Labels) -> None:
    texts = [lines[number].words for number in paragraph]
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    margin = max(map(len, texts))
    alone = set()
    for number in paragraph:
        if not label[number] and LINE.search(lines[number].words):
            alone.add(number - paragraph.start)
            label[number] = "licence"
            _fill_below(lines, paragraph, number, label)
    whole, reached = " ".join(texts), -1
    for match in PHRASE.finditer(whole):
        first = bisect_right(starts, match.start()) - 1
        last = bisect_right(starts, match.end() - 1) - 1
        if last <= reached or (first == last and first in alone):
            continue  # a field or a heading, which no sentence goes on from
        before = texts[first][: match.start() - starts[first]]
        if not label[paragraph[first]] and not _begins_here(before, whole[match.start()]):
            first = _sentence_start(texts, first, margin, label, paragraph)
        last = _sentence_end(texts, last, match.end() - starts[last], margin, label, paragraph)
        for at in range(paragraph[max(first, reached + 1)], paragraph[last] + 1):
            label[at] = label[at] or "licence"
        reached = last
    _fill_between(lines, paragraph, label)


def _fill_below(lines: Sequence[CommentLine], paragraph: range, number: int, label: Labels) -> None:
    """A field's value goes on in lines that are indented below it."""
    for at in range(number + 1, paragraph.stop):
        deeper = lines[at].column > lines[number].column + 1
        if not deeper or FIELD.match(lines[at].words) or label[at]:
            return
        label[at] = "licence"


def _begins_here(before: str, first: str) -> bool:
    """Tell whether a sentence begins with a phrase, or before it in its line."""
    if not before.strip(" \"'`([<*-"):
        return not first.islower()
    return any(mark in before for mark in (". ", "! ", "? ", ": ", ".) "))


def _sentence_start(
    texts: Sequence[str], at: int, margin: int, label: Labels, paragraph: range
) -> int:
    """The line in which the sentence begins that goes on in a line."""
    while at and not _is_start(texts, at) and not _ended(texts[at - 1], texts[at], margin):
        if label[paragraph[at - 1]]:
            break
        at -= 1
    return at


def _sentence_end(
    texts: Sequence[str], at: int, column: int, margin: int, label: Labels, paragraph: range
) -> int:
    """The line in which the sentence ends that has been begun before a column of a line."""
    if ". " in texts[at][max(0, column - 1) :] and texts[at].endswith(_ENDS):
        return at
    while (
        at + 1 < len(texts)
        and not _ended(texts[at], texts[at + 1], margin)
        and not _is_start(texts, at + 1)
        and label[paragraph[at + 1]] != "copyright"
    ):
        at += 1
    return at


def _is_start(texts: Sequence[str], at: int) -> bool:
    """Tell whether something of its own begins with a line, and no sentence goes on."""
    return bool(FIELD.match(texts[at]) or TITLE.match(texts[at - 1]) or TITLE.match(texts[at]))


def _ended(text: str, following: str, margin: int) -> bool:
    """Tell whether a sentence ends with a line."""
    if text.endswith(_ENDS):
        return True
    if following[:1].islower():
        return False
    return len(text) < _SHORT * margin or bool(_ADDRESS.search(text))


def _fill_between(lines: Sequence[CommentLine], paragraph: range, label: Labels) -> None:
    """Lines between two of a licence are of it, unless they say something of their own."""
    before = None
    for number in paragraph:
        if label[number] != "licence":
            continue
        gap = range(before + 1, number) if before is not None else range(0)
        if len(gap) <= _BETWEEN and not any(
            label[at] or FIELD.match(lines[at].words) for at in gap
        ):
            for at in gap:
                label[at] = "licence"
        before = number


def _add_between_marks(lines: Sequence[CommentLine], raw: Sequence[str], label: Labels) -> None:
    """All between `BEGIN LICENSE BLOCK` and its end."""
    begun = None
    for number, line in enumerate(lines):
        words = line.words.lower()
        if "licen" not in words or label[number] != "licence":
            continue
        if words.startswith(("begin", "start")):
            begun = number
        elif words.startswith("end") and begun is not None:
            for at in range(begun, number):
                kept = not lines[at].words or stays_as_it_is(lines[at], raw[at])
                label[at] = label[at] or ("" if kept else "licence")
            begun = None


def _add_doubtful(lines: Sequence[CommentLine], paragraph: range, label: Labels) -> None:
    """Label what is a notice where there is another."""
    for run in _unlabelled(paragraph, label):
        texts = [lines[number].words for number in run]
        whole = " ".join(texts)
        if len(LEGAL.findall(whole)) >= max(2, _LEGAL_SHARE * len(whole.split())):
            for number in run:
                label[number] = "licence"
        for number in run:
            following = lines[number + 1].words if number + 1 < run.stop else ""
            if WEAK.search(lines[number].words) and not following[:1].islower():
                label[number] = "licence"


def _unlabelled(paragraph: range, label: Labels) -> Iterator[range]:
    start = None
    for number in paragraph:
        if label[number] and start is not None:
            yield range(start, number)
            start = None
        elif not label[number] and start is None:
            start = number
    if start is not None:
        yield range(start, paragraph.stop)
