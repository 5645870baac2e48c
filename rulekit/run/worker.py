"""The process that judges: one recipe in, then a request a line in and its answer out.

Run as `python -m rulekit.run.worker`. It talks over its standard streams, in JSON. A request is a
file to judge, or a task of a corpus; a task also says which row it is at, so that whoever waits
knows where a process died.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import sys
from typing import IO, Any

from rulekit.core.record import to_record
from rulekit.core.verdict import Verdict
from rulekit.engine import failed, out_of_memory
from rulekit.errors import RulekitError
from rulekit.run.desk import NO_ROW, Desk
from rulekit.run.discover import Found
from rulekit.run.local import LocalEngine
from rulekit.run.recipe import Recipe
from rulekit.run.shard import Job, Task

ORPHANED = 3_600.0  # seconds for one document after which a worker ends itself


def main() -> None:
    """Judge until the input ends, or nobody listens any more."""
    try:
        serve()
    except BrokenPipeError:
        os._exit(0)  # what is still buffered has nowhere to go


def serve() -> None:
    """Answer requests."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a plugin prints goes to stderr and cannot break the protocol
    requests = sys.stdin.buffer
    try:
        recipe = Recipe.from_json(requests.readline().decode())
        judge = _Judge(recipe.build(), recipe.job, answers)
    except RulekitError as error:
        _answer(answers, _fatal(error))
        return
    _answer(answers, {"ready": True})
    for line in requests:
        try:
            _answer(answers, judge.answer(json.loads(line)))
        except RulekitError as error:
            _answer(answers, _fatal(error))
            return


class _Judge:
    """What answers requests."""

    def __init__(self, engine: LocalEngine, job: Job | None, answers: IO[str]) -> None:
        self.engine = engine
        self.desk = Desk(engine, job) if job else None
        self.answers = answers
        self.nowhere = open(os.devnull, "w")  # noqa: SIM115  as long as the process

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to one request."""
        try:
            if "task" in request and self.desk:
                return self.desk.do(Task.from_json(request["task"]), self._tell)
            self._guard()
            return to_record(judged(self.engine, Found(**request["file"])))
        finally:
            faulthandler.cancel_dump_traceback_later()

    def _tell(self, row: int) -> None:
        _answer(self.answers, {"row": row})
        if row == NO_ROW:
            faulthandler.cancel_dump_traceback_later()
        else:
            self._guard()

    def _guard(self) -> None:
        """The parent's watchdog ends what hangs; if the parent is gone, this does.

        It does so whatever holds the interpreter.
        """
        faulthandler.dump_traceback_later(ORPHANED, exit=True, file=self.nowhere)


def _fatal(error: RulekitError) -> dict[str, object]:
    """Why nothing more can be judged, as plain data."""
    return {"fatal": [vars(problem) for problem in error.problems]}


def judged(engine: LocalEngine, found: Found) -> Verdict:
    """The verdict on one file; a bug in rulekit costs that file only, and is told as one."""
    try:
        return engine.check_found(found)
    except RulekitError:
        raise
    except MemoryError as error:
        return out_of_memory(found.path, error)
    except Exception as error:  # noqa: BLE001  one document must not cost the others
        return failed(found.path, "failed", f"a bug of rulekit: {type(error).__name__}: {error}")


def _answer(answers: IO[str], record: object) -> None:
    answers.write(json.dumps(record, ensure_ascii=True) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
