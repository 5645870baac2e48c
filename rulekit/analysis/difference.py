"""Differences of two audits: rows that end otherwise, and readings that are others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rulekit.analysis.ending import MARK, UNKNOWN, split
from rulekit.analysis.pair import PairedAudits, Pairs, paired
from rulekit.analysis.reading_change import ReadingChanges, reading_changes
from rulekit.audit.read_tables import AuditTables, array, compute
from rulekit.audit.tables import arrow
from rulekit.plan.fingerprint import differences

if TYPE_CHECKING:
    from numpy import ndarray

UNJUDGED = "not judged"  # end of a row that is no candidate


@dataclass(frozen=True)
class Change:
    """Rows of a language that ended alike in each of two audits: `was` and `is_`, by which rules.

    An end is keep, drop, error or `not judged`.
    """

    language: str
    was: str
    is_: str
    was_by: tuple[str, ...]
    is_by: tuple[str, ...]
    rows: int
    bytes: int

    @property
    def flips(self) -> bool:
        """True if the rows end otherwise."""
        return self.was != self.is_

    @property
    def cause(self) -> str:
        """The rule or cause that decides: of the end now, or of that before if they are kept."""
        return next(iter((*self.is_by, *self.was_by)), "")


@dataclass(frozen=True)
class Flip:
    """A row that ends otherwise, with the reasons of both verdicts."""

    shard: str
    row: int
    path: str
    was: str
    is_: str
    reason_before: str
    reason_after: str


@dataclass(frozen=True)
class Differences:
    """What is different between two audits, of the rows that are in both."""

    before: AuditTables
    after: AuditTables
    pairs: PairedAudits
    samples: int = 5

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The rows by language, by end, and by what decided, before and after."""
        found: dict[Change, list[int]] = {}
        for part in self.pairs.parts:
            for one in _changes(part):
                sums = found.setdefault(replace(one, rows=0, bytes=0), [0, 0])
                sums[0] += one.rows
                sums[1] += one.bytes
        changes = (replace(one, rows=rows, bytes=size) for one, (rows, size) in found.items())
        return tuple(sorted(changes, key=astuple))

    @cached_property
    def flips(self) -> tuple[Change, ...]:
        """The changes of rows that end otherwise."""
        return tuple(one for one in self.changes if one.flips)

    @cached_property
    def flipped(self) -> tuple[Flip, ...]:
        """The first rows of each flip, in the order of the audits."""
        places: dict[tuple[str, str], list[tuple[Any, Any]]] = {}
        for part in self.pairs.parts:
            for flip, before, after in _places(part, self.samples):
                places.setdefault(flip, []).append((before, after))
        return tuple(
            self._flip(flip, *both)
            for flip, found in sorted(places.items())
            for both in found[: self.samples]
        )

    @cached_property
    def readings(self) -> ReadingChanges | None:
        """Readings that are others; None where nobody took them otherwise, or some are missing."""
        return reading_changes(self.before, self.after, self.pairs)

    @cached_property
    def plan(self) -> tuple[str, ...]:
        """What is different in the plans, a line each."""
        now = {name: said for name, said in self.after.plan.items() if name != "hash"}
        return tuple(differences(self.before.plan, now))

    def record(self) -> dict[str, Any]:
        """All of it as plain data; docs/commands.md describes the keys."""
        pairs = self.pairs
        return {
            "rows": pairs.joined,
            "joined_by": pairs.by,
            "other_text": pairs.other_text,
            "only_before": pairs.only_before,
            "only_after": pairs.only_after,
            "before": _ends(self.changes, "was"),
            "after": _ends(self.changes, "is_"),
            "flips": _summed(self.flips, lambda one: {"from": one.was, "to": one.is_}),
            "by_rule": _summed(
                self.flips, lambda one: {"from": one.was, "to": one.is_, "rule": one.cause}
            ),
            "by_language": _summed(
                self.flips, lambda one: {"language": one.language, "from": one.was, "to": one.is_}
            ),
            "other_reasons": sum(
                one.rows for one in self.changes if not one.flips and {*one.was_by} != {*one.is_by}
            ),
            "rules": _rules(self.changes),
            "samples": [_sample(one) for one in self.flipped],
            "readings": None if self.readings is None else asdict(self.readings),
            "plan": list(self.plan),
        }

    def _flip(self, flip: tuple[str, str], before: Any, after: Any) -> Flip:
        told = [
            next(audit.rows("verdicts", shard, (row,), ("row", "path", "reason")))
            for audit, (shard, row) in ((self.before, before), (self.after, after))
        ]
        shard, row = before
        was, is_ = flip
        first, second = told
        return Flip(shard, row, first["path"], was, is_, first["reason"], second["reason"])


