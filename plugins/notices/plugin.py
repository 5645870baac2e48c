"""The steps `header` and `licence`: notices at the head of a file, removed and read."""

from __future__ import annotations

from collections.abc import Iterable

import rulekit

from .header import HeaderSettings, HeaderStep
from .licence import LicenceSettings, LicenceStep


@rulekit.hookimpl
def rulekit_steps() -> Iterable[rulekit.Step]:
    """Two steps; a pipeline that removes headers wants the licence before."""
    return [
        rulekit.Step(
            "header",
            "takes copyright and licence notices out of the comments that a file begins with",
            HeaderSettings,
            lambda settings, _context: HeaderStep(settings),
            edits=True,
            not_after={"rules": "they have judged the notices, and their evidence quotes them"},
        ),
        rulekit.Step(
            "licence",
            "drops rows of which the licence, by header or column, is not kept",
            LicenceSettings,
            lambda settings, _context: LicenceStep(settings),
            not_after={
                "header": "the notice that tells it is gone",
                "sample": "what it drops was counted into the targets",
            },
        ),
    ]
