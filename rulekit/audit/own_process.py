"""Arrow without pandas, in processes that are ours.

For the first list that it is given, pyarrow imports pandas, where that is installed, to ask whether
the list is a Series: 0.35 s of every command and every worker, for an answer that is always no. A
command and a worker say that the process is theirs; in a program that imports rulekit all stays.
"""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from typing import Any

_OURS: list[bool] = []


def is_ours() -> None:
    """Say that this process is a command or a worker, which hands no Series to pyarrow."""
    _OURS.append(True)


def leave_out_pandas(pyarrow: Any) -> None:
    """Let pyarrow ask for pandas when it finds none, in a process of ours.

    It asks once for lists. What needs pandas, as `to_pandas` of a plugin, looks for it again.
    """
    if not _OURS:
        return
    _OURS.clear()
    if "pandas" in sys.modules:
        return
    sys.meta_path.insert(0, _NoPandas)
    try:
        pyarrow.array([])
    finally:
        sys.meta_path.remove(_NoPandas)


class _NoPandas(MetaPathFinder):
    """Finds no pandas, and lets others find all else."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> None:
        """Raise ImportError for pandas."""
        if name == "pandas":
            raise ModuleNotFoundError(name)
