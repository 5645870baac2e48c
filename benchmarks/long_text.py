"""Long texts of a language: files of a corpus, one after the other, whole and none of them twice.

When the corpus has no more, its files come again with other names in them: the words that are in
one folder alone get an ending. So a long text of code is neither full of copies, which rules on
repetition have to look at closely, nor of pieces whose brackets stay open. Numbers, and words that
are everybody's, stay as they are: runs of words in tables and prose recur each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from string import ascii_lowercase

from sample import Sample

_NAME = re.compile(rb"[A-Za-z_][A-Za-z0-9_]{3,}")


def pieces(files: Sequence[Sample], size: int, most: int) -> Iterator[bytes]:
    """Texts of up to `size` bytes, `most` bytes in all, each of whole files.

    They are ASCII, where there are such files. A file that is longer than a piece is left out.
    """
    held, length, total = list[bytes](), 0, 0
    for one in _endless([one for one in files if 0 < len(one.data) <= size]):
        if length + len(one) > size:
            if total + length > most:
                return
            yield b"".join(held)
            total += length
            held, length = [], 0
        held.append(one)
        length += len(one)


def _endless(files: Sequence[Sample]) -> Iterator[bytes]:
    """Files, each ended by a line feed; then the same with other names, again and again."""
    ascii_only = [one for one in files if one.data.isascii()] or files
    own = _own_names(ascii_only)
    for turn in count():
        rename = _renaming(own, turn)
        for one in ascii_only:
            yield rename(one.data.rstrip(b"\n")) + b"\n"


def _own_names(files: Sequence[Sample]) -> frozenset[bytes]:
    """Words that one folder has, and no other: they are no language's."""
    folder_of: dict[bytes, str] = {}
    shared = set[bytes]()
    for one in files:
        folder = one.path.rpartition("/")[0]
        for name in set(_NAME.findall(one.data)):
            if folder_of.setdefault(name, folder) != folder:
                shared.add(name)
    return frozenset(folder_of.keys() - shared)


def _renaming(names: frozenset[bytes], turn: int) -> Callable[[bytes], bytes]:
    """Give names the ending of a turn; the first has none."""
    high, low = divmod(turn, len(ascii_lowercase))
    ending = f"{ascii_lowercase[high]}{ascii_lowercase[low]}".encode() if turn else b""

    def renamed(found: re.Match[bytes]) -> bytes:
        return found[0] + ending if found[0] in names else found[0]

    return lambda data: _NAME.sub(renamed, data) if turn else data
