"""Overrides of a rulekit.toml that change nothing, as they match nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rulekit.cli.project import warn
from rulekit.errors import Problem
from rulekit.report.number import plural

if TYPE_CHECKING:
    from rulekit.core.verdict import Verdict
    from rulekit.plan.facts import PlanFacts

NAMED = 3  # patterns of an override, and overrides, that are named


class Overrides:
    """The overrides in force that no judged file has met yet; none where only a part is judged."""

    def __init__(self, plan: PlanFacts, unmet: Iterable[int]) -> None:
        self.plan, self.unmet = plan, {*unmet}

    @staticmethod
    def of(plan: PlanFacts, paths: Sequence[str], exclude: Sequence[str]) -> Overrides:
        """All overrides where the whole folder of the rulekit.toml is judged, else none."""
        root = Path(plan.root)
        whole = not exclude and any(_is_below(root, path) for path in paths)
        return Overrides(plan, range(len(plan.override_paths)) if plan.config and whole else ())

    def add(self, verdict: Verdict) -> None:
        """Note which overrides a file has met."""
        if self.unmet and verdict.candidate:
            self.unmet.difference_update(self.plan.overrides_of(verdict.path))

    def tell(self) -> None:
        """Warn once of those that no file has met."""
        if not self.unmet:
            return
        named = "; ".join(map(self._named, sorted(self.unmet)[:NAMED]))
        more = f"; and {len(self.unmet) - NAMED:,} more" if len(self.unmet) > NAMED else ""
        verb = "matches" if len(self.unmet) == 1 else "match"
        message = f"{plural(len(self.unmet), 'override')} of {self.plan.config} {verb} no file"
        remedy = "take them out, or correct their paths"
        warn(Problem(f"{message} that was judged: {named}{more}", remedy=remedy))

    def _named(self, number: int) -> str:
        patterns = self.plan.override_paths[number]
        shown = ", ".join(f"`{one}`" for one in patterns[:NAMED])
        return f"number {number + 1}, {shown}{', …' if len(patterns) > NAMED else ''}"


def _is_below(folder: Path, path: str) -> bool:
    """True if a folder is the one that is named, or below it."""
    named = Path(path)
    return named.is_dir() and folder.resolve().is_relative_to(named.resolve())
