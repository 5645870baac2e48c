"""What is told of a run of tests: what was raised, and what was changed that judges them."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .trial import TrialText


def explain(error: BaseException, trial: TrialText) -> tuple[str, str]:
    """The outcome that an error is, and a note of what and where it was."""
    if isinstance(error, MemoryError):
        return "memory", "MemoryError"
    kind = "failed" if isinstance(error, AssertionError) else "error"
    told = type(error).__name__
    try:
        text = str(error)
    except Exception:  # noqa: BLE001  a message may be code of the solution
        text = ""
    told += f": {text}" if text else ""
    return kind, told + _place(error, trial)


def _place(error: BaseException, trial: TrialText) -> str:
    """The line of the tests or, if there is none, of the solution."""
    lines: dict[str, int] = {}
    trace = error.__traceback__
    while trace:
        lines[trace.tb_frame.f_code.co_filename] = trace.tb_lineno
        trace = trace.tb_next
    for name, text in (("tests.py", trial.tests), ("solution.py", trial.solution)):
        if line := lines.get(name):
            return f" (line {line} of {name}: {text.splitlines()[line - 1].strip()[:200]})"
    return ""


def snapshot(tests: str) -> Callable[[], list[str]]:
    """A function that names what has changed since now of what tests are judged by."""
    owners: dict[str, Any] = {"builtins": vars(builtins)}
    if "unittest" in tests:
        import unittest

        for kind in (unittest.TestCase, unittest.TestResult, unittest.TestSuite):
            owners[f"unittest.{kind.__name__}"] = vars(kind)
    modules = {name: sys.modules.get(name) for name in ("unittest", "builtins", "sys")}
    was = {owner: dict(now) for owner, now in owners.items()}
    nothing, same = object(), sys.modules

    def changed() -> list[str]:
        return [
            f"{owner}.{name}"
            for owner, before in was.items()
            for name, value in before.items()
            if name != "_" and owners[owner].get(name, nothing) is not value
        ] + [name for name, module in modules.items() if module and same.get(name) is not module]

    return changed
