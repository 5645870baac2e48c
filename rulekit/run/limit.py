"""The limit of CPU time of a process: the last resort, behind the budgets of work."""

from __future__ import annotations

import signal

TIMEOUT = 60.0  # CPU seconds for one document; budgets of work end all that is known before


def limit_cpu(seconds: float) -> None:
    """Have the system end this process (SIGPROF) after so much CPU time; 0 lifts the limit.

    It does so whatever holds the interpreter, and a busy machine takes nothing of it. Windows has
    no such limit.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)  # noqa: TID251  this is the runner
