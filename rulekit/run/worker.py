"""The process that judges: one recipe in, then a file a line in and a record a line out.

Run as `python -m rulekit.run.worker`. It talks over its standard streams, in JSON.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import sys
from typing import IO

from rulekit.core.record import to_record
from rulekit.core.verdict import Verdict
from rulekit.engine import failed
from rulekit.errors import RulekitError
from rulekit.run.discover import Found
from rulekit.run.local import LocalEngine
from rulekit.run.settings import Settings

ORPHANED = 3_600.0  # seconds for one file after which a worker ends itself


def main() -> None:
    """Judge until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a plugin prints goes to stderr and cannot break the protocol
    requests = sys.stdin.buffer
    try:
        engine = Settings.from_json(requests.readline().decode()).build()
    except RulekitError as error:
        _answer(answers, _fatal(error))
        return
    _answer(answers, {"ready": True})
    nowhere = open(os.devnull, "w")  # noqa: SIM115  as long as the process
    for line in requests:
        found = Found(**json.loads(line))
        # The parent's watchdog ends what hangs; if the parent is gone, this ends it, whatever holds
        # the interpreter.
        faulthandler.dump_traceback_later(ORPHANED, exit=True, file=nowhere)
        try:
            _answer(answers, to_record(judged(engine, found)))
        except RulekitError as error:
            _answer(answers, _fatal(error))
            return
        finally:
            faulthandler.cancel_dump_traceback_later()


def _fatal(error: RulekitError) -> dict[str, object]:
    """What no file can be judged for, as plain data."""
    return {"fatal": [vars(problem) for problem in error.problems]}


def judged(engine: LocalEngine, found: Found) -> Verdict:
    """The verdict on one file; a bug in rulekit costs that file only, and is told as one."""
    try:
        return engine.check_found(found)
    except RulekitError:
        raise
    except Exception as error:  # noqa: BLE001  one document must not cost the others
        return failed(found.path, "failed", f"a bug of rulekit: {type(error).__name__}: {error}")


def _answer(answers: IO[str], record: object) -> None:
    answers.write(json.dumps(record, ensure_ascii=True) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
