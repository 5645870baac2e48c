"""How often two sides read the same number, and what is compared in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agreement import Agreement
from drops import Drops

DIGITS = 8  # decimals that the reference keeps


@dataclass
class Equality:
    """One definition: values compared, and those that are not equal.

    `golden` values were compared with what the reference itself read, `transcribed` ones with what
    our transcription of its definition reads. `distinct` are the values that rulekit read: where
    there are few, equality says little.
    """

    reference: str
    ours: Sequence[str]
    golden: int = 0
    transcribed: int = 0
    distinct: set[float | None] = field(default_factory=set)
    mismatches: list[str] = field(default_factory=list)

    def compare(self, where: str, value: float | None, other: float | None, what: str) -> None:
        """Tell it if the two are not equal."""
        self.distinct.add(_rounded(value))
        if _rounded(value) != _rounded(other):
            self.mismatches.append(f"{self.reference} {where}: {value} is not {other} ({what})")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), DIGITS)


@dataclass(frozen=True)
class Comparison:
    """All of it: plain definitions, the transcription itself, those over the tree, verdicts."""

    plain: Sequence[Equality]
    transcription: Sequence[Equality]
    trees: Sequence[Agreement]
    drops: Drops

    @property
    def mismatches(self) -> list[str]:
        """Every number that should be equal and is not."""
        return [told for one in (*self.plain, *self.transcription) for told in one.mismatches]
