"""The gate at the end of a run: the share that may be dropped, and the exit code."""

from __future__ import annotations

from rulekit.core.rule import TOLERANCE
from rulekit.core.tally import Tally


def allowed_rate(asked: float | None, said: float | None) -> float:
    """The share of files that may be dropped: as asked, else as rulekit.toml says, else none."""
    return next((one for one in (asked, said) if one is not None), 0.0)


def is_over(tally: Tally, allowed: float) -> bool:
    """True for a drop rate above the allowed one by more than rounding."""
    return tally.all.drop_rate > allowed + TOLERANCE


def check_code(tally: Tally, allowed: float) -> int:
    """The exit code for files: 1 when too many were dropped or one could not be judged."""
    return int(is_over(tally, allowed) or tally.all.error > 0)


def filter_code(tally: Tally, allowed: float | None) -> int:
    """The exit code for a corpus, where errors are rows like others and None allows everything."""
    from rulekit.run.unjudged import nothing_judged  # files have no columns

    return 2 if nothing_judged(tally) else rate_code(tally, allowed)


def rate_code(tally: Tally, allowed: float | None) -> int:
    """The exit code of a drop rate, of which None allows every one."""
    return int(allowed is not None and is_over(tally, allowed))
