"""The step `rules`: the verdict of an engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import rulekit


class RulesSpec(rulekit.Spec):
    """Settings of `rules`: another profile than the command's."""

    profile: str | None = None


@dataclass(frozen=True)
class RulesStep:
    """Judges documents, as `rulekit filter` does."""

    check: Callable[[rulekit.Document], rulekit.Verdict]

    def apply(self, row: rulekit.CuratedRow) -> rulekit.Outcome:
        """Hand on the verdict; a row that no rule could be asked about goes on."""
        if row.document is None:
            return rulekit.Outcome(drop="no known language has this name or content")
        verdict = self.check(row.document)
        drop = verdict.reason if verdict.decision == "drop" else ""
        return rulekit.Outcome(drop=drop, verdict=verdict)
