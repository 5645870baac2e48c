"""The card of a model: how it was made, how good it is on what it has not seen, what it prefers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rulekit.fitting.bands import auc, auc_error
from rulekit.fitting.labels import Labelled
from rulekit.fitting.leaning import Leaning
from rulekit.fitting.threshold import drop_below, keep_from

DIGITS = 5  # a limit lies between two scores of four
HALF = 0.5  # the score over which a model says keep, if nobody says another
OTHER = "other"  # of the parts of a card: those with few texts, together
FEW = 10


def model_card(
    labelled: Sequence[Labelled],
    scores: Sequence[float],
    leanings: Sequence[Leaning],
    precision: float,
) -> dict[str, Any]:
    """The card as plain data: figures by scores of models that have not seen a text's group."""
    keep = [one.keep for one in labelled]
    limits = {
        "drop_below": drop_below(scores, keep, precision),
        "keep_from": keep_from(scores, keep, precision),
    }
    drop = limits["drop_below"]
    limit = drop.limit if drop else HALF
    return {
        "labels": len(labelled),
        "keep": sum(keep),
        "groups": len({one.group for one in labelled}),
        "auc": round(area := auc(scores, keep), DIGITS),
        "auc_error": round(auc_error(area, sum(keep), len(keep) - sum(keep)), DIGITS),
        "at_half": figures(labelled, scores, HALF),
        "precision_asked": precision,
        **{name: one and _rounded(one._asdict()) for name, one in limits.items()},
        "limit": limit,
        "languages": _parts(labelled, scores, limit, [one.language or OTHER for one in labelled]),
        "kinds": _kinds(labelled, scores, limit),
        "prefers": {one.name: _rounded(one._asdict()) for one in leanings},
    }


def figures(labelled: Sequence[Labelled], scores: Sequence[float], limit: float) -> dict[str, Any]:
    """Figures of dropping whatever scores under a limit; None for a share of nothing."""
    under = [score < limit for score in scores]
    right = sum(low and not one.keep for low, one in zip(under, labelled, strict=True))
    bad, dropped = sum(not one.keep for one in labelled), sum(under)
    return _rounded(
        {
            "texts": len(labelled),
            "bad": bad,
            "precision": right / dropped if dropped else None,
            "recall": right / bad if bad else None,
            "f1": 2 * right / (dropped + bad) if dropped + bad else None,
            "kept": 1 - dropped / len(labelled),
        }
    )


def _parts(
    labelled: Sequence[Labelled], scores: Sequence[float], limit: float, parts: Sequence[str]
) -> dict[str, Any]:
    """Figures of each part with a few texts, by name, and of all others together."""
    many = {name for name, count in Counter(parts).items() if count >= FEW}
    names = [name if name in many else OTHER for name in parts]
    found = {}
    for name in sorted({*names}, key=lambda one: (one == OTHER, one)):
        rows = [row for row, one in enumerate(names) if one == name]
        some, values = [labelled[row] for row in rows], [scores[row] for row in rows]
        mixed = len({one.keep for one in some}) == 2
        area = round(auc(values, [one.keep for one in some]), DIGITS) if mixed else None
        found[name] = {"auc": area, **figures(some, values, limit)}
    return found


def _kinds(
    labelled: Sequence[Labelled], scores: Sequence[float], limit: float
) -> dict[str, dict[str, Any]]:
    """How many of each kind of drop that readers named score under the limit."""
    found: dict[str, list[bool]] = {}
    for one, score in zip(labelled, scores, strict=True):
        if one.kind and not one.keep:
            found.setdefault(one.kind, []).append(score < limit)
    return {
        kind: {"texts": len(some), "recall": round(sum(some) / len(some), DIGITS)}
        for kind, some in sorted(found.items())
    }


def _rounded(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: round(one, DIGITS) if isinstance(one, float) else one for name, one in values.items()
    }
