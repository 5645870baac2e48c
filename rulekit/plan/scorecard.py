"""The scorecard of a profile: its own, or that of the nearest profile that it extends."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.compile_rule import compile_signals
from rulekit.catalog.rule_files import display_path, read_text
from rulekit.core.scorecard import Scorecard, Term
from rulekit.errors import Problem, SpecError
from rulekit.plan.layers import Profile
from rulekit.spec.check import check
from rulekit.spec.rule import SignalSpec
from rulekit.spec.scorecard import ScorecardSpec
from rulekit.spec.strict_yaml import read_yaml

ENDING = ".score.yaml"


@dataclass(frozen=True)
class ScorecardFile:
    """A scorecard as written and as compiled, and where it stands."""

    path: Path
    spec: ScorecardSpec
    scorecard: Scorecard


def read_scorecard(catalog: Catalog, profiles: Sequence[Profile]) -> ScorecardFile | None:
    """The scorecard for a chain of profiles, the furthest first; None when none of them has one.

    Raises SpecError when it is wrong, or there twice.
    """
    for profile in reversed(profiles):
        places = [folder / f"{profile.name}{ENDING}" for folder in catalog.profile_folders]
        found = [path for path in places if os.path.lexists(path)]
        if len(found) > 1:
            message = f"there is a scorecard for `{profile.name}` already: {display_path(found[0])}"
            raise SpecError([Problem(message, display_path(found[1]))])
        if found:
            return _read(catalog, found[0])
    return None


def _read(catalog: Catalog, path: Path) -> ScorecardFile:
    installed = path.parent.parent not in catalog.extra
    tree = read_yaml(read_text(path, linked=installed), display_path(path))
    spec = check(tree, ScorecardSpec, what="a scorecard")
    absent = catalog.names.absent
    known = [(i, one) for i, one in enumerate(spec.terms) if absent.isdisjoint(_packs(one.signal))]
    written = [(term.signal, ("terms", i, "signal")) for i, term in known]
    signals = compile_signals(tree, written, catalog.names)
    terms = tuple(
        Term(signal, tuple(sorted((step.above, step.points) for step in term.steps)))
        for signal, (_, term) in zip(signals, known, strict=True)
    )
    spec = spec.model_copy(update={"terms": [term for _, term in known]})
    return ScorecardFile(path, spec, Scorecard(spec.base, terms, spec.dropped, spec.min_score))


def _packs(signal: SignalSpec) -> set[str]:
    """The packs that bring the names in a signal; one that is switched off adds no points."""
    names = [signal.find, signal.named, *(signal.capture or ()), *(signal.within or ())]
    inner = {pack for one in signal.ratio or () for pack in _packs(one)}
    return inner | {name.partition(".")[0] for name in names if name and "." in name}
