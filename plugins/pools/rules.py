"""The step `rules`: the verdict of an engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    """Judges documents, as `rulekit filter` does; by a `profile` of its own, if it has one.

    `digest` tells the hash of all that decides its verdicts.
    """

    check: Callable[[rulekit.Document], rulekit.Verdict]
    reads_texts: bool = True
    profile: str = ""
    digest: Callable[[], str] = str
    needs: frozenset[str] = frozenset()

    @property
    def digests(self) -> Mapping[str, str]:
        """The hash of another profile: that of the command's is in the plan's."""
        return {self.profile: self.digest()} if self.profile else {}

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
    return RulesStep(judge.check, judge.reads_texts, settings.profile or "", lambda: judge.digest)
