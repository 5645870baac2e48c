"""Arrow without pandas, in processes that are rulekit's own.

For the first list that it is given, pyarrow imports pandas, where that is installed, to ask whether
the list is a Series: 0.35 s of every command and every worker, for an answer that is always no. A
command and a worker claim their process; in a program that imports rulekit all stays as it was.
"""

from __future__ import annotations

import sys
from typing import Any

_CLAIMED: list[bool] = []


def claim() -> None:
    """Say that this process is a command or a worker, which hands no Series to pyarrow."""
    _CLAIMED.append(True)


def leave_out_pandas(pyarrow: Any) -> None:
    """Let pyarrow look for pandas, once, and find none; nothing in a process of somebody else.

    What needs pandas, as `to_pandas` of a plugin, looks for it again.
    """
    if not _CLAIMED:
        return
    _CLAIMED.clear()
    if "pandas" in sys.modules:
        return
    sys.meta_path.insert(0, _NoPandas)
    try:
        pyarrow.array([])
    finally:
        sys.meta_path.remove(_NoPandas)


class _NoPandas:
    """Finds no pandas, and lets others find all else."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> None:
        """Raise ImportError for pandas."""
        if name == "pandas":
            raise ModuleNotFoundError(name)
