"""The steps `header` and `licence`: notices at the head of a file, removed and read."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec

import rulekit

from .settings import HeaderSettings, LicenceSettings


def _header(settings: HeaderSettings, _context: rulekit.StepContext) -> rulekit.RowStep:
    from .header import HeaderStep  # 30 ms with its phrases, of every command

    return HeaderStep(settings)


def _licence(settings: LicenceSettings, _context: rulekit.StepContext) -> rulekit.RowStep:
    from .licence import LicenceStep

    if find_spec("license_expression") is None:  # or a run would end where it meets the first
        message = "the step `licence` reads expressions of licences by a library that is not here"
        raise rulekit.RulekitError(f"{message}: pip install 'rulekit[curate]'")
    return LicenceStep(settings)


@rulekit.hookimpl
def rulekit_steps() -> Iterable[rulekit.Step]:
    """Two steps; a pipeline that removes headers wants the licence before."""
    return [
        rulekit.Step(
            "header",
            "takes copyright and licence notices out of the comments that a file begins with",
            HeaderSettings,
            _header,
            edits=True,
            not_after={"rules": "they have judged the notices, and their evidence quotes them"},
        ),
        rulekit.Step(
            "licence",
            "drops rows of which the licence, by header or column, is not kept",
            LicenceSettings,
            _licence,
            not_after={
                "header": "the notice that tells it is gone",
                "sample": "what it drops was counted into the targets",
                "score": "what it drops was counted into the shares",
            },
        ),
    ]
