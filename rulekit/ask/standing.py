"""How far asking is in a folder before a run: what is there, what is left, what will be lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rulekit.ask.asked_corpus import AskedCorpus
from rulekit.ask.budget import Budget
from rulekit.ask.conversation import next_step
from rulekit.ask.inquiry import Inquiry
from rulekit.ask.journal import ReplyJournal
from rulekit.ask.request import Request
from rulekit.replies.folder import JOURNAL


@dataclass(frozen=True)
class AskStanding:
    """Replies to rows that have come to an end, those that are left to ask, and what was spent.

    Of rows that are alike, one is left.
    """

    ended: int
    left: int
    budget: Budget


def standing(inquiry: Inquiry, corpus: AskedCorpus, out: str) -> AskStanding:
    """How far asking is in the folder `out`, which may not be there; writes nothing."""
    budget = Budget(inquiry.spec.limits, inquiry.spec.price)
    with closing(ReplyJournal(Path(out) / JOURNAL)) as journal:
        for entry in journal.entries():
            budget.spent.add(entry)
        return AskStanding(*counted(inquiry, corpus, journal), budget)


def counted(inquiry: Inquiry, corpus: AskedCorpus, journal: ReplyJournal) -> tuple[int, int]:
    """How many replies have come to an end, and how many are left; reads the corpus once."""
    ended, left = 0, set[bytes]()
    for row in corpus.all_rows():
        for first in inquiry.requests(row.text, row.values) if not row.trouble else ():
            if isinstance(next_step(first, journal.find, inquiry.form), Request):
                left.add(bytes.fromhex(first.key))
            else:
                ended += 1
    return ended, len(left)


def is_of_replies(said: Mapping[str, Any]) -> bool:
    """True for the manifest of a folder of replies, as far as it is read here."""
    parts = [said.get("ask"), said.get("tables", {}), said.get("outcomes", {})]
    counts = said.get("outcomes")
    return all(isinstance(one, dict) for one in parts) and (
        counts is None or all(type(one) is int for one in counts.values())
    )


def changed(before: Mapping[str, Any], inquiry: Inquiry) -> list[str]:
    """Names of what all replies hang on that is another than in the manifest of a folder."""
    known = {**before["ask"], **before}
    return [name for name, value in inquiry.hangs_on.items() if known.get(name) != value]


def lost(before: Mapping[str, Any], inquiry: Inquiry, corpus: AskedCorpus) -> Iterator[str]:
    """Tables and lines that a folder had, as its manifest tells, and will no longer have."""
    names = {shard.name.removesuffix(".parquet") for shard in corpus.shards}
    tables = [one.removeprefix("replies/") for one in before.get("tables", {})]
    if gone := [one for one in tables if one.removesuffix(".parquet") not in names]:
        yield f"the table {gone[0]}" + (f" and {len(gone) - 1:,} more" if gone[1:] else "")
    had = sum(before.get("outcomes", {}).values())
    most = corpus.count * inquiry.spec.sample.n
    if most < had:
        yield f"{had - most:,} of its {had:,} lines of replies"
