"""What Adam remembers of a training, and the step that it would take for one more sample."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rulekit.influence.projection import Vector

REMOVED, SHARED = "removed", "shared"


@dataclass(frozen=True, eq=False)
class AdamState:
    """The means of gradients (`first`) and of their squares (`second`) after so many `steps`."""

    first: Vector
    second: Vector
    steps: int
    betas: tuple[float, float] = (0.9, 0.999)
    eps: float = 1e-8

    def direction(self, gradient: Vector, momentum: str = REMOVED) -> Vector:
        """The next step for a gradient, without the rate.

        The mean of gradients is one vector for all samples. It is in the step when momentum is
        "shared"; "removed" is the step of an Adam that has only seen the squares.
        """
        import numpy as np

        beta, _ = self.betas
        size = gradient * gradient
        size *= np.float32(self._fresh)
        size += self._kept
        np.sqrt(size, out=size)
        size += np.float32(self.eps)
        first = gradient * np.float32(1 - beta)
        if momentum == SHARED:
            first += np.float32(beta) * self.first
        first /= size
        first /= np.float32(1 - beta ** (self.steps + 1))
        return first

    @property
    def _fresh(self) -> float:
        """The weight of a new gradient's square among the squares, freed of Adam's bias."""
        keep = self.betas[1]
        return (1 - keep) / (1 - keep ** (self.steps + 1))

    @cached_property
    def _kept(self) -> Vector:
        """The squares so far with their weight; millions of numbers, so they are made once."""
        keep = self.betas[1]
        found: Vector = (self.second * (keep / (1 - keep ** (self.steps + 1)))).astype("float32")
        return found
