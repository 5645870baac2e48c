"""The journal of replies: what was asked and came back, a line each, only ever added to."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from rulekit.errors import Problem, SpecError, UsageError

LINES = 10_000  # of a file
FILE = 2**40  # that a place counts for each file before its own: places are one number each
MOST = 2**40  # tokens of an answer that are believed
ROOM = 2**20  # bytes that a disk must have before anybody is asked: answers of some 32 requests
SYNCED = 50  # lines after which what is written is on the disk: what a cut of power can cost
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
KEPT = "what is done is kept; the same command goes on"


@dataclass(frozen=True)
class Entry:
    """A line: the answer to a request, as it came.

    `outcome` is `answered`, or `failed` after so many `tries`; the `status` is that of HTTP, 0
    without any, the `body` what the server wrote or why there is none. `fingerprint` is the word of
    the server for its own state. `complaint` is what was said of the reply before.
    """

    key: str
    outcome: str
    status: int
    body: str
    usage: dict[str, int] = field(default_factory=dict)
    fingerprint: str = ""
    tries: int = 1
    complaint: str = ""

    @property
    def is_answered(self) -> bool:
        """True if it may be used again."""
        return self.outcome == "answered"


class ReplyJournal:
    """The answers in a folder, by key; a context, which adds to the last of its files.

    Of a key the last answer counts; failures are kept to be counted, and never used again. A last
    line without its end, which a kill has left, is taken off. One process writes at a time, which
    its caller sees to. Raises SpecError for other lines that are none. Of each key, no more than
    its place is in memory.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answered: dict[str, int] = {}
        self.failed: dict[str, int] = {}
        self._lines, self._number, self._size = 0, 0, 0
        self._file = -1
        self._read_last: tuple[int, BinaryIO] | None = None  # number of a file, and itself

    def __enter__(self) -> ReplyJournal:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._number = max([int(path.stem) for path in self._files()], default=0)
        self._open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close what is open; who only reads has need of nothing else."""
        self._close()
        self._close_read()

    def entries(self) -> Iterator[Entry]:
        """All that is kept, in the order in which it came; finds the places of all keys."""
        for path in self._files():
            start = 0
            with path.open("rb") as file:
                for number, line in enumerate(file, 1):
                    if not line.endswith(b"\n"):  # a torn line
                        break
                    entry = _entry(line, path, number)
                    self._note(entry, int(path.stem) * FILE + start)
                    start += len(line)
                    yield entry

    def add(self, entry: Entry) -> None:
        """Add an answer; it survives the death of this process from here on."""
        if self._lines == LINES:
            self._close()
            self._number += 1
            self._open()
        line = json.dumps(vars(entry)).encode() + b"\n"
        self._append(line)
        self._note(entry, self._number * FILE + self._size)
        self._size += len(line)
        self._lines += 1
        if self._lines % SYNCED == 0:
            os.fsync(self._file)

    def _append(self, data: bytes) -> None:
        try:
            while data:
                data = data[os.write(self._file, data) :]
        except OSError as error:
            os.ftruncate(self._file, self._size)
            message = f"`{self._path(self._number)}` cannot be written: {error.strerror}"
            raise UsageError([Problem(message, remedy=KEPT)]) from None

    def find(self, key: str) -> Entry | None:
        """The answer to a request; None when there is none but failures."""
        return self._read(self.answered.get(key))

    def failure(self, key: str) -> Entry | None:
        """The last failure of a request."""
        return self._read(self.failed.get(key))

    def _read(self, place: int | None) -> Entry | None:
        if place is None:
            return None
        number, start = divmod(place, FILE)
        path = self._path(number)
        if self._read_last is None or self._read_last[0] != number:
            self._close_read()
            self._read_last = number, path.open("rb")
        file = self._read_last[1]
        file.seek(start)
        return _entry(file.readline(), path, 0)

    def _close_read(self) -> None:
        if self._read_last:
            self._read_last[1].close()
        self._read_last = None

    def _note(self, entry: Entry, place: int) -> None:
        (self.answered if entry.is_answered else self.failed)[entry.key] = place

    def _open(self) -> None:
        """Open the last file, and take off what is no whole line."""
        path = self._path(self._number)
        data = path.read_bytes() if path.exists() else b""
        self._size = data.rfind(b"\n") + 1
        self._lines = data.count(b"\n")
        self._file = os.open(path, _FLAGS, 0o644)
        os.ftruncate(self._file, self._size)
        self._append(bytes(ROOM))  # better told now than when answers are there
        os.ftruncate(self._file, self._size)

    def _close(self) -> None:
        if self._file >= 0:
            os.fsync(self._file)
            os.close(self._file)
        self._file = -1

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob(f"{'[0-9]' * 6}.jsonl"))

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:06}.jsonl"


def whole_counts(usage: Mapping[str, Any]) -> dict[str, int]:
    """The counts of tokens that can be: a server may write any number."""
    return {
        name: count for name, count in usage.items() if type(count) is int and 0 <= count <= MOST
    }


def _entry(line: bytes, path: Path, number: int) -> Entry:
    try:
        fields: dict[str, Any] = json.loads(line)
        return Entry(**{**fields, "usage": whole_counts(fields.get("usage", {}))})
    except (AttributeError, KeyError, ValueError, TypeError):
        remedy = "take the line out: its row is asked again"
        problem = Problem("no line of a journal", str(path), number, remedy=remedy)
        raise SpecError([problem]) from None
