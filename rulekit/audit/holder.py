"""Who is at a run, by the files that say so, and whether they go on saying it."""

from __future__ import annotations

import os
import socket
import time
from dataclasses import dataclass
from typing import Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.sealed import DamagedError, read_json
from rulekit.places.place import Place, matching

SILENCE = 30.0  # seconds without a word after which a holder is taken for dead
FOLDER = "leases"


@dataclass(frozen=True)
class Holder:
    """Who holds a lease, or held it: a process of a machine, and how often it has said so.

    `rows` are those that it has judged, in so many `seconds`. `begun` is by the clock of its
    machine: in containers, processes of two runs may have one name and number.
    """

    part: str
    machine: str
    process: int
    beats: int
    rows: int = 0
    seconds: float = 0.0
    begun: int = 0

    @staticmethod
    def of(path: Place) -> Holder | None:
        """The holder that a file tells of; None when there is none, or nothing that can be read."""
        try:
            found = read_json(path)
            return found and Holder(**found)  # type: ignore[return-value]
        except (DamagedError, TypeError):
            return Holder("", "", 0, 0)

    @property
    def is_gone(self) -> bool:
        """True if it was a process of this machine that is no more."""
        if self.machine != socket.gethostname():
            return False
        try:
            os.kill(self.process, 0)
        except ProcessLookupError:
            return True
        except OSError:
            return False
        return False

    @property
    def is_task(self) -> bool:
        """True if it is at the run itself, or at a share of it, and not at a part of that."""
        return "." not in self.part

    def __str__(self) -> str:
        return f"process {self.process} of {self.machine}"


class HolderWatch:
    """Sees which holders fall silent: by its own clock, as nobody's is compared with another's."""

    def __init__(self) -> None:
        self._heard: dict[str, tuple[Holder, float]] = {}

    def look(self, path: Place) -> Holder | None:
        """The holder that a file tells of; None when there is none, or when it is dead."""
        now, clock = Holder.of(path), time.monotonic()
        if now is None or now.is_gone:
            return None
        said, since = self._heard.get(str(path), (None, clock))
        if said == now and clock > since + SILENCE:
            return None
        if said != now:
            self._heard[str(path)] = now, clock
        return now


def holders(audit: AuditFolder) -> list[Holder]:
    """All that hold a lease now, or died with one."""
    found: dict[str, Any] = {}
    for path in matching(audit.work / FOLDER, "*.json"):
        if (holder := Holder.of(path)) is not None:
            found[holder.part] = holder
    return [*found.values()]
