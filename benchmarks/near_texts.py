"""Texts to measure `near` on: real files, and copies of them with changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

SIZES = (200, 1_000_000)  # bytes of the files that are read
CHANGED = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2)  # share of the lines that planted copies differ in


def read(places: Iterable[Path]) -> list[bytes]:
    """The texts, each once, in the order of a hash."""
    found = {hashlib.sha256(data).digest(): data for place in places for data in _texts(place)}
    return [found[key] for key in sorted(found)]


def _texts(place: Path) -> Iterator[bytes]:
    for data in _contents(place):
        if SIZES[0] <= len(data) <= SIZES[1]:
            try:
                data.decode()
            except UnicodeDecodeError:
                continue
            yield data


def _contents(place: Path) -> Iterator[bytes]:
    if place.is_dir():
        yield from (path.read_bytes() for path in place.rglob("*") if path.is_file())
        return
    from pyarrow import parquet

    column = parquet.read_table(place, columns=["content"])["content"]
    yield from (text.encode() for text in column.to_pylist() if text)


def planted(texts: Sequence[bytes], count: int) -> list[bytes]:
    """Copies of the first texts in which a share of the lines, chosen by a hash, has another word.

    Of short texts the smallest share may be none: there is no copy of these.
    """
    first = enumerate(texts[:count])
    changed = [(_changed(data, CHANGED[at % len(CHANGED)], at), data) for at, data in first]
    return [copy for copy, data in changed if copy != data]


def _changed(data: bytes, share: float, number: int) -> bytes:
    lines = data.split(b"\n")
    for at, line in enumerate(lines):
        drawn = hashlib.blake2b(b"%d %d" % (number, at), digest_size=4).digest()
        if int.from_bytes(drawn, "little") < share * 2**32:
            lines[at] = line + b" changed_%d" % at
    return b"\n".join(lines)
