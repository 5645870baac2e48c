"""Folds: parts of the groups of labelled texts, each scored by a fit to the others."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence


def dealt(groups: Sequence[str], keep: Sequence[bool], folds: int) -> list[int]:
    """The fold of each text, its group being in one alone.

    First those groups are dealt out of which less is to be kept, then the others: a fit that lacks
    a group of one sort would else think all texts to be of the other. Within a sort the order hangs
    on the names of groups alone.
    """
    sides = Counter(group for group, kept in zip(groups, keep, strict=True) if kept)
    sizes = Counter(groups)

    def order(group: str) -> tuple[bool, bytes, str]:
        return 2 * sides[group] > sizes[group], hashlib.sha256(group.encode()).digest(), group

    place = {group: i % folds for i, group in enumerate(sorted(sizes, key=order))}
    return [place[group] for group in groups]
