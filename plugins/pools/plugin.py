"""Steps that decide what goes where: `admit`, `rules`, `select`, `functions`, `score`, `sample`."""

from __future__ import annotations

from collections.abc import Iterable

import rulekit

from .admit import AdmitSpec, build_admit
from .function_unit import FUNCTIONS
from .functions import FunctionsSpec, functions_step
from .rules import RulesSpec, build_rules
from .sample import SampleSpec, build_sample
from .score import build_score
from .score_spec import ScoreSpec
from .select import SelectSpec, build_select

_COUNTED = {
    "sample": "what it drops was counted into the targets",
    "score": "what it drops was counted into the shares",
}

STEPS = (
    rulekit.Step(
        "admit",
        "lets in files of the right size, type and language",
        AdmitSpec,
        build_admit,
        not_after=_COUNTED,
    ),
    rulekit.Step(
        "rules",
        "judges files by the rules of a profile",
        RulesSpec,
        build_rules,
        not_after=_COUNTED,
    ),
    rulekit.Step(
        "select",
        "copies files that mention something into an output of their own",
        SelectSpec,
        build_select,
    ),
    rulekit.Step(
        "functions",
        "copies functions into an output of their own",
        FunctionsSpec,
        functions_step,
    ),
    rulekit.Step(
        "score",
        "keeps the best share of a group by a score",
        ScoreSpec,
        build_score,
        not_after={"sample": _COUNTED["sample"]},
    ),
    rulekit.Step(
        "sample",
        "keeps so many bytes of a language",
        SampleSpec,
        build_sample,
    ),
)


@rulekit.hookimpl
def rulekit_steps() -> Iterable[rulekit.Step]:
    """Six steps."""
    return STEPS


@rulekit.hookimpl
def rulekit_units() -> Iterable[rulekit.Cutter]:
    """One cutter for all languages with functions."""
    return [FUNCTIONS]
