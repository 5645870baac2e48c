"""Choosing a sandbox: the first of those that hold here, or none at all."""

from __future__ import annotations

import platform
import sys
from enum import StrEnum

from rulekit.errors import Problem, UsageError, pick
from rulekit.sandbox import bubblewrap, landlock
from rulekit.sandbox.probe import weakness
from rulekit.sandbox.quota import Quota
from rulekit.sandbox.sandbox import Confinement, Sandbox
from rulekit.sandbox.syscall import MACHINES


class Trust(StrEnum):
    """What was said of the code that is to be run; only these words let it run unconfined."""

    NONE = ""
    FULL = "--i-trust-this-code"


def find_sandbox(
    wanted: str = "auto", quota: Quota | None = None, trust: Trust = Trust.NONE
) -> Sandbox:
    """The sandbox that is wanted, or, for `auto`, bubblewrap, else Landlock with seccomp.

    Each is started first, and has to hold. Raises UsageError, with why, when none does; and for
    `none`, which confines nothing, without the words of Trust.
    """
    quota = quota or Quota()
    if wanted == Confinement.NONE:
        return _unconfined(quota, trust)
    kinds = [Confinement.BUBBLEWRAP, Confinement.LANDLOCK]
    if wanted != "auto":
        kinds = [pick("sandbox", wanted, {one.value: one for one in Confinement})]
    why = {kind: _lack(kind, quota) for kind in kinds}
    for kind, lack in why.items():
        if not lack:
            return _sandbox(kind, quota)
    told = "; ".join(f"{kind}: {lack}" for kind, lack in why.items())
    remedy = "install bubblewrap, or use Linux 5.13 or newer; docs/execute.md says what each needs"
    raise UsageError([Problem(f"nothing is run: no sandbox holds here ({told})", remedy=remedy)])


def _lack(kind: Confinement, quota: Quota) -> str:
    """Why a sandbox cannot be had here; "" if it can."""
    if not sys.platform.startswith("linux") or platform.machine() not in MACHINES:
        return f"it is of Linux on {' and '.join(MACHINES)}"
    if kind is Confinement.LANDLOCK and quota.processes > 1:
        return "it bounds one process, and more are asked for"
    sandbox = _sandbox(kind, quota)
    if sandbox.version in {"", "0"}:
        return "it is not installed" if kind is Confinement.BUBBLEWRAP else "the kernel has none"
    try:
        return weakness(Sandbox(kind, sandbox.version))
    except OSError as error:  # nobody can listen here, so that nothing can be tried
        return f"it cannot be tried: {error}"


def _sandbox(kind: Confinement, quota: Quota) -> Sandbox:
    has_bubbles = kind is Confinement.BUBBLEWRAP
    return Sandbox(kind, bubblewrap.version() if has_bubbles else str(landlock.abi()), quota)


def _unconfined(quota: Quota, trust: Trust) -> Sandbox:
    if trust is not Trust.FULL:
        message = "nothing is run unconfined unless you say that you trust it"
        remedy = f"leave out `none`, or add {Trust.FULL.value}: the code can do all that you can"
        raise UsageError([Problem(message, remedy=remedy)])
    return Sandbox(Confinement.NONE, "", quota)
