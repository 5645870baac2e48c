"""Platt's calibration: margins as log-odds that say how many of the texts are to be kept."""

from __future__ import annotations

import math
from collections.abc import Sequence

STEPS = 50  # of Newton at the most
FIGURES = 6  # of a number, which every machine and version of numpy agrees on
RIDGE = 1e-6  # so that labels without a mistake have a slope that ends
FAR = 30.0


def fit_platt(margins: Sequence[float], keep: Sequence[bool]) -> tuple[float, float]:
    """Slope and offset of log-odds over margins that the fit has not seen.

    Wanted are Platt's own targets, a little inside of 0 and 1 (Platt 1999, 2.2).
    """
    good = sum(keep)
    high, low = (good + 1) / (good + 2), 1 / (len(keep) - good + 2)
    wanted = [high if kept else low for kept in keep]
    slope, offset = 1.0, 0.0
    for _ in range(STEPS):
        steps = _newton(margins, wanted, slope, offset)
        slope, offset = slope - steps[0], offset - steps[1]
        if max(map(abs, steps)) < 1e-9:
            break
    return rounded(slope), rounded(offset)


def _newton(
    margins: Sequence[float], wanted: Sequence[float], slope: float, offset: float
) -> tuple[float, float]:
    """The changes that lower the log loss most, to second order."""
    by_slope, by_offset = RIDGE * slope, 0.0
    curve, mixed, flat = RIDGE, 0.0, RIDGE
    for margin, want in zip(margins, wanted, strict=True):
        p = 1 / (1 + math.exp(-max(-FAR, min(FAR, slope * margin + offset))))
        by_slope += (p - want) * margin
        by_offset += p - want
        spread = p * (1 - p)
        curve += spread * margin * margin
        mixed += spread * margin
        flat += spread
    whole = curve * flat - mixed * mixed
    return (by_slope * flat - by_offset * mixed) / whole, (
        by_offset * curve - by_slope * mixed
    ) / whole


def rounded(value: float) -> float:
    """A number in as many figures as are the same whoever adds them up."""
    return float(f"{value:.{FIGURES}g}")
