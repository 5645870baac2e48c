"""The step `select`: rows that mention something, into an output of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

import rulekit
from pydantic import Field, model_validator

from .admit import Language, refuse_unknown
from .hashed import hash_of, hashes_below
from .named_output import OutputName

# OpenCoder's algorithmic corpus (arXiv:2411.04905, 2.2): these words, and no more is published,
# neither whether case matters nor whether all files with one of them were taken.
ALGORITHMIC = ["leetcode", "def solution", "class solution"]

Keyword = Annotated[str, Field(min_length=1)]


class SelectSpec(rulekit.Spec):
    """Settings of `select`: one of `any_of` and all of `all_of` have to be in the text.

    `share` of the rows are taken, by a hash of their content.
    """

    name: OutputName = "algorithmic"
    any_of: list[Keyword] = ALGORITHMIC
    all_of: list[Keyword] = []
    ignore_case: bool = True
    share: Annotated[float, Field(ge=0, le=1)] = 1.0
    languages: Annotated[list[Language], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _something(self) -> SelectSpec:
        if not self.any_of and not self.all_of:
            raise ValueError("this selects by nothing: say any_of or all_of")
        return self


def build_select(settings: SelectSpec, context: rulekit.StepContext) -> SelectStep:
    """The step; raises UsageError for a language that nobody knows."""
    refuse_unknown(settings.languages or (), context.languages)
    return SelectStep(settings)


@dataclass(frozen=True)
class SelectStep:
    """Copies each row with the keywords into an output; the row itself goes on."""

    settings: SelectSpec
    needs: frozenset[str] = frozenset()

    @property
    def output(self) -> str:
        """Name of the output."""
        return self.settings.name

    @cached_property
    def cutoff(self) -> int:
        """Rows whose hash is under this number are taken."""
        return hashes_below(self.settings.share)

    def apply(self, row: rulekit.CuratedRow) -> rulekit.Outcome:
        """Hand out the whole text if the keywords are in it and its hash is drawn."""
        languages = self.settings.languages
        if languages is not None and row.language not in languages:
            return rulekit.GOES_ON
        found = self._found(row.text)
        if not found:
            return rulekit.GOES_ON
        told = f"`{found[0]}` is in its text"
        drawn = hash_of(self.output, row.sha256)
        if drawn >= self.cutoff:
            return rulekit.Outcome(fact=f"{told}, and its hash {drawn:016x} is not drawn")
        whole = rulekit.Cutting(row.text, 0, len(row.data), {"keyword": found[0]})
        return rulekit.Outcome(fact=f"{told}: into {self.output}", cuttings=[whole])

    def _found(self, text: str) -> Sequence[str]:
        """Keywords that are in a text; none if they are not enough."""
        if self.settings.ignore_case:
            text = text.lower()
        every = [word for word in self._words(self.settings.all_of) if word in text]
        if len(every) < len(self.settings.all_of):
            return ()
        one = next((word for word in self._words(self.settings.any_of) if word in text), None)
        if self.settings.any_of and one is None:
            return ()
        return [one, *every] if one is not None else every

    def _words(self, words: Sequence[str]) -> Sequence[str]:
        return [word.lower() for word in words] if self.settings.ignore_case else words
