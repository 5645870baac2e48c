"""Verdicts on many rows: most are as they were, or the same as on many others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rulekit.audit.read_tables import array
from rulekit.rejudge.quotes import Quoted
from rulekit.rejudge.stored_rows import StoredRows

if TYPE_CHECKING:
    from numpy import ndarray

    from rulekit.core.verdict import Decision

AS_STORED = -1


@dataclass(frozen=True)
class RowVerdict:
    """The part of a verdict that rules decide; `findings` are those that are stored anew."""

    decision: Decision
    reason: str
    decided_by: tuple[str, ...] = ()
    findings: tuple[Quoted, ...] = ()
    candidate: bool = True


@dataclass(frozen=True)
class RejudgedRows:
    """The verdicts on stored rows; until they are judged, all are as they are stored.

    `verdict` is the place of each row's among the `new` ones, which rows share, or AS_STORED.
    `score` is NaN where there is none; `stays` is true where the stored findings are those of now.
    """

    rows: StoredRows
    verdict: ndarray
    score: ndarray
    stays: ndarray
    new: list[RowVerdict] = field(default_factory=list)

    @staticmethod
    def of(rows: StoredRows) -> RejudgedRows:
        """The verdicts as they are stored."""
        import numpy as np

        score = array(rows.verdicts["score"]).copy()
        return RejudgedRows(rows, np.full(len(rows), AS_STORED), score, np.ones(len(rows), bool))

    def tell(self, places: ndarray, verdict: RowVerdict) -> None:
        """Give the rows at these places a new verdict."""
        self.verdict[places] = len(self.new)
        self.new.append(verdict)
