"""A place in a shard, moved on row by row."""

from __future__ import annotations

from collections.abc import Sequence

from rulekit.hooks.reader import BrokenRow, Reader, Row, SkippingRows


class Cursor:
    """Reads one shard forwards. `row` is the number of the next row."""

    def __init__(
        self, reader: Reader, path: str, names: Sequence[str], start: int, *, whole: bool = False
    ) -> None:
        self.path = path
        self.row = start
        self._reader, self._names, self._whole = reader, names, whole
        self._rows = reader.rows(path, names, start, whole=whole)
        self._end = ""

    def next(self) -> Row:
        """Read the next row; if there is none, a BrokenRow tells that the shard was changed."""
        self.row += 1
        if not self._end:
            try:
                return next(self._rows)
            except StopIteration:
                self._end = "the shard has fewer rows than were counted: it was changed"
            except MemoryError:  # the iterator has ended with it; another goes on behind the row
                self._rows = self._reader.rows(self.path, self._names, self.row, whole=self._whole)
                return Row(BrokenRow("out-of-memory", "no memory to read it"))
            except OSError as error:
                self._end = f"cannot be read: {error.strerror or error}"
        return Row(BrokenRow("unreadable", self._end))

    def read(self, row: int) -> Row:
        """Read a row; those between it and the last one are passed over."""
        if row > self.row:
            self._skip(row - self.row)
        return self.next()

    def _skip(self, count: int) -> None:
        """Pass over rows: where the reader can, without looking at them."""
        if isinstance(self._rows, SkippingRows) and not self._end:
            self._rows.skip(count)
            self.row += count
            return
        for _ in range(count):
            self.next()
