"""A random projection that is computed from counted numbers, so that no matrix is stored."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float32, int8, uint64
    from numpy.typing import NDArray

    Vector = NDArray[float32]

BITS = 64  # signs of one counted number


@dataclass(frozen=True)
class Projection:
    """Projects vectors of `length` numbers to `size`, so that products stay as they are on average.

    The vector is cut into blocks of `size`; a block has the signs of its numbers drawn, is turned
    by a drawn step, and all are added. Two numbers of different blocks meet with a chance of one in
    `size`, two of one block never: the error is that of as many dense random signs, or less. Signs
    and steps are hashes of the `seed` and a count, the same on every machine. `size` is a multiple
    of 64.
    """

    length: int
    size: int
    seed: int = 0

    @property
    def blocks(self) -> int:
        """The number of blocks; the last may not be full."""
        return -(-self.length // self.size)

    @cached_property
    def _drawn(self) -> tuple[NDArray[int8], list[int]]:
        """Signs of all numbers, a row for each block, and how far each block is turned."""
        import numpy as np

        words = self.blocks * (self.size // BITS)
        numbers = drawn(self.seed, words + self.blocks)
        bits = np.unpackbits(numbers[:words].astype("<u8").view(np.uint8), bitorder="little")
        signs = (bits.astype(np.int8) * 2 - 1).reshape(self.blocks, self.size)
        steps = (numbers[words:] % np.uint64(self.size)).astype(np.int64)
        return signs, steps.tolist()

    def project(self, vector: Vector) -> Vector:
        """Project a vector."""
        import numpy as np

        signs, steps = self._drawn
        found = np.zeros(self.size, np.float32)
        for number, step in enumerate(steps):
            block = vector[number * self.size : (number + 1) * self.size]
            turned = np.zeros(self.size, np.float32)
            turned[: len(block)] = block * signs[number, : len(block)]
            found += np.roll(turned, step)
        return found


def drawn(seed: int, count: int) -> NDArray[uint64]:
    """So many numbers, each a hash (SplitMix64) of the seed and its place."""
    import numpy as np

    start = np.uint64(seed % 2**64)
    with np.errstate(over="ignore"):
        mixed = start + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        found: NDArray[uint64] = mixed ^ (mixed >> np.uint64(31))
    return found
