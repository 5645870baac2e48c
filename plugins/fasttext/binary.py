"""Files of fastText, looked over before the library reads them: it aborts on damaged ones.

Their form is that of fastText 0.9 (args.cc, dictionary.cc, densematrix.cc, quantmatrix.cc and
productquantizer.cc, version 12).
"""

from __future__ import annotations

import mmap
from pathlib import Path
from struct import Struct
from typing import Any

import rulekit

MAGIC, NEWEST = 793_712_314, 12
SUPERVISED = 3  # of the models that fastText makes
LOSSES = (1, 2, 3, 4)
KSUB = 256  # centroids of each part of a vector
WORD, LABEL = 0, 1
MOST = 100  # words or letters of an n-gram
COUNTED = 10**12  # of a word or label: the tree of labels takes 10**15 for endless
DAMAGED = "the file is damaged, or is cut off"


def labels_in(file: Path) -> frozenset[str]:
    """The labels of a model; raises RulekitError for any file that is not a whole one."""
    try:
        with file.open("rb") as opened:
            if not file.stat().st_size:
                raise rulekit.RulekitError("the file is empty")
            with mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return _Model(data).labels()
    except OSError as error:
        raise rulekit.RulekitError(f"cannot be read: {error.strerror}") from None


class _Model:
    """The bytes of a file, and how far they were gone through."""

    def __init__(self, data: mmap.mmap) -> None:
        self.data = data
        self.at = 0

    def labels(self) -> frozenset[str]:
        """Go through all of it."""
        if self._numbers("<ii")[0] != MAGIC:
            raise rulekit.RulekitError("this is no model of fastText")
        self.at = 4
        (version,) = self._numbers("<i")
        if not 1 <= version <= NEWEST:
            raise rulekit.RulekitError(f"the model is of version {version}, not of {NEWEST}")
        dim, *_, orders, loss, model, bucket, minn, maxn, _rate = self._numbers("<12i")
        self._numbers("<d")
        if model != SUPERVISED:
            raise rulekit.RulekitError("the model has no labels: it was not trained with any")
        _held(dim >= 1 and loss in LOSSES and bucket >= 0)
        _held(all(0 <= one <= MOST for one in (orders, minn, maxn)))
        _held(bucket > 0 or (orders <= 1 and not maxn))  # else it divides by 0
        size, words, labels, tokens, pruned = self._numbers("<iiiqq")
        _held(min(words, tokens) >= 0 and labels >= 1 and size == words + labels and pruned >= -1)
        found = self._entries(words, labels)
        for _ in range(max(pruned, 0)):
            _held(0 <= self._numbers("<ii")[1] < pruned)
        (quantised,) = self._numbers("<?")
        _held(quantised or pruned < 0)
        self._matrix(words + (bucket if pruned < 0 else pruned), dim, quantised=quantised)
        (halved,) = self._numbers("<?")
        self._matrix(labels, dim, quantised=quantised and halved)
        _held(self.at == len(self.data))
        return found

    def _entries(self, words: int, labels: int) -> frozenset[str]:
        """The labels, which stand behind the words."""
        found = set()
        for number in range(words + labels):
            end = self.data.find(b"\0", self.at)
            _held(end >= 0)
            text, self.at = self.data[self.at : end], end + 1
            count, sort = self._numbers("<qb")
            _held(0 <= count <= COUNTED and sort == (WORD if number < words else LABEL))
            if sort == LABEL:
                found.add(text.decode("utf-8", "replace"))
        return frozenset(found)

    def _matrix(self, rows: int, columns: int, *, quantised: bool) -> None:
        (normed,) = self._numbers("<?") if quantised else (False,)
        _held((rows, columns) == self._numbers("<qq"))
        if not quantised:
            self._skip(4 * rows * columns)
            return
        (codes,) = self._numbers("<i")
        self._skip(codes)
        _held(codes == rows * self._quantiser(columns))
        if normed:
            self._skip(rows)
            _held(self._quantiser(1) == 1)

    def _quantiser(self, columns: int) -> int:
        """The number of parts of a vector."""
        dim, parts, size, last = self._numbers("<4i")
        _held(dim == columns and size >= 1 and parts == -(-dim // size))
        _held(last == (dim % size or size))
        self._skip(4 * dim * KSUB)
        return int(parts)

    def _numbers(self, form: str) -> tuple[Any, ...]:
        read = Struct(form)
        _held(self.at + read.size <= len(self.data))
        found = read.unpack_from(self.data, self.at)
        self.at += read.size
        return found

    def _skip(self, size: int) -> None:
        _held(0 <= size <= len(self.data) - self.at)
        self.at += size


def _held(condition: bool) -> None:
    if not condition:
        raise rulekit.RulekitError(DAMAGED)
