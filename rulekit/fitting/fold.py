"""Folds: parts of the groups of labelled texts, each scored by a fit to the others."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def dealt(groups: Sequence[str], folds: int) -> list[int]:
    """The fold of each text: groups are dealt out in an order that hangs on their names alone.

    So few groups are not all in one fold.
    """
    ranked = sorted({*groups}, key=lambda one: (hashlib.sha256(one.encode()).digest(), one))
    place = {group: i % folds for i, group in enumerate(ranked)}
    return [place[group] for group in groups]
