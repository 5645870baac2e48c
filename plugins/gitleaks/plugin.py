"""Finds secrets by rules that gitleaks publishes; the file is its reader's own to fetch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import rulekit

Find = Callable[[rulekit.CuratedRow], Iterable[rulekit.Detection]]


def _detector(file: Path | None) -> Find:
    from .detector import build_detector  # 7 ms, of every command

    return build_detector(file)


@rulekit.hookimpl
def rulekit_detectors() -> Iterable[rulekit.Detector]:
    """The detector, whose rules are in the file that a pipeline names."""
    return [
        rulekit.Detector(
            "gitleaks",
            "keys and tokens, by the rules of the gitleaks.toml that `file` names",
            kinds=("key",),
            build=_detector,
        )
    ]
