"""Ways in which rows of an audit ended, each with its number of rows and bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from rulekit.analysis.shard_table import shard_table
from rulekit.audit.read_tables import AuditTables, array, compute
from rulekit.audit.tables import arrow

if TYPE_CHECKING:
    from numpy import ndarray

By = Literal["language", "repository"]
COLUMNS = {"language": ("language",), "repository": ("repo", "path")}  # that tell the group
MARK = "\0"  # between the names of a list: no id has one
UNKNOWN = "unknown"  # language, as a tally calls it
TOP = "."  # folder of a path without one


@dataclass(frozen=True)
class Ending:
    """Candidates of one group that ended alike.

    `decided_by` are the rules that dropped them, or one cause; `reasons` are those of them that
    follow from no other. `bytes` are those of all its `rows`.
    """

    group: str
    decision: str
    decided_by: tuple[str, ...]
    reasons: tuple[str, ...]
    rows: int
    bytes: int


def endings(
    audit: AuditTables, by: By = "language", only: Collection[str] | None = None
) -> Iterator[Ending]:
    """The endings of each shard, sorted; another shard may have the same ones again.

    With `only`, those of some groups.
    """
    for shard in audit.shards:
        names = ("row", *COLUMNS[by], "size", "candidate", "decision", "decided_by")
        rows = shard_table(audit, "verdicts", shard, names, lambda one: one["candidate"])
        groups = group_names(rows, by)
        if only is not None:
            here = compute().is_in(groups, arrow().array([*only], arrow().string()))
            rows, groups = rows.filter(here), groups.filter(here)
        key = {
            "group": groups,
            "decision": rows["decision"],
            "decided_by": compute().binary_join(rows["decided_by"], MARK),
            "following": _following(audit, shard, array(rows["row"])),
        }
        sizes = compute().fill_null(rows["size"], 0)
        counted = _grouped({**key, "size": sizes}, key, [("size", "count"), ("size", "sum")])
        for one in counted.sort_by([(name, "ascending") for name in key]).to_pylist():
            yield _ending(**one)


def flags(audit: AuditTables) -> Iterator[tuple[str, str, int]]:
    """Language, rule and the number of rows that it fails without dropping them, by shards."""
    equal = compute().equal
    for shard in audit.shards:
        found = shard_table(
            audit,
            "evidence",
            shard,
            ("row", "rule", "outcome", "action"),
            lambda one: compute().and_not(
                equal(one["outcome"], "fail"), equal(one["action"], "drop")
            ),
        )
        rows = shard_table(audit, "verdicts", shard, ("row", "language"))
        groups = group_names(rows, "language").take(_places(rows, found["row"]))
        counted = _grouped(
            {"group": groups, "rule": found["rule"]}, ("group", "rule"), [([], "count_all")]
        )
        for one in counted.to_pylist():
            yield one["group"], one["rule"], one["count_all"]


def group_names(rows: Any, by: By) -> Any:
    """The group of each row: its language, or its repository.

    Where no column says that, it is the first part of the path, as a corpus of folders has it.
    """
    if by == "language":
        return compute().fill_null(rows["language"], UNKNOWN)
    plain = compute().utf8_ltrim(rows["path"], "/")
    first = compute().replace_substring_regex(plain, "(?s)/.*", "")
    below = compute().if_else(compute().match_substring(plain, "/"), first, TOP)
    return compute().coalesce(rows["repo"], below)


def split(names: str) -> tuple[str, ...]:
    """The names that MARK joined."""
    return tuple(names.split(MARK)) if names else ()


def _ending(
    group: str, decision: str, decided_by: str, following: str, size_count: int, size_sum: int
) -> Ending:
    decided, follow = split(decided_by), {*split(following)}
    reasons = tuple(one for one in decided if one not in follow)
    return Ending(group, decision, decided, reasons, size_count, size_sum)


def _following(audit: AuditTables, shard: str, rows: ndarray) -> Any:
    """For each row the rules whose failures follow from another, joined."""
    import numpy as np

    found = shard_table(
        audit,
        "evidence",
        shard,
        ("row", "rule", "implied_by"),
        lambda one: compute().not_equal(one["implied_by"], ""),
    )
    lists = _grouped({"row": found["row"], "rule": found["rule"]}, ["row"], [("rule", "list")])
    told = [*compute().binary_join(lists["rule_list"], MARK).to_pylist(), ""]
    at = np.full(len(rows), len(told) - 1)
    at[np.searchsorted(rows, array(lists["row"]))] = np.arange(len(told) - 1)
    return arrow().array(told, arrow().string()).take(arrow().array(at))


def _places(rows: Any, numbers: Any) -> Any:
    """The places of rows with these numbers."""
    import numpy as np

    return arrow().array(np.searchsorted(array(rows["row"]), array(numbers)))


def _grouped(columns: dict[str, Any], key: Any, counts: list[Any]) -> Any:
    """The groups of equal keys; their order is that of the first of each."""
    return arrow().table(columns).group_by(list(key), use_threads=False).aggregate(counts)
