"""A program that is confined, and its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

CHANNEL = 3  # the descriptor by which a program tells its result
Cause = Literal["", "start", "cpu", "seconds", "output", "disk", "threads", "result"]


@dataclass(frozen=True)
class Program:
    """Words that start a program, beginning with the absolute path of its file.

    `files` are there, in its folder, when it starts; `stdin` is what it can read once. `reads` are
    folders and files that it needs beside those of `/usr`. Whatever it writes to CHANNEL is its
    result; standard output and error are its output.
    """

    words: tuple[str, ...]
    stdin: bytes = b""
    files: Mapping[str, str] = field(default_factory=dict)
    reads: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ProgramEnd:
    """The end of a program: its exit code, or minus the number of the signal that it died of.

    `cause` is the bound that ended it, or `start` if it never ran, and `note` why; "" when it ended
    by itself. `output` is the beginning of its output.
    """

    code: int
    cause: Cause = ""
    output: bytes = b""
    result: bytes = b""
    note: str = ""
