"""The journal of executions: what came of each solution, a line each, only ever added to."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from pathlib import Path

from rulekit.errors import Problem, SpecError
from rulekit.execution.execute import Execution

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND


class ExecutionJournal:
    """Executions by key; a context, which adds to the file.

    A last line without its end, which a kill has left, is taken off. Those whose outcome is among
    `again` are not known, so that they are executed once more; of a key the last line counts.
    """

    def __init__(self, path: Path, again: Collection[str] = ()) -> None:
        self.path, self.again = path, frozenset(again)
        self.known: dict[str, Execution] = {}
        self._file = -1

    def __enter__(self) -> ExecutionJournal:
        data = self.path.read_bytes() if self.path.exists() else b""
        whole = data[: data.rfind(b"\n") + 1]
        for number, line in enumerate(whole.splitlines(), 1):
            self._note(line, number)
        self.known = {key: one for key, one in self.known.items() if one.outcome not in self.again}
        self._file = os.open(self.path, _FLAGS, 0o644)
        os.ftruncate(self._file, len(whole))
        return self

    def __exit__(self, *_: object) -> None:
        os.fsync(self._file)
        os.close(self._file)

    def add(self, key: str, execution: Execution) -> None:
        """Add what came of a solution; it survives the death of this process from here on."""
        line = json.dumps({"key": key} | vars(execution)).encode() + b"\n"
        while line:
            line = line[os.write(self._file, line) :]
        self.known[key] = execution

    def _note(self, line: bytes, number: int) -> None:
        try:
            fields = json.loads(line)
            key = fields.pop("key")
            self.known[key] = Execution(**fields)
        except (ValueError, TypeError, KeyError):
            remedy = "take the line out: its solution is executed again"
            problem = Problem("no line of a journal", str(self.path), number, remedy=remedy)
            raise SpecError([problem]) from None
