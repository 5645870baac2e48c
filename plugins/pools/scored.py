"""Three notes for each row: its group with that's name, its score, its hash, its bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import rulekit

from .hashed import hash_of
from .score_key import key_of, value_of

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

SCORED, UNMEASURED, MISSING = 0, 1, 2  # how it stands with a row's score
WIDTH = 3  # notes of a row
NAME = 32  # bytes of a group's name
_START = 15  # bytes of a longer one, before its hash
_WORDS = NAME // 8

Notes = Callable[[], Iterator[Any]]


class ScoredRow(NamedTuple):
    """A row as it is noted: its group's name, its score, 64 bits drawn for it, its bytes."""

    label: str
    state: int
    score: float
    drawn: int
    size: int

    @property
    def notes(self) -> Sequence[rulekit.Note]:
        """The row as three notes."""
        name = self.label.encode().ljust(NAME, b"\0")
        words = [int.from_bytes(name[i : i + 8], "big") for i in range(0, NAME, 8)]
        key = key_of(self.score)
        return [
            rulekit.Note(hash_of(self.label), key, self.size),
            rulekit.Note(self.state, self.drawn, words[0]),
            rulekit.Note(*words[1:]),
        ]


def scored_row(notes: Sequence[rulekit.Note]) -> ScoredRow:
    """The row that three notes are of."""
    first, second, third = notes
    label = _name([second.amount, *third])
    return ScoredRow(label, second.group, value_of(first.key), second.key, first.amount)


RESERVED = ("(null)", "(none)", "(unknown)")  # names of groups of no value


def label_of(value: object) -> str:
    """A value as the name of a group, of 32 bytes at most.

    One that is longer, cannot be printed, or is called as a group of no value ends with its hash.
    """
    if value is None:
        return "(null)"
    said = str(value)
    if not said:
        return "(none)"
    text = "".join(one if one.isprintable() else "\ufffd" for one in said)
    data = text.encode("utf-8", "replace")
    if len(data) <= NAME and data.decode() == said and said not in RESERVED:
        return said
    return f"{data[:_START].decode('utf-8', 'ignore')}~{hash_of(said):016x}"


def _name(words: Sequence[int]) -> str:
    return b"".join(one.to_bytes(8, "big") for one in words).rstrip(b"\0").decode()


class ScoredPart(NamedTuple):
    """Arrays of the rows of a shard: the place of the group, score as a key, hash and bytes."""

    place: Array
    key: Array
    drawn: Array
    size: Array


@dataclass
class ScoredGroup:
    """Rows and bytes of a group, by how it stands with their scores."""

    label: str
    rows: list[int] = field(default_factory=lambda: [0, 0, 0])
    sizes: list[int] = field(default_factory=lambda: [0, 0, 0])


class ScoredCorpus:
    """All notes of a corpus, and its groups in the order of their numbers."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        groups: dict[int, ScoredGroup] = {}
        for part in self._parts():
            _count(groups, part)
        self.groups = [groups[number] for number in sorted(groups)]
        self._numbers = sorted(groups)

    def parts(self) -> Iterator[ScoredPart]:
        """The rows that have a score, a shard after the other."""
        import numpy as np

        numbers = np.array(self._numbers, np.uint64)
        for part in self._parts():
            some = part[part["group"][:, 1] == SCORED]
            place = np.searchsorted(numbers, some["group"][:, 0])
            size = some["amount"][:, 0].astype(np.int64)
            yield ScoredPart(place, some["key"][:, 0], some["key"][:, 1], size)

    def _parts(self) -> Iterator[Array]:
        for part in self._notes():
            yield part.reshape(-1, WIDTH)


def _count(groups: dict[int, ScoredGroup], part: Array) -> None:
    import numpy as np

    numbers, first, which = np.unique(part["group"][:, 0], return_index=True, return_inverse=True)
    for i, number in enumerate(numbers.tolist()):
        if number not in groups:
            words = [int(part["amount"][first[i], 1]), *map(int, part[first[i], 2].tolist()[-3:])]
            groups[number] = ScoredGroup(_name(words))
    state = part["group"][:, 1].astype(np.int64)
    at = which.reshape(-1) * WIDTH + state
    rows = np.bincount(at, minlength=WIDTH * len(numbers)).reshape(-1, WIDTH)
    sizes = np.zeros(WIDTH * len(numbers), np.int64)
    np.add.at(sizes, at, part["amount"][:, 0].astype(np.int64))
    for i, number in enumerate(numbers.tolist()):
        for one in (SCORED, UNMEASURED, MISSING):
            groups[number].rows[one] += int(rows[i, one])
            groups[number].sizes[one] += int(sizes[i * WIDTH + one])
