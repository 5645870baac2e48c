"""Edits of a text: made, and followed back to where they came from."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rulekit.hooks.curated_row import Edit

SHOWN = 2  # characters at each end of a secret that an audit has
# An @, numbers in a row, colons of IPv6, a long run of letters and digits: an address or a key.
_RUN = r"[\w+/=]"
_MAY_BE_PRIVATE = re.compile(
    rf"@|\d[.:]\d+[.:]\d|::[0-9a-fA-F]|\w{{24}}|(?={_RUN}*\d)(?={_RUN}*[A-Za-z]){_RUN}{{12}}"
)
READ = 500  # characters of a cut that are looked at
EXCERPT = 80  # characters of what was cut, where it is no secret


def refuse_wrong(edits: Sequence[Edit], data: bytes) -> None:
    """Raise ValueError for edits that are out of order, out of the text, or within a character.

    Also for a replacement that is no text, or half a character.
    """
    last = 0
    for edit in edits:
        if not last <= edit.start <= edit.end <= len(data):
            raise ValueError(f"an edit of {edit.start} to {edit.end} after {last} of {len(data)}")
        if any(place < len(data) and data[place] & 0xC0 == 0x80 for place in edit[:2]):
            raise ValueError(f"an edit of {edit.start} to {edit.end} is within a character")
        if not isinstance(edit.replacement, str):
            raise ValueError(f"an edit of {edit.start} to {edit.end} has no text to stand there")
        edit.replacement.encode()
        last = edit.end


def edited(data: bytes, edits: Sequence[Edit]) -> bytes:
    """The text after the edits, which are in order."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [data[at : edit.start], edit.replacement.encode()]
        at = edit.end
    return b"".join([*pieces, data[at:]])


@dataclass(frozen=True)
class Origin:
    """Where the bytes of a text were, before the edits of some steps, one after the other."""

    steps: tuple[tuple[Edit, ...], ...] = ()

    def after(self, edits: Sequence[Edit]) -> Origin:
        """The same for the text that further edits make."""
        return Origin((*self.steps, tuple(edits))) if edits else self

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of the original that a span comes from: whole cuts, where it touches one."""
        for back in reversed(self._backs):
            start, end = back.of(start, at_end=False), back.of(end, at_end=end > start)
        return start, max(start, end)

    @cached_property
    def _backs(self) -> tuple[_Back, ...]:
        return tuple(_Back.through(edits) for edits in self.steps)


@dataclass(frozen=True)
class _Back:
    """The way back over the edits of one step."""

    edits: tuple[Edit, ...]
    starts: tuple[int, ...]  # of the replacements, in the text that they are in
    ends: tuple[int, ...]

    @staticmethod
    def through(edits: tuple[Edit, ...]) -> _Back:
        starts, ends, moved = [], [], 0
        for edit in edits:
            starts.append(edit.start + moved)
            ends.append(starts[-1] + len(edit.replacement.encode()))
            moved = ends[-1] - edit.end
        return _Back(edits, tuple(starts), tuple(ends))

    def of(self, place: int, *, at_end: bool) -> int:
        """The place before the edits; in a replacement, the end of what it stands for."""
        find = bisect_left if at_end else bisect_right  # what begins at an end is behind it
        number = find(self.starts, place) - 1
        if number < 0:
            return place
        edit, end = self.edits[number], self.ends[number]
        if place < end:
            return edit.end if at_end else edit.start
        return place + edit.end - end


def excerpt(cut: str, *, secret: bool) -> str:
    """What an audit shows of a text that was cut: of a secret its ends, of others the beginning.

    Words that may be an address or a key are left out of that: a notice may have some.
    """
    if secret:
        shown = SHOWN if len(cut) >= 4 * SHOWN else 0
        return f"{cut[:shown]}…{cut[len(cut) - shown :]}"
    line = " ".join("…" if _MAY_BE_PRIVATE.search(word) else word for word in cut[:READ].split())
    return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1]}…"


def keyed_hash(cut: str, key: str) -> str | None:
    """A hash of what was cut, by which equal values are told; None without a key.

    E-mail addresses can be guessed, and so can their hash: the key is never in the audit.
    """
    if not key:
        return None
    own = hashlib.blake2b(key.encode(), digest_size=32).digest()
    return hashlib.blake2b(cut.encode(), key=own, digest_size=16).hexdigest()


def numbered(edits: Sequence[Edit], origin: Origin) -> Iterator[tuple[Edit, int, int]]:
    """Each edit with the bytes of the original that it replaces."""
    for edit in edits:
        yield edit, *origin.span(edit.start, edit.end)
