"""What a curation would be like: bands and their curves, disk. Nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from rulekit.curate.arrays import key_type
from rulekit.curate.ranks import rank_type
from rulekit.hooks.step import CopyStep
from rulekit.run.prepared_curation import PreparedCuration

FEATURES = 4_500  # bytes of what a row is compared by: 555 word 5-grams in 6.2 KB of code
SHARE = 0.3  # of rows that share a key with another, a guess on the high side


class Bands(NamedTuple):
    """The bands of a step, and how likely two rows of a Jaccard index are compared."""

    step: str
    bands: int
    rows: int
    curve: Sequence[tuple[float, float]]


def bands(run: PreparedCuration) -> list[Bands]:
    """The bands of each step that has any; plugins say them as attributes of what they build."""
    found = []
    for step in run.pipeline.steps:
        built: Any = step.built
        curve: Sequence[tuple[float, float]] = getattr(built, "curve", ())
        if curve:
            found.append(Bands(step.id, built.bands, built.rows, tuple(curve)))
    return found


def disk(run: PreparedCuration, rows: int) -> list[tuple[str, int]]:
    """Bytes of work that each step needs on the disk, while the run lasts."""
    found = []
    for step in run.pipeline.steps:
        built: Any = step.built
        if isinstance(built, CopyStep):
            keys = 1 if built.is_exact else int(getattr(built, "bands", 1))
            each = keys * key_type().itemsize + rank_type(len(built.prefer)).itemsize
            more = 0 if built.is_exact else int(SHARE * FEATURES)
            found.append((step.id, rows * (each + more)))
    return found
