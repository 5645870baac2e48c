"""What a confined program may take."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from rulekit.errors import UsageError

MEGABYTE = 2**20


@dataclass(frozen=True)
class Quota:
    """Bounds of one run of a program. Times in seconds, sizes in bytes.

    `cpu` is time that the program computes, `seconds` time that passes. `memory` is that of each
    process, `file` the size of each file, `disk` that of the folder where it may write, `files`
    those that are open at once. Of one process, `threads` are bounded; others need bubblewrap.
    """

    cpu: int = 5
    seconds: int = 30  # a wall clock stands behind the CPU's, for a program that sleeps
    memory: int = 512 * MEGABYTE
    file: int = 4 * MEGABYTE
    disk: int = 16 * MEGABYTE
    files: int = 64
    processes: int = 1
    threads: int = 64
    output: int = 65_536

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if value < 1:
                raise UsageError(f"`{name}` of a sandbox must be 1 or more, not {value}")

    def __str__(self) -> str:
        return " ".join(f"{name}={value}" for name, value in asdict(self).items())
