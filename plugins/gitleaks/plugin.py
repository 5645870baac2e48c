"""Finds secrets by rules that gitleaks publishes; the file is its reader's own to fetch."""

from __future__ import annotations

from collections.abc import Iterable

import rulekit

from .detector import KIND, build_detector


@rulekit.hookimpl
def rulekit_detectors() -> Iterable[rulekit.Detector]:
    """The detector, whose rules are in the file that a pipeline names."""
    return [
        rulekit.Detector(
            "gitleaks",
            "keys and tokens, by the rules of the gitleaks.toml that `file` names",
            kinds=(KIND,),
            build=build_detector,
        )
    ]
