"""The step `sample`: so many bytes of a language, drawn by hash."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

import rulekit
from pydantic import Field

from .admit import Language, refuse_unknown
from .byte_size import Bytes
from .cutoff import Cutoff, settled_by
from .hashed import hash_of


class SampleSpec(rulekit.Spec):
    """Settings of `sample`: languages and the bytes that are kept of each, GB = 10^9.

    `of` says which bytes are counted: those after the edits of the steps before, or the original's.
    Published for OpenCoder: Java from 449 to 200 GB and HTML from 474 to 64 GB (arXiv:2411.04905v3;
    409 and 213 GB in its first versions), neither with the method nor with which bytes count.
    """

    by: Literal["language"] = "language"
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 1
    to: Annotated[dict[Language, Bytes], Field(min_length=1)]
    of: Literal["after", "before"] = "after"


@dataclass(frozen=True)
class SampleStep:
    """Keeps the rows of a language whose hash is low enough to fill its target.

    Whether a row is kept can be told from its hash and the cutoff; rows of one content share a
    hash, so they stay or go together. A smaller target keeps a part of what a larger one keeps.
    """

    settings: SampleSpec
    needs: frozenset[str] = frozenset()

    @cached_property
    def _groups(self) -> Mapping[int, str]:
        return {group_of(language): language for language in self.settings.to}

    def note(self, row: rulekit.CuratedRow) -> Sequence[rulekit.Note]:
        """The language, the hash and the bytes of a row whose language has a target."""
        if row.language not in self.settings.to:
            return ()
        amount = len(row.data) if self.settings.of == "after" else row.size
        return [rulekit.Note(group_of(row.language), self._key(row), amount)]

    def settle(self, notes: Callable[[], Iterator[Any]], rows: int) -> Mapping[str, Any]:
        """The cutoff of each language; null where not even the first hash fits."""
        targets = {group: self.settings.to[name] for group, name in self._groups.items()}
        found = settled_by(notes, targets)
        groups = {name: _as_json(found[group]) for group, name in sorted(self._groups.items())}
        return {"groups": dict(sorted(groups.items())), "of": self.settings.of, "rows": rows}

    def apply(self, row: rulekit.CuratedRow, settled: Mapping[str, Any]) -> rulekit.Outcome:
        """Drop a row whose hash is over the cutoff of its language."""
        cutoff = settled["groups"][row.language]["cutoff"]
        key = f"{self._key(row):016x}"
        if cutoff is None:
            told = f"nothing of {row.language} fits into its target"
            return rulekit.Outcome(drop=f"not drawn: {told}")
        if key > cutoff:  # both have 16 digits
            why = f"its hash {key} is over the cutoff {cutoff} of {row.language}"
            return rulekit.Outcome(drop=f"not drawn: {why}")
        return rulekit.Outcome(fact=f"drawn: its hash {key} is within {cutoff} of {row.language}")

    def _key(self, row: rulekit.CuratedRow) -> int:
        return hash_of(str(self.settings.seed), row.sha256)


def build_sample(settings: SampleSpec, context: rulekit.StepContext) -> SampleStep:
    """The step; raises UsageError for a language that nobody knows."""
    refuse_unknown(settings.to, context.languages)
    return SampleStep(settings)


def group_of(language: str) -> int:
    """The number of a language in notes."""
    return hash_of(language)


def _as_json(found: Cutoff) -> Mapping[str, Any]:
    return {
        "before": found.before,
        "rows": found.rows,
        "target": found.target,
        "cutoff": None if found.cutoff is None else f"{found.cutoff:016x}",
        "after": found.after,
    }
