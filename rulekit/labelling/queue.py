"""The queue of files that a reader judges, chosen from an audit by a seed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, NamedTuple

from rulekit.audit.found_texts import FoundTexts
from rulekit.audit.matching import failures
from rulekit.audit.near_limit import near_failures, near_rows
from rulekit.audit.open import Audit
from rulekit.audit.query import AuditQuery, as_keyword
from rulekit.audit.read_tables import array, compute
from rulekit.audit.sample import dealt
from rulekit.audit.selection import Key, Selection, random_keys
from rulekit.core.verdict import Decision, Verdict

Sampling = Literal["balanced", "random", "near"]

RULES = 60  # near whose limits rows are looked for, where no rule is named
FEW = 8  # rows of which the hashes are looked up at once, at the least
SPARE = 1_000  # rows beside ten times as many as are asked for: copies, and texts that are gone


@dataclass(frozen=True)
class QueueWords:
    """The files that a reader wants: how many, near limits or not, of a rule or of all."""

    sample: Sampling = "balanced"
    rule: str | None = None
    count: int = 50
    seed: int = 0


class QueuedFile(NamedTuple):
    """A file of an audit to be read, with its text."""

    verdict: Verdict
    text: str

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return self.verdict.sha256 or ""


class Queue(NamedTuple):
    """Files in an order that tells nothing of their verdicts; `absent` have no text at hand."""

    files: tuple[QueuedFile, ...]
    absent: int = 0


def make_queue(
    audit: Audit, found: FoundTexts, words: QueueWords, spell: Callable[..., str] = as_keyword
) -> Queue:
    """Choose files of which the texts are at hand, no text twice; fewer where there are no more.

    Raises UsageError, with the word as `spell` writes it, for a rule that the audit does not know.
    """
    AuditQuery(rule=words.rule, spell=spell).check(audit.plan["rules"], audit.paths.folder)
    # Where only texts that were kept are at hand, any row may be one of the few.
    most = 10 * words.count + SPARE if found.texts.shards else None
    known: dict[str, Verdict] = {}
    files: list[QueuedFile] = []
    piles = _piles(audit, words, most)
    size = max(FEW, words.count // max(1, len(piles)))
    hashes = dealt([_distinct(audit, pile, size, known) for pile in piles])
    looked_at = 0
    while len(files) < words.count and (some := list(islice(hashes, words.count - len(files)))):
        looked_at += len(some)
        files += _at_hand(found, [known[one] for one in some])
    return Queue(tuple(_mixed(files, words.seed)), looked_at - len(files))


def _distinct(
    audit: Audit, keys: Iterator[Key], size: int, known: dict[str, Verdict]
) -> Iterator[str]:
    """Hashes of candidates whose bytes were not met before, in the order of their keys."""
    while some := list(islice(keys, size)):
        for one in audit.reader.summaries(some):
            if one.candidate and one.sha256 and one.sha256 not in known:
                known[one.sha256] = one
                yield one.sha256


def _at_hand(found: FoundTexts, verdicts: Sequence[Verdict]) -> Iterator[QueuedFile]:
    """The files whose texts are at hand."""
    texts = found.read(verdicts)
    for one in verdicts:
        if (text := texts.get((one.shard or "", one.row or 0))) is not None:
            yield QueuedFile(one, text)


def _mixed(files: Iterable[QueuedFile], seed: int) -> list[QueuedFile]:
    """The files in an order that hangs on their bytes and the seed alone."""
    return sorted(files, key=lambda one: hashlib.sha256(f"{seed}:{one.sha256}".encode()).digest())


def _piles(audit: Audit, words: QueueWords, most: int | None) -> list[Iterator[Key]]:
    """Rows from which one each is taken in turn."""
    if words.sample == "near":
        rules = [words.rule] if words.rule else _failing(audit)
        return [pile for rule in rules for pile in _both_sides(audit, rule, most)]
    if words.rule:
        return [iter(_failures(audit, words.rule, words.seed, most))]
    if words.sample == "random":
        return [iter(_candidates(audit, words.seed, most))]
    decisions: tuple[Decision, ...] = ("drop", "keep")
    asked = [AuditQuery(sample=one, seed=words.seed, limit=most) for one in decisions]
    return [iter(audit.ask(one).rows) for one in asked]


def _failing(audit: Audit) -> list[str]:
    """The rules that failed most often, those first."""
    counts = {name: one.drop + one.flagged for name, one in audit.tally.by_reason.items()}
    known = [name for name in counts if name in audit.plan["rules"]]
    return sorted(known, key=lambda name: (-counts[name], name))[:RULES]


def _both_sides(audit: Audit, rule: str, most: int | None) -> Iterator[Iterator[Key]]:
    """The rows nearest to a limit that failed, and those that passed where they are known."""
    yield iter(near_failures(audit, rule, float("inf"), most))
    if audit.engine and rule in audit.engine.plan.catalog.rules:
        plan = audit.engine.plan
        yield iter(near_rows(audit, plan, rule, float("inf"), most, passed=True))


def _failures(audit: Audit, rule: str, seed: int, most: int | None) -> Selection:
    """Rows that a rule failed, in random order."""
    selection = Selection(audit.shards, most)
    for place, group in failures(audit, rule):
        rows = array(group["row"])
        selection.add(place, rows, random_keys(seed, audit.shards[place], rows))
    return selection


def _candidates(audit: Audit, seed: int, most: int | None) -> Selection:
    """Rows that were judged, in random order."""
    selection = Selection(audit.shards, most)
    for place, shard in enumerate(audit.shards):
        for group in audit.groups("verdicts", shard, ("row", "candidate", "decision")):
            judged = compute().not_equal(group["decision"], "error")
            rows = array(group.filter(compute().and_(group["candidate"], judged))["row"])
            selection.add(place, rows, random_keys(seed, shard, rows))
    return selection
