"""Columns of words as numbers: equal words are compared, grouped and counted as such."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rulekit.audit.read_tables import array, compute

if TYPE_CHECKING:
    from numpy import ndarray

ALL = slice(None)


@dataclass(frozen=True)
class Coded:
    """A column of which each word is its place in `words`; -1 for null."""

    words: tuple[Any, ...]
    codes: ndarray

    @staticmethod
    def of(column: Any) -> Coded:
        """The words of a column, in the order in which they come."""
        import numpy as np

        whole = column.combine_chunks() if hasattr(column, "combine_chunks") else column
        told = whole.dictionary_encode()
        codes = array(compute().fill_null(told.indices, -1)).astype(np.int64)
        return Coded(tuple(told.dictionary.to_pylist()), codes)

    def is_(self, word: object, places: ndarray | slice = ALL) -> ndarray:
        """Where the column has a word, at all places or at some: bool."""
        code = self.words.index(word) if word in self.words else len(self.words)
        found: ndarray = self.codes[places] == code
        return found

    def places(self) -> Mapping[Any, ndarray]:
        """The places of each word, ascending."""
        import numpy as np

        order = np.argsort(self.codes, kind="stable")
        ends = np.searchsorted(self.codes[order], np.arange(len(self.words) + 1))
        pairs = zip(self.words, ends[:-1].tolist(), ends[1:].tolist(), strict=True)
        return {word: order[first:end] for word, first, end in pairs}
