"""A file of labels, which is only ever added to: a label that was said is on the disk."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rulekit.errors import Problem, UsageError
from rulekit.labelling.label import HEAD, ReaderLabel
from rulekit.labelling.label_rows import made_of_rows
from rulekit.places.address import refuse_address

_FLAGS = os.O_RDWR | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


class _Content(NamedTuple):
    """Labels of a file, and the bytes at its end that are no whole line."""

    labels: list[ReaderLabel]
    torn: bytes


def read_label_file(file: str) -> list[ReaderLabel]:
    """The labels in a file; of rows that do not say who read, the file is the reader.

    A last line that was torn is passed over. Raises SpecError for rows that are no labels,
    UsageError for a file that cannot be read.
    """
    refuse_address(file, "a file of labels")
    try:
        with open(file, "rb") as opened:  # noqa: PTH123  a path as it was typed
            return _content(file, opened.read()).labels
    except OSError as error:
        raise UsageError(f"`{file}` cannot be read: {error.strerror or error}") from None


class LabelFile:
    """A file of labels that one session adds to; a context, which makes the file if need be.

    `labels` are those that are in it, in their order. `mended` says what was done about a last
    line that an earlier session, killed while it wrote, has left torn; "" for nothing. Raises
    SpecError for rows that are no labels, UsageError for a file that cannot be written.
    """

    def __init__(self, file: str) -> None:
        refuse_address(file, "a file of labels")
        self.file = file
        self.labels: list[ReaderLabel] = []
        self.mended = ""
        self._descriptor = -1

    def __enter__(self) -> LabelFile:
        try:
            is_new = not os.path.lexists(self.file)
            self._descriptor = os.open(self.file, _FLAGS | os.O_CREAT, 0o644)
            if not stat.S_ISREG(os.fstat(self._descriptor).st_mode):
                raise OSError("it is no file")
            self._lock()
            self._read()
            if is_new:
                _settle_folder(self.file)
        except OSError as error:
            self.__exit__()
            raise self._unwritable(error) from None
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1

    def add(self, label: ReaderLabel) -> None:
        """Add a label; when this returns, it is on the disk.

        Raises UsageError when it cannot be written, and then nothing of it is in the file.
        """
        before = os.fstat(self._descriptor).st_size
        try:
            self._append(label.to_line())
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._descriptor, before)
            raise self._unwritable(error) from None
        self.labels.append(label)

    def _append(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._descriptor, data) :]
        os.fsync(self._descriptor)

    def _lock(self) -> None:
        with suppress(ImportError):  # Windows has no such lock
            import fcntl

            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                message = f"another session is writing `{self.file}`"
                remedy = "take another file: `rulekit label --agreement` reads several"
                raise UsageError([Problem(message, remedy=remedy)]) from None

    def _read(self) -> None:
        """Read the labels, and mend the end of the file."""
        with os.fdopen(os.dup(self._descriptor), "rb") as opened:
            data = opened.read()
        self.labels, torn = _content(self.file, data)
        if torn:
            os.ftruncate(self._descriptor, len(data) - len(torn))
            os.fsync(self._descriptor)
            self.mended = f"the last line of `{self.file}` was torn, and is taken out: one label"
        elif data and not data.endswith(b"\n"):
            self._append(b"\n")

    def _unwritable(self, error: OSError) -> UsageError:
        message = f"`{self.file}` cannot be written: {error.strerror or error}"
        return UsageError([Problem(message, remedy="name a file of labels: --out LABELS.jsonl")])


def _content(file: str, data: bytes) -> _Content:
    whole, torn = data, b""
    end = data.rfind(b"\n") + 1
    if _is_torn(data[end:]):
        whole, torn = data[:end], data[end:]
    try:
        lines: Sequence[str] = whole.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        number = whole.count(b"\n", 0, error.start) + 1
        raise UsageError([Problem("no labels: it is not UTF-8", file, number)]) from None
    return _Content(
        made_of_rows(file, lines, partial(ReaderLabel.of_row, reader=file), "label"), torn
    )


def _is_torn(tail: bytes) -> bool:
    """True for the beginning of a line that was written here, of which the end is missing."""
    if not tail or not HEAD.startswith(tail[: len(HEAD)]):
        return False
    try:
        json.loads(tail)
    except ValueError:
        return True
    return False


def _settle_folder(file: str) -> None:
    """Have the name of a new file on the disk, where a system can do that."""
    with suppress(OSError):
        folder = os.open(Path(file).parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
