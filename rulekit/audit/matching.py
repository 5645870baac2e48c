"""Rows of an audit that a query is about, read column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from rulekit.audit.part import part_of
from rulekit.audit.query import AuditQuery
from rulekit.audit.read_tables import AuditTables, array, compute, damaged
from rulekit.audit.selection import Selection, random_keys
from rulekit.audit.tables import arrow
from rulekit.errors import Problem, UsageError, did_you_mean
from rulekit.places.place import source_of

if TYPE_CHECKING:
    import numpy

    Matches = Iterator[tuple[int, numpy.ndarray]]  # place of a shard, rows of it

NEAREST = 200  # words that a wrong one is compared with


def select(audit: AuditTables, query: AuditQuery) -> Selection:
    """Pick the rows that a query is about, but for `near`; raises UsageError if it names none."""
    selection = Selection(audit.shards, query.limit)
    for place, rows in _matching(audit, query):
        numbers = None
        if query.sample:
            numbers = random_keys(query.seed or 0, audit.shards[place], rows)
        selection.add(place, rows, numbers)
    return selection


def failures(audit: AuditTables, rule: str) -> Iterator[tuple[int, Any]]:
    """Place of the shard and columns of `evidence` wherever a rule has failed."""
    equal, both = compute().equal, compute().and_
    names = ("row", "rule", "outcome", "action", "margin")
    for place, shard in enumerate(audit.shards):
        for group in audit.groups("evidence", shard, names):
            here = group.filter(both(equal(group["rule"], rule), equal(group["outcome"], "fail")))
            if here.num_rows:
                yield place, here


def _matching(audit: AuditTables, query: AuditQuery) -> Matches:
    if query.row is not None:
        return _placed(audit, query, str(query.row))
    for column in ("id", "path"):
        if (word := getattr(query, column)) is not None:
            return _named(audit, query, column, word)
    if query.cause is not None:
        steps = [one["id"] for one in audit.manifest.get("pipeline", {}).get("steps", ())]
        ended = _ended_at if query.cause in steps else _ended
        return ended(audit, query.cause, query.sample)
    if query.sample is not None:
        return _decided(audit, query.sample, query.rule)
    return ((place, array(group["row"])) for place, group in failures(audit, query.rule or ""))


def _placed(audit: AuditTables, query: AuditQuery, word: str) -> Matches:
    """The row that `SHARD#row=N` names, or `N` when there is one shard."""
    import numpy

    said = query.spell("row", word)
    shard, mark, number = word.rpartition("#row=")
    if not mark and len(audit.shards) == 1:
        shard = audit.shards[0]
    if not number.isdecimal() or not shard:
        raise UsageError(f"{said}: say SHARD#row=N, rows count from 0")
    if part := part_of(audit.manifest):
        _check_chosen(audit, shard, int(number), said, part)
    place = shard_number(audit, shard, said)
    count = audit.row_count(shard)
    if int(number) >= count and not part:
        raise UsageError(f"{said}: `{shard}` has {count:,} rows; they count from 0")
    yield place, numpy.array([int(number)])


def _check_chosen(audit: AuditTables, shard: str, row: int, said: str, part: str) -> None:
    """Raise UsageError for a row of the corpus that an audit of a part of it does not have."""
    facts = next((one for one in audit.manifest["shards"] if one["name"] == shard), None)
    if facts is None or not (audit.finished or shard in audit.shards):
        return
    if shard in audit.shards and any(audit.rows("verdicts", shard, (row,), ("row",))):
        return
    count = facts.get("rows")
    if count is not None and row >= count:
        raise UsageError(f"{said}: `{shard}` has {count:,} rows; they count from 0")
    message = f"{said}: this row was not judged: the audit is of {part}"
    remedy = f"`rulekit explain 'FILE#row={row}'` judges it, FILE being that shard of the corpus"
    raise UsageError([Problem(message, remedy=remedy)])


def shard_number(audit: AuditTables, shard: str, said: str) -> int:
    """The place of a shard; raises UsageError with what was said and the nearest."""
    if shard not in audit.shards:
        more = f" and {len(audit.shards) - 5} more" if len(audit.shards) > 5 else ""
        there = f"; there are: {', '.join(audit.shards[:5])}{more}"
        near = did_you_mean(shard, audit.shards) or there
        raise UsageError(f"{said}: the audit has no shard `{shard}`{near}")
    return audit.shards.index(shard)


def _named(audit: AuditTables, query: AuditQuery, column: str, word: str) -> Matches:
    """Rows with this id or path; raises UsageError with the nearest if none has it."""
    found, near = 0, dict[str, None]()
    for place, shard in enumerate(audit.shards):
        for group in audit.groups("verdicts", shard, ("row", column)):
            rows = array(group.filter(compute().equal(group[column], word))["row"])
            yield place, rows
            found += len(rows)
            if not found and len(near) < NEAREST:
                alike = _alike(group[column], word)
                near |= dict.fromkeys(alike.to_pylist()[: NEAREST - len(near)])
    if not found:
        message = f"{query.spell(column, word)}: no row has this {column}{_nearest(word, near)}"
        raise UsageError([Problem(message, remedy=_remedy(audit, query, column))])


def _alike(column: Any, word: str) -> Any:
    """Values that begin or end as the word does: one slip leaves one half of it as it was."""
    half = (len(word) + 1) // 2
    begins = compute().starts_with(column, word[:half])
    return column.filter(compute().or_(begins, compute().ends_with(column, word[-half:])))


def _nearest(word: str, known: Iterable[str]) -> str:
    longer = [one for one in known if one.endswith(f"/{word}")]
    return f", did you mean `{longer[0]}`?" if longer else did_you_mean(word, known)


def _remedy(audit: AuditTables, query: AuditQuery, column: str) -> str:
    if column == "id" and not audit.manifest["columns"].get("id"):
        ways = f"say {query.spell('path')} or {query.spell('row')}"
        return f"this audit has no ids: its corpus has no column of them; {ways}"
    if part := part_of(audit.manifest):
        return f"the audit is of {part}; the others were not judged"
    return "" if audit.finished else "the audit is unfinished; the row may be in an open shard"


def _ended(audit: AuditTables, cause: str, decision: str | None) -> Matches:
    """Rows that a cause decided, candidates or not; with a decision, those that ended as that."""
    for place, shard in enumerate(audit.shards):
        for group in audit.groups("verdicts", shard, ("row", "decision", "decided_by")):
            # One list for each row, which may lie in several chunks: their indices count as one.
            deciding = group["decided_by"].combine_chunks()
            here = compute().equal(compute().list_flatten(deciding), cause)
            group = group.take(compute().list_parent_indices(deciding).filter(here))
            if decision is not None:
                group = group.filter(compute().equal(group["decision"], decision))
            yield place, array(group["row"])


def _ended_at(audit: AuditTables, step: str, decision: str | None) -> Matches:
    """Rows that a step of a curation ended, whatever decided; with a decision, of that alone."""
    for place, shard in enumerate(audit.shards):
        path, names = audit.paths.table("fates", shard), ["row", "step", "decision"]
        try:
            fates = arrow().parquet.read_table(source_of(path), columns=names)
        except (arrow().ArrowException, OSError) as error:
            raise damaged(path, str(error)) from None
        fates = fates.filter(compute().equal(fates["step"], step))
        if decision is not None:
            fates = fates.filter(compute().equal(fates["decision"], decision))
        yield place, array(fates["row"])


def _decided(audit: AuditTables, decision: str, rule: str | None) -> Matches:
    """Candidates of this decision; with a rule, those of them that it failed.

    Of dropped ones, the rule is one of those that dropped it.
    """
    import numpy

    equal, both = compute().equal, compute().and_
    failed = None if rule is None else _failed(audit, rule, decision)
    for place, shard in enumerate(audit.shards):
        if failed is not None and place not in failed:
            continue
        for group in audit.groups("verdicts", shard, ("row", "decision", "candidate")):
            here = both(equal(group["decision"], decision), group["candidate"])
            rows = array(group.filter(here)["row"])
            yield place, rows if failed is None else rows[numpy.isin(rows, failed[place])]


def _failed(audit: AuditTables, rule: str, decision: str) -> dict[int, numpy.ndarray]:
    """Rows that a rule failed, by place of shard; of dropped ones only where its failure drops."""
    import numpy

    found: dict[int, list[numpy.ndarray]] = {}
    for place, group in failures(audit, rule):
        if decision == "drop":
            group = group.filter(compute().equal(group["action"], "drop"))
        found.setdefault(place, []).append(array(group["row"]))
    return {place: numpy.concatenate(rows) for place, rows in found.items()}
