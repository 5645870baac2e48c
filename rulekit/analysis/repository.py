"""Counts of an audit by repository, of which a corpus may have millions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from rulekit.analysis.ending import endings, group_names
from rulekit.analysis.shard_table import shard_table
from rulekit.audit.read_tables import AuditTables
from rulekit.audit.tables import arrow


@dataclass
class RepositoryCount:
    """Candidates of a repository by their end, and how many of them each rule or cause drops."""

    name: str
    ends: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)


def largest_repositories(audit: AuditTables, most: int) -> list[RepositoryCount]:
    """The repositories with the most candidates, those first; `most` of them."""
    names = _largest(audit, most)
    found = {name: RepositoryCount(name) for name in names}
    for one in endings(audit, "repository", names):
        count = found[one.group]
        count.ends[one.decision] += one.rows
        for cause in one.decided_by:
            count.reasons[cause] += one.rows
    return [found[name] for name in names]


def _largest(audit: AuditTables, most: int) -> list[str]:
    """The names of repositories by their candidates, the most first."""
    parts = []
    for shard in audit.shards:
        rows = shard_table(
            audit, "verdicts", shard, ("candidate", "repo", "path"), lambda one: one["candidate"]
        )
        column = arrow().table({"name": group_names(rows, "repository")})
        parts.append(column.group_by("name", use_threads=False).aggregate([([], "count_all")]))
    if not parts:
        return []
    counted = arrow().concat_tables(parts).group_by("name", use_threads=False)
    order = [("count_all_sum", "descending"), ("name", "ascending")]
    told = counted.aggregate([("count_all", "sum")]).sort_by(order).slice(0, most)
    return [*told["name"].to_pylist()]
