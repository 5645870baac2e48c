"""The state of a process that a plugin can break for every document that follows."""

from __future__ import annotations

import builtins
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TypeVar

from rulekit.core.document import Document
from rulekit.core.reading import Reading
from rulekit.core.signal import Signal
from rulekit.core.verdict import Verdict, failed
from rulekit.engine import Engine
from rulekit.places.scratch import scratch
from rulekit.places.store import are_open

Done = TypeVar("Done")
CLOSED = "closed files of the process"
LOWEST = 32  # file numbers below which the files of a worker are, but those of its streams
FILES = "/dev/fd"  # the files that this process has open, by number


class Surroundings:
    """Judges with an eye on the process: its folder, files, copies, and Python's own names.

    A plugin that changes them while it judges costs that document and no other, and is named.
    Bundled plugins are not looked after.
    """

    def __init__(self, engine: Engine, leave: Callable[[str], None] | None = None) -> None:
        self.engine = engine
        self.leave = leave  # ends the process at once: what is open cannot even be closed
        self.needed = not engine.plan.bundled
        self.forks = 0
        self.is_copy = False
        self._folder = os.getcwd()
        self._names = _python_names()
        if self.needed and hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_parent=self._forked, after_in_child=self._copied)

    def _forked(self) -> None:
        self.forks += 1

    def _copied(self) -> None:
        self.is_copy = True

    def watch(self, judge: Callable[[], Verdict]) -> Verdict:
        """Judge; return an error that names the plugin if it broke something meanwhile.

        A copy of the process that comes to the end of a document ends there.
        """
        if not self.needed:
            return judge()
        verdict, what = self._looked_after(judge)
        if what:
            who = self._culprit(judge, what)
            if what == CLOSED and self.leave:
                self.leave(f"{who} {what}")
            note = f"{who} {what}"
            return replace(failed(verdict.path, "failed", note), id=verdict.id)
        return verdict

    def guard(self, do: Callable[[], Done]) -> Done:
        """Do something with a row; the process ends if a plugin broke something meanwhile.

        Another takes its place, so the row is tried again, and is then an error that says why.
        """
        if not self.needed:
            return do()
        done, what = self._looked_after(do)
        if what and self.leave:
            self.leave(f"a plugin {what}")
        return done

    def _looked_after(self, do: Callable[[], Done]) -> tuple[Done, str]:
        """Do something, and find what it broke; a copy of the process ends here."""
        seen = _own_files if are_open() else _open_files
        files, forks = seen(), self.forks
        done = do()
        if self.is_copy:
            os._exit(0)
        return done, CLOSED if not files <= seen() else self._broken(forks)

    def _broken(self, forks: int) -> str:
        """Find a change of all but files and mend it as far as possible; "" for none."""
        if self.forks != forks:
            return "started a copy of the process (os.fork)"
        names = _python_names()
        if names != self._names:
            for name in names.keys() - self._names.keys():
                delattr(builtins, name)
            vars(builtins).update(self._names)
            return "changed Python's builtins"
        if _folder() != self._folder:
            os.chdir(self._folder)
            return "changed the current folder"
        return ""

    def _culprit(self, judge: Callable[[], object], what: str) -> str:
        """Find the signal that does it by judging once more."""
        found: list[str] = []

        def read(signal: Signal, document: Document) -> Reading:
            if what == CLOSED:
                _open_lowest()
            reading, broken = self._looked_after(partial(signal.read, document))
            if broken:
                found.append(signal.name)
            return reading

        self.engine.read = read
        with suppress(Exception):
            judge()
        self.engine.read = Signal.read
        return self._owner(found[0]) if found else "a plugin"

    def _owner(self, signal: str) -> str:
        for plugin in self.engine.plan.catalog.plugins:
            names = {one.name for pack in plugin.packs for one in pack.signals}
            finders = {one.name for pack in plugin.packs for one in pack.finders}
            if signal in names or any(name in signal for name in finders):
                return f"the signal `{signal}` of the plugin `{plugin.name}`"
        return f"the signal `{signal}`"


def _own_files() -> frozenset[str]:
    """Numbers of the open files that are a worker's own, where stores are open: pipes, and scratch.

    Connections come and go in threads of the stores' own, and so do files that tell how to connect.
    """
    return frozenset(name for name in _open_files() if _is_own(name))


def _is_own(name: str) -> bool:
    try:
        target = os.readlink(f"{FILES}/{name}")
    except OSError:  # it was the listing itself
        return False
    return target.startswith(("pipe:", str(scratch())))


def _open_files() -> frozenset[str]:
    """Numbers of the open files, with that of the listing itself: it takes the lowest free one."""
    try:
        return frozenset(os.listdir(FILES))
    except OSError:
        return frozenset()


def _python_names() -> dict[str, object]:
    """Python's own names, but what compiled libraries keep beside them from their import on.

    RE2 does, and is imported when a pattern is asked for.
    """
    return {name: one for name, one in vars(builtins).items() if type(one).__name__ != "PyCapsule"}


def _open_lowest() -> None:
    """Open the lowest numbers again, so that closing them shows."""
    while (number := os.open(os.devnull, os.O_RDONLY)) < LOWEST:
        pass
    os.close(number)


def _folder() -> str:
    try:
        return os.getcwd()
    except OSError:  # it is gone
        return ""
