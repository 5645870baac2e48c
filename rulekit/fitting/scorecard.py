"""Fitting a scorecard to labels, and how good it is on repositories that it has not seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rulekit.core.utf8 import without_surrogates
from rulekit.engine import Engine
from rulekit.fitting.bands import ReadingStep, auc, find_steps
from rulekit.fitting.descent import Goal
from rulekit.fitting.elimination import fit_few
from rulekit.fitting.labels import Labelled

FOLDS = 10  # parts of the repositories, each scored by a fit to the others
RIDGE, LASSO = 2.0, 1.0  # tried against each other on labels_dev and labels_longtail, by fold
DIGITS = 3  # of points, as they are written
# Signals of a scorecard. Of 80 that tell something, 24 rank files of other repositories as well
# (area under the ROC 0.977 for 0.978, log loss 256 for 255), and take a third of the time.
SIGNALS = 24


@dataclass(frozen=True)
class Judged:
    """Numbers read on a labelled document, and whether a rule drops it or it cannot be judged."""

    values: Mapping[str, float]
    dropped: bool


@dataclass(frozen=True)
class Fitted:
    """A base, points of the steps and of a drop; and the scores of each document by other folds."""

    base: float
    dropped: float
    steps: tuple[tuple[ReadingStep, float], ...]
    unseen: tuple[float, ...]


def read(engine: Engine, labelled: Iterable[Labelled]) -> list[Judged]:
    """Judge every document with its readings."""
    texts = ((without_surrogates(one.text).encode(), one.path) for one in labelled)
    verdicts = (engine.check_bytes(data, path) for data, path in texts)
    return [
        Judged(
            {name: one.value for name, one in verdict.readings if one.value is not None},
            not verdict.kept and verdict.decided_by != ("min-score",),
        )
        for verdict in verdicts
    ]


def fit_scorecard(
    labelled: Sequence[Labelled],
    judged: Sequence[Judged],
    limits: Mapping[str, Sequence[float]],
    most: int = SIGNALS,
) -> Fitted:
    """The scorecard for all labels, and each document's log-odds by one that has not seen it.

    A scorecard is of `most` signals at the most; each fold chooses its own.
    """
    steps = find_steps([one.values for one in judged], limits)
    drops = tuple(row for row, one in enumerate(judged) if one.dropped)
    columns = [ReadingStep("", 0.0, drops), *steps]
    folds = [_fold(one.group) for one in labelled]
    unseen = [0.0] * len(labelled)
    for fold in range(FOLDS):
        inside = [row for row, one in enumerate(folds) if one != fold]
        base, points = _fit(columns, labelled, inside, most)
        outside = [row for row, one in enumerate(folds) if one == fold]
        for row, odds in _odds(base, points, columns, outside):
            unseen[row] = odds
    base, points = _fit(columns, labelled, range(len(labelled)), most)
    kept = tuple((step, point) for step, point in zip(steps, points[1:], strict=True) if point)
    return Fitted(base, points[0], kept, tuple(unseen))


def _fit(
    columns: Sequence[ReadingStep], labelled: Sequence[Labelled], rows: Sequence[int], most: int
) -> tuple[float, list[float]]:
    """Base and points of the columns, from these rows alone, in the digits that are written."""
    place = {row: i for i, row in enumerate(rows)}
    inside = [[place[row] for row in column.rows if row in place] for column in columns]
    keep = [labelled[row].keep for row in rows]
    goal = Goal(keep, [labelled[row].weight for row in rows], RIDGE, LASSO)
    found = fit_few(inside, [column.signal for column in columns], goal, most)
    return round(found.base, DIGITS), [round(one, DIGITS) for one in found.points]


def _odds(
    base: float, points: Sequence[float], columns: Sequence[ReadingStep], rows: Iterable[int]
) -> Iterable[tuple[int, float]]:
    odds = dict.fromkeys(rows, base)
    for column, point in zip(columns, points, strict=True):
        for row in column.rows if point else ():
            if row in odds:
                odds[row] += point
    return odds.items()


def _fold(group: str) -> int:
    return int.from_bytes(hashlib.sha256(group.encode()).digest()[:8], "big") % FOLDS


def quality(
    labelled: Sequence[Labelled], judged: Sequence[Judged], scores: Sequence[float], limit: float
) -> tuple[float, float, float, float]:
    """Agreement when a rule drops, or a score is under a limit: F1, bad dropped, good kept.

    The limit comes first.
    """
    drop = [one.dropped or score < limit for one, score in zip(judged, scores, strict=True)]
    bad = sum(not one.keep for one in labelled)
    right = sum(d and not one.keep for d, one in zip(drop, labelled, strict=True))
    wrong = sum(d and one.keep for d, one in zip(drop, labelled, strict=True))
    f1 = 2 * right / (right + wrong + bad)
    return limit, f1, right / bad, 1 - wrong / (len(labelled) - bad)


def bins(labelled: Sequence[Labelled], scores: Sequence[float]) -> list[tuple[float, int, int]]:
    """Mean score, documents, and those to keep, of each tenth of the scale that has any."""
    found = []
    for tenth in range(10):
        inside = [
            (score, one.keep)
            for score, one in zip(scores, labelled, strict=True)
            if min(9, int(score * 10)) == tenth
        ]
        if inside:
            mean = sum(score for score, _ in inside) / len(inside)
            found.append((mean, len(inside), sum(keep for _, keep in inside)))
    return found


def area(labelled: Sequence[Labelled], scores: Sequence[float]) -> float:
    """The area under the ROC of scores."""
    return auc(scores, [one.keep for one in labelled])
