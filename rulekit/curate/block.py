"""All that is told of a block of rows, on its way into files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from rulekit.audit.tables import arrow
from rulekit.core.tally import Count, Tally
from rulekit.curate.arrays import keys_array, ragged, save
from rulekit.curate.ranks import rank_type
from rulekit.curate.tables import OUTPUT, Records, tables_of
from rulekit.hooks.curated_row import Note

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

Write = Callable[[str], None]


class BlockRecords:
    """Records of tables, and what is noted of rows, by kind; a kind without any has no file."""

    def __init__(self, shard: str) -> None:
        self.shard = shard
        self.records: dict[str, Records] = {}
        self.keys: list[tuple[int, bytes]] = []
        self.ranks: list[tuple[int, tuple[int, ...]]] = []
        self.notes: list[tuple[int, Note]] = []
        self.features: list[tuple[int, Array]] = []
        self.tally = Tally(by_folder=None)
        self.steps: dict[str, dict[str, int]] = {}

    def add(self, row: int, records: Mapping[str, Records]) -> None:
        """Add what was told of the next row."""
        for kind, some in records.items():
            here = self.records.setdefault(kind, [])
            if kind.startswith(OUTPUT):
                parent = {"parent_shard": self.shard, "parent_row": row}
                here += [{**one, **parent} for one in some]
            else:
                here += [{**one, "shard": self.shard, "row": row} for one in some]

    def count(self, rows: int) -> None:
        """Count rows that go on; only the last stage knows what becomes of them."""
        self.tally.by_language["unknown"] = Count(keep=rows)
        self.tally.all.merge(Count(keep=rows))

    def count_step(self, step: str, counts: Mapping[str, int]) -> None:
        """Add to what is counted of a step."""
        here = self.steps.setdefault(step, {})
        for name, count in counts.items():
            here[name] = here.get(name, 0) + count

    def files(self) -> Iterator[tuple[str, Write]]:
        """Each kind of file that there is something for, and what writes it."""
        for kind, found in tables_of(self.records).items():
            yield kind, partial(arrow().parquet.write_table, found)
        if self.keys:
            yield "keys", lambda here: save(here, keys_array(self.keys))
        if self.ranks:
            yield "ranks", lambda here: save(here, _ranks(self.ranks))
        if self.notes:
            yield "notes", lambda here: save(here, notes_array(self.notes))
        if self.features:
            yield "features", lambda here: save(here, ragged(self.features))


def _ranks(ranks: Sequence[tuple[int, tuple[int, ...]]]) -> Array:
    import numpy as np

    preferences = len(ranks[0][1]) - 2
    with_row = np.dtype([("row", "<u4"), *rank_type(preferences).descr])
    return np.array([(row, *rank) for row, rank in ranks], with_row)


def note_type() -> Any:
    """The numpy type of a note."""
    import numpy as np

    return np.dtype([("row", "<u4"), ("group", "<u8"), ("key", "<u8"), ("amount", "<u8")])


def notes_array(notes: Sequence[tuple[int, Note]]) -> Array:
    """Notes of rows."""
    import numpy as np

    return np.array([(row, *note) for row, note in notes], note_type())
