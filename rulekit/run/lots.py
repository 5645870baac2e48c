"""The lots of a stage, which the tasks of an array share out among themselves as they come.

A stage has as many lots as there may be tasks. A task takes the lot of its own number first, then
those that nobody is at, so an array goes on with as many tasks as there are: the lots of those that
died, or have not come yet, are done by others. A lease says who is at a lot, and a file that it is
done.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack

from rulekit.audit.folder import AuditFolder
from rulekit.audit.holder import FOLDER, HolderWatch
from rulekit.audit.lease import BusyError, Lease
from rulekit.corpus.share import Share
from rulekit.places.place import Place, create, matching, names_in

LOOK = 2.0  # seconds after which a task that has nothing to do looks again
DONE = "lots"  # the folder of files that each say that a lot is done
_END = "end"  # the lot that comes last: it ends the stage


class Lots:
    """The lots of one stage of a run, of which the task of a `share` holds some.

    `is_over` is asked before a lot is taken: others may have ended all of it meanwhile.
    """

    def __init__(
        self, audit: AuditFolder, stage: str, share: Share, run: str, is_over: Callable[[], bool]
    ) -> None:
        self.audit = audit
        self.share = share
        self.is_over = is_over
        self._name = f"{run[:16]}.{stage}"  # so that none is taken for one of another run
        self._watch = HolderWatch()
        self._held: dict[str, ExitStack] = {}
        self._done: set[str] = set()
        self._again = 0.0  # by the clock of this process: when it makes sense to look again

    def take(self) -> Share | None:
        """Take the next lot that is not done and that nobody is at; None if there is none now."""
        if time.monotonic() < self._again:
            return None
        self._look()
        for share in self._in_order():
            if self._take(str(share)):
                return share
        self._again = time.monotonic() + LOOK
        return None

    def take_end(self) -> bool:
        """True if it is for this task to end the stage, whose lots are all done."""
        self._look()
        return self._take(_END)

    def end(self, share: Share | None = None) -> None:
        """Say that a lot is done, or without one that the stage is; others may know."""
        lot = _END if share is None else str(share)
        create(self._folder / f"{self._name}.{lot}", b"done\n")
        self._done.add(lot)
        self._again = 0.0
        self._held.pop(lot).close()

    def pause(self) -> None:
        """Wait until it makes sense to look again."""
        time.sleep(LOOK)

    @property
    def are_done(self) -> bool:
        """True when all lots are."""
        return all(str(share) in self._done for share in self._in_order())

    @property
    def is_ended(self) -> bool:
        """True when one of the tasks has ended the stage."""
        return _END in self._done

    def forget(self) -> None:
        """Say of no lot that it is done, as something is missing; what is there will be seen."""
        for path in matching(self._folder, f"{self._name}.*"):
            path.unlink(missing_ok=True)
        self._done.clear()

    def close(self) -> None:
        """Let go of all that is held."""
        while self._held:
            self._held.popitem()[1].close()

    def _look(self) -> None:
        """See which lots are done."""
        names = names_in(self._folder)
        every = (*map(str, self._in_order()), _END)
        self._done |= {lot for lot in every if f"{self._name}.{lot}" in names}

    def _in_order(self) -> list[Share]:
        count, first = self.share.count, self.share.number - 1
        return [Share((first + i) % count + 1, count) for i in range(count)]

    def _take(self, lot: str) -> bool:
        """Take a lot, if it is not done and nobody is at it."""
        part = f"{self._name}.{lot}"
        if lot in self._done or lot in self._held or self._is_held(part) or self.is_over():
            return False
        with ExitStack() as stack:
            try:
                stack.enter_context(Lease(self.audit, part, self._watch))
            except BusyError:
                return False
            if part in names_in(self._folder):  # it was done just before
                self._done.add(lot)
                return False
            self._held[lot] = stack.pop_all()
        return True

    def _is_held(self, part: str) -> bool:
        known = matching(self.audit.work / FOLDER, f"{part}.*.json")
        return bool(known) and self._watch.look(known[-1]) is not None

    @property
    def _folder(self) -> Place:
        return self.audit.work / DONE
