"""What a curation did, for a page: its steps, rows that were copies, and texts that it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from rulekit.audit.read_tables import AuditTables, array, damaged
from rulekit.audit.selection import Selection, random_keys
from rulekit.audit.tables import arrow
from rulekit.core.escape import in_short
from rulekit.page.sides import sides
from rulekit.places.place import source_of
from rulekit.report.curation import LOT
from rulekit.report.number import plural

if TYPE_CHECKING:
    from rulekit.audit.selection import Key

EACH = 6  # copies of a step, or edits of a step, that are shown
MASK = "•"  # for each character of personal data
Record = Mapping[str, Any]
ReadKeys = Callable[[Sequence["Key"]], Mapping["Key", str]]


@dataclass(frozen=True)
class Curated:
    """The audit of a curation; `texts` reads the texts of rows that are at hand."""

    audit: AuditTables
    texts: ReadKeys

    @property
    def steps(self) -> list[Record]:
        """What came to each step and what it let pass; before the first, what was not read."""
        told = self.audit.manifest.get("steps", ())
        return [
            {**one, "id": one["id"] or "(not read)"} for one in told if one["id"] or one["rows_in"]
        ]

    def copies(self) -> Iterator[Record]:
        """Some pairs of each step: the row that is kept, and one that was dropped for it."""
        some = self._some("copies")
        pairs = [((one["kept_shard"], one["kept_row"]), (one["shard"], one["row"])) for one in some]
        texts = self._masked([key for pair in pairs for key in pair])
        for one, (kept, dropped) in zip(some, pairs, strict=True):
            alike = "" if one["jaccard"] is None else f", {one['jaccard']:.0%} of their words alike"
            by = LOT.get(one["preferred_by"], one["preferred_by"])
            yield {
                "step": one["step"],
                "said": f"{plural(one['group_size'], 'row')} in the group{alike}; kept by {by}",
                "kept": _named(kept),
                "dropped": _named(dropped),
                **_beside(texts, kept, dropped),
            }

    def edits(self) -> Iterator[Record]:
        """Some texts that each step changed, as they were and as they are."""
        some = self._some("edits")
        keys = [(one["shard"], one["row"]) for one in some]
        texts, edits = self._masked(keys), self._edits(keys)
        for one, key in zip(some, keys, strict=True):
            kinds = sorted({edit["kind"] for edit in edits[key]})
            told = {"name": _named(key), "said": f"{one['step']}: {', '.join(kinds)}"}
            if key in texts:
                now = edited(texts[key], edits[key])
                told |= sides(("as it was", texts[key]), ("as it is", now))
            yield {"left": None, **told}

    def masked(self, texts: Mapping[Key, str]) -> dict[Key, str]:
        """Texts without the personal data that steps took out of them."""
        edits = self._edits(list(texts))
        secret = {key: [one for one in some if one["secret"]] for key, some in edits.items()}
        return {key: hidden(text, secret[key]) for key, text in texts.items()}

    def _masked(self, keys: Sequence[Key]) -> dict[Key, str]:
        return self.masked(self.texts(list(dict.fromkeys(keys))))

    def _some(self, kind: str) -> list[Record]:
        """Records of a table that are drawn by a hash, some of each step."""
        piles: dict[str, Selection] = {}
        for place, shard in enumerate(self.audit.shards):
            table = self._table(kind, shard, ["row", "step"])
            for step in table["step"].unique().to_pylist():
                rows = array(table.filter(arrow().compute.equal(table["step"], step))["row"])
                pile = piles.setdefault(step, Selection(self.audit.shards, EACH))
                pile.add(place, rows, random_keys(0, shard, rows))
        return [
            next(one for one in self._records(kind, shard, {row}) if one["step"] == step)
            for step in sorted(piles)
            for shard, row in dict.fromkeys(islice(piles[step], EACH))
        ]

    def _edits(self, keys: Iterable[Key]) -> dict[Key, list[Record]]:
        """The edits of rows, in the order of their places in the original."""
        found: dict[Key, list[Record]] = {key: [] for key in keys}
        for shard in {shard for shard, _ in found}:
            rows = {row for name, row in found if name == shard}
            for one in self._records("edits", shard, rows):
                found[shard, one["row"]].append(one)
        return {
            key: sorted(some, key=lambda one: (one["start"], one["end"]))
            for key, some in found.items()
        }

    def _records(self, kind: str, shard: str, rows: Iterable[int]) -> list[Record]:
        found: list[Record] = self._table(kind, shard, None, sorted(rows)).to_pylist()
        return found

    def _table(
        self, kind: str, shard: str, columns: list[str] | None, rows: Sequence[int] | None = None
    ) -> Any:
        path, pa = self.audit.paths.table(kind, shard), arrow()
        where = None if rows is None else [("row", "in", rows)]
        try:
            return pa.parquet.read_table(source_of(path), columns=columns, filters=where)
        except (pa.ArrowException, OSError) as error:
            raise damaged(path, str(error)) from None


def edited(text: str, edits: Iterable[Record]) -> str:
    """A text with what stands in the place of what was cut; of two that overlap, the first."""
    data, pieces, at = text.encode("utf-8", "surrogatepass"), list[bytes](), 0
    for one in edits:
        if one["start"] >= at:
            pieces += [data[at : one["start"]], one["replacement"].encode()]
            at = one["end"]
    return b"".join([*pieces, data[at:]]).decode("utf-8", "replace")


def hidden(text: str, secret: Iterable[Record]) -> str:
    """A text in which each character of some places is a MASK; lines and columns stay."""
    data, pieces, at = text.encode("utf-8", "surrogatepass"), list[str](), 0
    for one in secret:
        start = max(at, one["start"])
        if one["end"] > start:
            cut = data[start : one["end"]].decode("utf-8", "replace")
            hidden = "".join(char if char == "\n" else MASK for char in cut)
            pieces += [data[at:start].decode("utf-8", "replace"), hidden]
            at = one["end"]
    return "".join([*pieces, data[at:].decode("utf-8", "replace")])


def _named(key: Key) -> str:
    return in_short(f"{key[0]}#row={key[1]}")


def _beside(texts: Mapping[Key, str], left: Key, right: Key) -> dict[str, Any]:
    if left not in texts or right not in texts:
        return {"left": None}
    kept, dropped = (
        (f"{_named(left)}, kept", texts[left]),
        (f"{_named(right)}, dropped", texts[right]),
    )
    return sides(kept, dropped)
