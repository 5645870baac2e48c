"""Engines that judge, by any profile, the documents that the steps of a curation see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property

from rulekit.core.document import Document
from rulekit.core.verdict import Verdict
from rulekit.curate.row_signals import Engines
from rulekit.engine import Engine
from rulekit.loader import build_engine
from rulekit.plan.fingerprint import fingerprint, fingerprint_hash
from rulekit.plan.options import PlanOptions


@dataclass(frozen=True)
class JudgeAfresh:
    """Judges documents that other grammars have read: with the captures of its own rules."""

    engine: Engine

    def check(self, document: Document) -> Verdict:
        """The verdict that `rulekit filter` gives."""
        return self.engine.check(self.engine.plan.languages.reread(document))

    @cached_property
    def digest(self) -> str:
        """The hash of all that decides its verdicts."""
        return fingerprint_hash(fingerprint(self.engine.plan))

    @property
    def reads_texts(self) -> bool:
        """False if what its rules ask of, and so quote, is the path."""
        return self.engine.plan.reads_texts


def engines(engine: Engine, options: PlanOptions) -> Engines:
    """A function that gives the engine for a profile: the one at hand for None."""

    @cache
    def by_profile(profile: str | None) -> JudgeAfresh:
        other = build_engine(replace(options, profile=profile)) if profile else engine
        return JudgeAfresh(other)

    return by_profile
