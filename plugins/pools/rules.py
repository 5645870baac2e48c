"""The step `rules`: the verdict of an engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import rulekit
from pydantic import Field

ProfileName = Annotated[str, Field(min_length=1, json_schema_extra={"format": "profile"})]


class RulesSpec(rulekit.Spec):
    """Settings of `rules`: another profile than the command's."""

    profile: ProfileName | None = None


@dataclass(frozen=True)
class RulesStep:
    """Judges documents, as `rulekit filter` does."""

    check: Callable[[rulekit.Document], rulekit.Verdict]
    reads_texts: bool = True
    needs: frozenset[str] = frozenset()

    def apply(self, row: rulekit.CuratedRow) -> rulekit.Outcome:
        """Hand on the verdict; only a row that is kept goes on, as in `rulekit filter`."""
        if row.document is None:
            return rulekit.Outcome(drop="no known language has this name or content")
        verdict = self.check(row.document)
        drop = "" if verdict.kept else verdict.reason
        return rulekit.Outcome(drop=drop, verdict=verdict)


def build_rules(settings: RulesSpec, context: rulekit.StepContext) -> RulesStep:
    """The step that judges by a profile."""
    judge = context.engine(settings.profile)
    return RulesStep(judge.check, judge.reads_texts)