def differences_of(before: AuditTables, after: AuditTables, samples: int = 5) -> Differences:
    """Compare two audits; of each flip so many `samples` are told."""
    return Differences(before, after, paired(before, after), samples)


def _end(rows: Any) -> Any:
    return compute().if_else(rows["candidate"], rows["decision"], UNJUDGED)


def _changes(part: Pairs) -> Iterator[Change]:
    languages = (one["language"] for one in (part.before, part.after))
    key = {
        "language": compute().coalesce(*languages, UNKNOWN),
        "was": _end(part.before),
        "is_": _end(part.after),
        "was_by": compute().binary_join(part.before["decided_by"], MARK),
        "is_by": compute().binary_join(part.after["decided_by"], MARK),
    }
    sizes = compute().fill_null(part.before["size"], 0)
    grouped = arrow().table({**key, "size": sizes}).group_by([*key], use_threads=False)
    for one in grouped.aggregate([("size", "count"), ("size", "sum")]).to_pylist():
        decided = split(one["was_by"]), split(one["is_by"])
        ends = one["language"], one["was"], one["is_"]
        yield Change(*ends, *decided, one["size_count"], one["size_sum"])


def _places(part: Pairs, most: int) -> Iterator[tuple[tuple[str, str], Any, Any]]:
    """The first rows of each flip: shard and row in both audits."""
    ends = compute().binary_join_element_wise(_end(part.before), _end(part.after), MARK)
    coded = ends.combine_chunks().dictionary_encode()
    for number, words in enumerate(coded.dictionary.to_pylist()):
        was, is_ = words.split(MARK)
        if was != is_:
            for place in _first(array(coded.indices), number, most):
                yield (was, is_), _key(part.before, place), _key(part.after, place)


def _key(rows: Any, place: int) -> tuple[str, int]:
    return rows["shard"][place].as_py(), rows["row"][place].as_py()


def _first(codes: ndarray, number: int, most: int) -> Sequence[int]:
    import numpy as np

    places: Sequence[int] = np.flatnonzero(codes == number)[:most].tolist()
    return places


def _ends(changes: Iterable[Change], side: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    for one in changes:
        found[getattr(one, side)] += one.rows
    return dict(sorted(found.items()))


def _summed(changes: Iterable[Change], words: Any) -> list[dict[str, Any]]:
    """Rows and bytes of changes by some words of each, most rows first."""
    rows: Counter[tuple[tuple[str, str], ...]] = Counter()
    sizes: Counter[tuple[tuple[str, str], ...]] = Counter()
    for one in changes:
        key = tuple(words(one).items())
        rows[key] += one.rows
        sizes[key] += one.bytes
    ordered = sorted(rows, key=lambda key: (-rows[key], key))
    return [{**dict(key), "rows": rows[key], "bytes": sizes[key]} for key in ordered]


def _rules(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Rules and causes whose rows are others: how many each had and has, gained and lost."""
    found: dict[str, Counter[str]] = {}
    for one in changes:
        for cause in {*one.was_by, *one.is_by}:
            counts = found.setdefault(cause, Counter())
            was, is_ = cause in one.was_by, cause in one.is_by
            counts["before"] += one.rows * was
            counts["after"] += one.rows * is_
            counts["gained"] += one.rows * (is_ and not was)
            counts["lost"] += one.rows * (was and not is_)
    some = {cause: counts for cause, counts in found.items() if counts["gained"] + counts["lost"]}
    ordered = sorted(some, key=lambda cause: (-some[cause]["gained"] - some[cause]["lost"], cause))
    return [{"rule": cause, **some[cause]} for cause in ordered]


def _sample(one: Flip) -> Mapping[str, Any]:
    found = asdict(one)
    return {**found, "from": found.pop("was"), "to": found.pop("is_")}
