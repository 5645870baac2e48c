"""Where gradients come from: all that this room asks of a model and of its library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from rulekit.influence.adam import AdamState

if TYPE_CHECKING:
    from rulekit.influence.projection import Vector
    from rulekit.influence.training_sample import TrainingSample


class SampleGradient(NamedTuple):
    """Loss of a solution's tokens, their mean; how many there are; and the gradient of that mean.

    The instruction is read, and its tokens count neither in the loss nor in `tokens`.
    """

    loss: float
    tokens: int
    gradient: Vector


class GradientSource(Protocol):
    """A reference model: Adam's state of its training, and the gradient of one sample at a time."""

    @property
    def adam(self) -> AdamState:
        """Adam's state at the end of the training, in the order of the gradients."""

    def of(self, sample: TrainingSample) -> SampleGradient:
        """The gradient of a sample; raises UsageError for one that has none."""


class ReferenceModel(Protocol):
    """A model that strong samples can be shown to."""

    def prepare(self) -> None:
        """Raise UsageError where a library or the model is missing; it costs next to nothing."""

    def make(self, strong: Sequence[TrainingSample], folder: Path) -> None:
        """Train a reference on strong samples, or take one, and write it into an empty folder."""

    def load(self, folder: Path) -> GradientSource:
        """The reference that `make` wrote."""
