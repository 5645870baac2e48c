"""The models and weights that a plan's verdicts hang on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rulekit.errors import Problem, SpecError

if TYPE_CHECKING:
    from rulekit.catalog.model_folders import KnownModel
    from rulekit.catalog.weight_folders import WeightFile
    from rulekit.core.signal import Signal


def used_models(
    models: Mapping[str, KnownModel], signals: Iterable[Signal]
) -> dict[str, KnownModel]:
    """The models, by name, that these signals read, alone or in a ratio."""
    return {models[one].name: models[one] for one in _named(models, signals)}


def used_weights(
    weights: Mapping[str, WeightFile], signals: Iterable[Signal]
) -> dict[str, WeightFile]:
    """The weights, by name, that these signals read, alone or in a ratio."""
    return {weights[one].name: weights[one] for one in _named(weights, signals)}


def _named(known: Iterable[str], signals: Iterable[Signal]) -> list[str]:
    read = {signal.name for signal in signals}
    return [one for one in sorted(known) if any(one in name for name in read)]


def model_problems(used: Iterable[KnownModel]) -> list[Problem]:
    """Mistakes in the files of models: better told now than at the first text."""
    problems: list[Problem] = []
    for file in used:
        try:
            _ = file.model
        except SpecError as error:
            problems += error.problems
    return problems
