"""Rows of an audit to look at: some of each reason, near each limit, and as many that are kept."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from rulekit.audit.near_limit import near_rows
from rulekit.audit.read_tables import AuditTables, array, compute
from rulekit.audit.selection import Key, Selection, random_keys

if TYPE_CHECKING:
    import numpy

    from rulekit.plan.plan import Plan

Card = TypeVar("Card", bound=Hashable)
RULES = 60  # with the most failures: the rows near their limits are looked for, rule by rule
KEPT = "keep"
COLUMNS = ("row", "decision", "decided_by", "candidate")


def sampled_rows(
    audit: AuditTables, count: int, plan: Plan | None = None, seed: int = 0
) -> list[Key]:
    """Pick `count` candidates, or all: a smaller sample is the beginning of a larger one.

    Of each reason one in turn, one that is nearest to its limit, and one that is kept each time.
    Only with the audit's plan, and readings, the nearest may be rows that pass.
    """
    piles = _piles(audit, count, seed)
    kept = iter(piles.pop(KEPT, ()))
    by_size = sorted(piles, key=lambda reason: (-piles[reason].total, reason))
    turns: list[Iterator[Key]] = []
    for reason in by_size:
        turns += [iter(piles[reason]), kept]
    for rule in by_size[:RULES]:
        if plan and audit.has_readings and rule in plan.catalog.rules:
            turns.append(iter(near_rows(audit, plan, rule, float("inf"), count)))
    return list(islice(dealt(turns or [kept]), count))


def _piles(audit: AuditTables, count: int, seed: int) -> dict[str, Selection]:
    """Random candidates by the reason that says the most, and those that are kept."""
    piles: dict[str, Selection] = {}
    for place, shard in enumerate(audit.shards):
        for group in audit.groups("verdicts", shard, COLUMNS):
            group = group.filter(group["candidate"])
            rows = array(group["row"])
            numbers = random_keys(seed, shard, rows)
            for word, here in _by_reason(group):
                pile = piles.setdefault(word, Selection(audit.shards, count))
                pile.add(place, rows[here], numbers[here])
    return piles


def _by_reason(group: Any) -> Iterator[tuple[str, numpy.ndarray]]:
    """Places of rows by the first word of what dropped them, or by their decision."""
    import numpy

    dropped = array(compute().equal(group["decision"], "drop"))
    deciding = group["decided_by"].combine_chunks()
    words = compute().list_flatten(deciding).dictionary_encode()
    # A row's first word is where its number is met first.
    having, first = numpy.unique(array(compute().list_parent_indices(deciding)), return_index=True)
    codes = numpy.full(group.num_rows, -1)
    codes[having] = array(words.indices)[first]
    for code, word in enumerate(words.dictionary.to_pylist()):
        yield word, numpy.flatnonzero(dropped & (codes == code))
    for decision in (KEPT, "error"):
        yield decision, numpy.flatnonzero(array(compute().equal(group["decision"], decision)))


def dealt(piles: Sequence[Iterator[Card]]) -> Iterator[Card]:
    """Take one of each pile in turn, each once, until all are used up."""
    seen: set[Card] = set()
    while piles:
        left = []
        for pile in piles:
            if (key := next((one for one in pile if one not in seen), None)) is not None:
                seen.add(key)
                yield key
                left.append(pile)
        piles = left
