"""A lease on an audit, or on a part of it: files that say who is at it, and that go on saying so.

Stores have no locks, and those of network disks outlive who held them. A lease is a file that only
one process can make; its holder writes it anew every few seconds. A holder that has not for a while
is taken for dead, and the next number is the lease from then on. Nobody's clock is compared with
another's: whoever waits sees by his own that nothing is written any more.

Nothing breaks where two are at it all the same: both write the same bytes, each file at once.
"""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from contextlib import suppress

from rulekit.audit.folder import AuditFolder
from rulekit.audit.holder import FOLDER, SILENCE, Holder, HolderWatch
from rulekit.errors import Problem, RulekitError, UsageError
from rulekit.places.noted import forget_noted
from rulekit.places.place import Place, create, matching, overwrite
from rulekit.places.tries import once
from rulekit.places.waiting import tell_waiting

JOIN = "join"  # the part that ends a run
RUN = "run"  # the part that is all of a run
BEAT = 5.0  # seconds after which a holder says again that it is there


class Lease:
    """A lease for the time of a run. Raises UsageError when another holds it and is alive.

    `part` is a word for the part of the run. It is waited for whether a holder is alive, unless a
    `watch` is kept, which has seen of some that they are not; all others are then taken for alive.
    """

    def __init__(self, audit: AuditFolder, part: str, watch: HolderWatch | None = None) -> None:
        self.audit = audit
        self.part = part
        self.waits = watch is None
        self.watch = watch or HolderWatch()
        self.path: Place | None = None
        self.lost: str = ""
        self._ended = threading.Event()
        self._beats = self._rows = 0
        self._begun, self._started = time.monotonic(), time.time_ns()
        self._thread = threading.Thread(target=self._go_on, daemon=True)

    def __enter__(self) -> Lease:
        self.path = self._taken()
        # Of nothing: whoever may not take files away is to be told of it now, not when all is done.
        (self._folder / f"{self.part}.none").unlink(missing_ok=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._ended.set()
        self._thread.join(BEAT)
        path, self.path = self.path, None
        if path is None:
            return
        if kind is None:
            path.unlink(missing_ok=True)
            return
        # What went wrong is to be told, not that the lease stays, too: its holder is dead then.
        with suppress(OSError, RulekitError), once():
            path.unlink(missing_ok=True)

    def tell(self, rows: int) -> None:
        """Count the rows that are judged; raises RulekitError when another has taken over."""
        self._rows = rows
        if self.lost:
            remedy = "nothing is lost; one of the two is enough"
            raise RulekitError([Problem(self.lost, remedy=remedy)])

    def _taken(self) -> Place:
        """Make the next file of the lease, once nobody holds it."""
        while True:
            known = self._files()
            number = int(_number(known[-1])) + 1 if known else 0
            if known:
                self._wait_for_death(known[-1])
                if known != self._files():  # it is over meanwhile, or another was first
                    continue
            path = self._folder / f"{self.part}.{number:06}.json"
            if create(path, self._said()):
                for one in known:
                    one.unlink(missing_ok=True)
                return path

    def _wait_for_death(self, path: Place) -> None:
        """Return when nobody writes a file any more; raise UsageError when somebody does."""
        wait_for_death(self.audit, path, self.watch, waits=self.waits)

    @property
    def _folder(self) -> Place:
        return self.audit.work / FOLDER

    def _files(self) -> list[Place]:
        return matching(self._folder, f"{self.part}.*.json")

    def _said(self) -> bytes:
        told = {"part": self.part, "machine": socket.gethostname(), "process": os.getpid()}
        done = {"rows": self._rows, "seconds": round(time.monotonic() - self._begun, 1)}
        told |= {"begun": self._started, "beats": self._beats}
        return json.dumps({**told, **done}).encode()

    def _go_on(self) -> None:
        """Say every few seconds that this process is there; stop when another has taken over."""
        silent = time.monotonic()
        while not self._ended.wait(BEAT):
            self._beats += 1
            try:
                if self.path is None or self._files()[-1:] != [self.path]:
                    self.lost = (
                        f"another process has taken over {self.part} of `{self.audit.folder}`"
                    )
                    return
                overwrite(self.path, self._said())
                silent = time.monotonic()
            except (OSError, RulekitError) as error:
                forget_noted()
                if time.monotonic() > silent + SILENCE:
                    self.lost = f"`{self.audit.folder}` cannot be written any more: {error}"
                    return


def wait_for_death(audit: AuditFolder, path: Place, watch: HolderWatch, *, waits: bool) -> None:
    """Return when the holder of a lease is dead, or gone; raise BusyError when it is alive.

    Whoever does not wait takes it for alive unless its death has been seen.
    """
    first, told = watch.look(path), -1
    while (now := watch.look(path)) is not None:
        if now != first or not waits:
            raise busy(audit, now)
        if now.beats != told:
            tell_waiting(f"whether {now}, which was at `{audit.folder}`, is alive")
            told = now.beats
        time.sleep(min(BEAT, SILENCE) / 5)


def wait_for_death_of_others(audit: AuditFolder, *, alone: bool) -> None:
    """Let a run have no tasks beside it, or a task no run; raises BusyError for one that is alive.

    The leases of the dead are taken away, so that nobody waits for them again.
    """
    watch = HolderWatch()
    for path in matching(audit.work / FOLDER, "*.json"):
        part = path.name.rsplit(".", 2)[0]
        is_task = part not in (RUN, JOIN) and "." not in part
        if is_task if alone else part == RUN:
            wait_for_death(audit, path, watch, waits=True)
            path.unlink(missing_ok=True)


class BusyError(UsageError):
    """Another process is at a run, or at a part of one."""


def busy(audit: AuditFolder, holder: Holder) -> BusyError:
    """The error that says who it is."""
    part = "" if holder.part == RUN else f"part {holder.part} of "
    return BusyError(f"another run is writing {part}`{audit.folder}`: {holder}")


def _number(path: Place) -> str:
    return path.name.split(".")[-2]
