"""The models that a plan's verdicts hang on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rulekit.errors import Problem, SpecError

if TYPE_CHECKING:
    from rulekit.catalog.model_folders import KnownModel
    from rulekit.core.signal import Signal


def used_models(
    models: Mapping[str, KnownModel], signals: Iterable[Signal]
) -> dict[str, KnownModel]:
    """The models, by name, that these signals read, alone or in a ratio."""
    read = {signal.name for signal in signals}
    used = (one for one in sorted(models) if any(one in name for name in read))
    return {models[one].name: models[one] for one in used}


def model_problems(used: Iterable[KnownModel]) -> list[Problem]:
    """Mistakes in the files of models: better told now than at the first text."""
    problems: list[Problem] = []
    for file in used:
        try:
            _ = file.model
        except SpecError as error:
            problems += error.problems
    return problems
