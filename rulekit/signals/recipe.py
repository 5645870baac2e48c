"""From a signal as a rule file says it to the Signal: by the same words, always the same one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rulekit.core.finder import Finder
from rulekit.core.signal import Signal
from rulekit.signals import build

Recipe = Mapping[str, Any]  # the keys of a signal in a rule file, checked; plain data


def made(recipe: Recipe, finders: Mapping[str, Finder], signals: Mapping[str, Signal]) -> Signal:
    """The signal of a recipe; `finders` and `signals` are those of packs, by name."""
    if "named" in recipe:
        return signals[recipe["named"]]
    if "ratio" in recipe:
        part, whole = (made(one, finders, signals) for one in recipe["ratio"])
        return build.ratio(part, whole)
    if "path" in recipe:
        return build.on_path(recipe["path"], recipe["measure"])
    finder = _finder(recipe, finders)
    if "within" in recipe:
        finder = build.inside(finder, build.captured(recipe["within"]))
    return build.measured(finder, recipe["measure"])


def _finder(recipe: Recipe, finders: Mapping[str, Finder]) -> Finder:
    if "capture" in recipe:
        return build.captured(recipe["capture"])
    if "find" in recipe:
        return build.once(finders[recipe["find"]])
    return build.matched(recipe["pattern"])
