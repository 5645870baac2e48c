"""Why signals have no value on rows: a column of maps, taken as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rulekit.audit.coded import Coded
from rulekit.audit.read_tables import array
from rulekit.audit.tables import arrow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy import ndarray


@dataclass(frozen=True)
class Notes:
    """The column `unmeasured` of some rows: entries of signal and note, row by row."""

    column: Any

    @cached_property
    def _maps(self) -> Any:
        return self.column.combine_chunks()

    @cached_property
    def _rows(self) -> ndarray:
        """The place of the row of each entry."""
        import numpy as np

        sizes = np.diff(array(self._maps.offsets))
        return np.repeat(np.arange(len(sizes)), sizes)

    @cached_property
    def _entries(self) -> tuple[Any, Any]:
        """Keys and items of the entries: those of a slice, and not of the whole that it is of."""
        offsets = self._maps.offsets
        first, last = offsets[0].as_py(), offsets[len(offsets) - 1].as_py()
        return tuple(one.slice(first, last - first) for one in (self._maps.keys, self._maps.items))

    @cached_property
    def by_signal(self) -> Mapping[str, ndarray]:
        """The entries of each signal, by their number, ascending."""
        return Coded.of(self._entries[0]).places()

    def rows(self, signal: str) -> ndarray:
        """Places of the rows that say why they have no value of a signal, ascending."""
        import numpy as np

        entries = self.by_signal.get(signal)
        return np.zeros(0, np.int64) if entries is None else self._rows[entries]

    def of(self, place: int, signal: str) -> str:
        """The note of a row on a signal; "" for none."""
        import numpy as np

        rows = self.rows(signal)
        at = int(np.searchsorted(rows, place))
        if at == len(rows) or rows[at] != place:
            return ""
        return str(self._entries[1][int(self.by_signal[signal][at])].as_py())

    def only(self, asked: Mapping[str, ndarray]) -> Any:
        """The column with the entries of signals that are asked of a row: bool, by signal."""
        import numpy as np

        kept = np.zeros(len(self._rows), bool)
        for name, entries in self.by_signal.items():
            if name in asked:
                kept[entries] = asked[name][self._rows[entries]]
        sizes = np.bincount(self._rows[kept], minlength=len(self._maps))
        offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
        pa, mask = arrow(), arrow().array(kept)
        keys, items = (one.filter(mask) for one in self._entries)
        return pa.MapArray.from_arrays(pa.array(offsets), keys, items, type=self._maps.type)
