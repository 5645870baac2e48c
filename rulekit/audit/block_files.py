"""The files of one block, on their way into an audit: all there, and the seal behind them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from rulekit.audit.folder import AuditFolder
from rulekit.files.digest import digest_of
from rulekit.places.place import Place, remove


class BlockFiles:
    """New files of a block. Without a seal none of them is there when the context ends.

    Whatever writes them is entered into `stack`, which ends before they are looked at.
    """

    def __init__(self, audit: AuditFolder, number: int, start: int) -> None:
        self.stack = ExitStack()
        self._audit, self._number, self._start = audit, number, start
        self._written: dict[str, tuple[Place, Path]] = {}

    def __enter__(self) -> BlockFiles:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: Any) -> None:
        try:
            self.stack.__exit__(kind, *error)
        finally:
            for _, here in self._written.values():
                remove(here)

    def new(self, kind: str) -> str:
        """A name to write a file to."""
        path = self._audit.block(self._number, self._start, kind)
        here = self._audit.aside(path)
        self._written[kind] = path, here
        return str(here)

    def seal(self, about: Mapping[str, Any]) -> None:
        """Bring the files to their places, then say that they are there."""
        self.stack.close()
        files = {kind: digest_of(here) for kind, (_, here) in self._written.items()}
        self._audit.settle({path: str(here) for path, here in self._written.values()})
        done = self._audit.done(self._number, self._start)
        self._audit.write_sealed(done, {**about, "start": self._start, "files": files})
