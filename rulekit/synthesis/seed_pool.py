"""A pool of seeds: texts of a corpus, each once, with the place that it comes from."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rulekit.ask.asked_corpus import AskedCorpus, AskedRow
from rulekit.corpus.columns import find_columns
from rulekit.corpus.job import Shard
from rulekit.corpus.roles import Columns
from rulekit.hooks.reader import Reader
from rulekit.language.detect import LanguageTable
from rulekit.spec.synthesis import OWN_COLUMNS
from rulekit.synthesis.json_lines import Record

ID = 16  # characters of the hash of a text by which a seed is called
PARENT = ("parent_shard", "parent_row", "start", "end")  # of a text that was cut out of a row
_CUT_OUT = {
    "parent_shard": "seed_shard",
    "parent_row": "seed_row",
    "start": "seed_start",
    "end": "seed_end",
}
_TOLD = (str, int, float, bool)
Origins = Mapping[str, Sequence[int]]


@dataclass
class SeedPool:
    """The rows of shards as seeds. `origins` are the rows that each shard's were, if others.

    `told` counts the rows that are none, by why.
    """

    shards: Sequence[Shard]
    readers: Mapping[str, Reader]
    table: LanguageTable
    words: str = ""
    origins: Origins = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)

    def seeds(self) -> Iterator[Record]:
        """The seeds, in the order of the rows; of equal texts the first."""
        columns, _ = find_columns(self.shards, self.readers, self.words)
        seen: set[bytes] = set()
        self.told.clear()
        for shard in self.shards:
            for row in self._rows(shard, columns):
                self.told["rows"] += 1
                if row.trouble or not row.text.strip():
                    self.told["unread"] += 1
                    continue
                digest = bytes.fromhex(row.sha256 or "")
                if digest in seen:
                    self.told["copies"] += 1
                    continue
                seen.add(digest)
                yield self._seed(row, columns)

    def _rows(self, shard: Shard, columns: Columns) -> Iterator[AskedRow]:
        fields = self.readers[shard.reader].fields(shard.path)
        roles = {columns.content, columns.path, columns.id, columns.repo}
        more = tuple(one for one in fields if one not in roles)
        return AskedCorpus((shard,), self.readers, columns, more).rows(shard)

    def _seed(self, row: AskedRow, columns: Columns) -> Record:
        sha256 = row.sha256 or ""
        values = dict(row.values)
        said = values.pop(columns.lang or "", "") or ""
        found = self.table.detect(row.path, row.text, said if isinstance(said, str) else "")
        rows = self.origins.get(row.shard)
        place = {
            "seed_shard": row.shard,
            "seed_row": rows[row.row] if rows else row.row,
            "seed_path": row.path,
            "seed_sha256": sha256,
        }
        if PARENT[0] in values:
            place |= {ours: values.pop(name) for name, ours in _CUT_OUT.items() if name in values}
        own = {"seed": sha256[:ID], "content": row.text, "path": row.path}
        more = {name: one for name, one in values.items() if _is_told(name, one)}
        return own | {"lang": found.language if found else ""} | more | place


def _is_told(name: str, value: Any) -> bool:
    """True for a column that goes along with a seed, so that prompts may ask for it."""
    is_own = name in OWN_COLUMNS or name in PARENT[:2]
    return not is_own and name.isidentifier() and isinstance(value, _TOLD)


def drawn(keys: Sequence[str], most: int | None) -> set[str]:
    """So many of these seeds, by a hash of each: fewer are a part of more."""
    if most is None:
        return {*keys}
    return {*sorted(keys, key=lambda one: hashlib.sha256(f"drawn {one}".encode()).digest())[:most]}
