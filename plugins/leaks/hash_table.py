"""A table of hashes: which of many numbers are in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from .word import Numbers, Places

_SPARE = 4  # bits more than the hashes need: a sixteenth of other numbers are searched for
_MOST = 26  # bits: 64 MB


@dataclass(frozen=True, eq=False)
class HashTable:
    """64-bit hashes, sorted, each once."""

    hashes: Numbers

    @cached_property
    def _bits(self) -> int:
        return min(_MOST, len(self.hashes).bit_length() + _SPARE)

    @cached_property
    def _is_taken(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """For the first bits of a number, whether any hash begins so: most are told by it."""
        import numpy as np

        taken = np.zeros(1 << self._bits, np.bool_)
        taken[self._first_bits(self.hashes)] = True
        return taken

    def _first_bits(self, numbers: Numbers) -> Numbers:
        import numpy as np

        return numbers >> np.uint64(64 - self._bits)

    def find(self, numbers: Numbers) -> tuple[Places, Places]:
        """Which of the numbers are hashes of the table, and which ones."""
        import numpy as np

        maybe = np.flatnonzero(self._is_taken[self._first_bits(numbers)])
        places = np.searchsorted(self.hashes, numbers[maybe])
        places[places == len(self.hashes)] = 0
        is_there = self.hashes[places] == numbers[maybe] if len(self.hashes) else maybe < 0
        return maybe[is_there], places[is_there]
