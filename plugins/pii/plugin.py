"""Takes personal data and secrets out of texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import rulekit

from .kind import KINDS
from .settings import PiiSettings, files_of

Find = Callable[[rulekit.CuratedRow], Iterable[rulekit.Detection]]


def _step(settings: PiiSettings, context: rulekit.StepContext) -> rulekit.RowStep:
    from .step import build_step  # 20 ms, of every command

    return build_step(settings, context)


def _detector(file: Path | None) -> Find:
    from .detector import build_detector

    return build_detector(file)


@rulekit.hookimpl
def rulekit_steps() -> Iterable[rulekit.Step]:
    """The step that puts placeholders for what detectors find."""
    return [
        rulekit.Step(
            "pii",
            "puts placeholders for e-mail addresses, public IP addresses, keys and passwords",
            settings=PiiSettings,
            build=_step,
            edits=True,
            not_after={
                "rules": "their evidence quotes what it takes out",
                "select": "that output has what it takes out",
                "functions": "that output has what it takes out",
            },
            files=files_of,
        )
    ]


@rulekit.hookimpl
def rulekit_detectors() -> Iterable[rulekit.Detector]:
    """The detector whose rules are the files beside this one."""
    return [
        rulekit.Detector(
            "pii",
            "e-mail and public IP addresses, private keys, well-known tokens, assigned passwords",
            kinds=KINDS,
            build=_detector,
        )
    ]
