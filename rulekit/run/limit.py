"""Limits of a process that the system keeps: the last resort, behind the budgets of work.

A process that is over one is ended, whatever holds the interpreter. Windows has no such limits.
"""

from __future__ import annotations

import signal

TIMEOUT = 60.0  # CPU seconds for one document; budgets of work end all that is known before


def limit_cpu(seconds: float) -> None:
    """End this process (SIGPROF) after so much CPU time; 0 lifts the limit.

    A busy machine takes nothing of it.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)  # noqa: TID251  this is the runner


def limit_time(seconds: float) -> None:
    """End this process (SIGALRM) after so much time; 0 lifts the limit."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)  # noqa: TID251  this is the runner
