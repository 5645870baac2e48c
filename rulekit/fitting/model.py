"""Fitting a model to labelled texts, and its scores of texts that it has not seen."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rulekit.core.utf8 import without_surrogates
from rulekit.errors import Problem, UsageError
from rulekit.fitting.byte_pair import learn_merges
from rulekit.fitting.fold import dealt
from rulekit.fitting.hinge import Hinge, fit_hinge
from rulekit.fitting.labels import Labelled
from rulekit.fitting.platt import fit_platt, rounded
from rulekit.learned.model import PAIRS, Model, Shape
from rulekit.report.number import plural

if TYPE_CHECKING:
    from numpy import int32
    from numpy.typing import NDArray

FOLDS = 5
FEWEST_GROUPS = FOLDS  # of either label: of fewer, a model knows the groups and not the texts
LARGEST = 127  # weight
NOTHING = 0.5  # the score of a text without an n-gram
BELOW = 0.999  # share of the weights that are not cut to the largest


@dataclass(frozen=True)
class FittedModel:
    """A model of all labels, and the score of each text by one that has not seen its group."""

    model: Model
    unseen: tuple[float, ...]


def fit_model(labelled: Sequence[Labelled], shape: Shape | None = None) -> FittedModel:
    """The model of labelled texts, whatever their order; raises UsageError for too few groups.

    Byte pairs that the shape lacks are learnt of all texts, whatever their labels and folds.
    """
    _check_groups(labelled)
    shape = shape or Shape()
    data = [without_surrogates(one.text).encode() for one in labelled]
    if shape.unit == PAIRS and not shape.merges:
        shape = replace(shape, merges=learn_merges(data))
    present = [shape.present(one).astype("int32") for one in data]
    ranks = [hashlib.sha256(one).digest() for one in data]
    order = sorted(range(len(data)), key=lambda row: (ranks[row], labelled[row].keep))
    folds = dealt([one.group for one in labelled], [one.keep for one in labelled], FOLDS)
    models, margins = {}, [0.0] * len(labelled)
    for fold in sorted({*folds}):
        models[fold] = _fit(labelled, present, [one for one in order if folds[one] != fold], shape)
        for row, one in enumerate(folds):
            if one == fold:
                margins[row] = models[fold].margin(present[row])
    slope, offset = fit_platt(margins, [one.keep for one in labelled])
    whole = _fit(labelled, present, order, shape)
    quantised = {
        fold: _quantised(one, slope, offset, shape) for fold, one in sorted(models.items())
    }
    scores = [
        quantised[fold].score_of(some) if len(some) else NOTHING
        for fold, some in zip(folds, present, strict=True)
    ]
    return FittedModel(_quantised(whole, slope, offset, shape), tuple(scores))


def _fit(
    labelled: Sequence[Labelled],
    present: Sequence[NDArray[int32]],
    rows: Sequence[int],
    shape: Shape,
) -> Hinge:
    keep, counts = [labelled[row].keep for row in rows], [labelled[row].weight for row in rows]
    return fit_hinge([present[row] for row in rows], keep, counts, 1 << shape.bits)


def _quantised(fit: Hinge, slope: float, offset: float, shape: Shape) -> Model:
    """The model with weights of whole numbers: those that are furthest out are cut."""
    import numpy as np

    sizes = np.sort(np.abs(fit.weights[fit.weights != 0]))
    largest = float(sizes[int(BELOW * (len(sizes) - 1))]) if len(sizes) else 1.0
    step = rounded(largest / LARGEST)
    whole = np.clip(np.rint(fit.weights / step), -LARGEST, LARGEST).astype(np.int8)
    return Model(shape, whole.tobytes(), rounded(slope * step), rounded(slope * fit.base + offset))


def _check_groups(labelled: Sequence[Labelled]) -> None:
    """Raise UsageError where the texts of a label are of too few groups to be told from them."""
    for word, kept in (("keep", True), ("drop", False)):
        count = len({one.group for one in labelled if one.keep is kept})
        if count < FEWEST_GROUPS:
            message = f"the files to {word} are of only {plural(count, 'group')}: "
            remedy = "`repo` says the group of a row; without it, each path is one"
            raise UsageError([Problem(f"{message}{FEWEST_GROUPS} are the least", remedy=remedy)])
