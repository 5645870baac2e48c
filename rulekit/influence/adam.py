"""What Adam remembers of a training, and the step that it would take for one more sample."""

from __future__ import annotations

from dataclasses import dataclass
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

        beta, keep = self.betas
        fresh = (1 - beta) / (1 - beta ** (self.steps + 1))
        first = fresh * gradient
        if momentum == SHARED:
            first = first + np.float32(beta / (1 - beta ** (self.steps + 1))) * self.first
        second = keep * self.second + (1 - keep) * gradient**2
        found = first / (np.sqrt(second / (1 - keep ** (self.steps + 1))) + self.eps)
        return found.astype(np.float32)
