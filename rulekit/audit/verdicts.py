"""Rows of an audit as verdicts: from the tables, and judged again from readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import get_args, overload

from rulekit.audit.read_tables import AuditTables
from rulekit.audit.same_plan import rebuild_engine
from rulekit.audit.selection import EveryRow, Key, Selection
from rulekit.audit.tables import columns, is_stored, required
from rulekit.core.judge import judge
from rulekit.core.reading import Reading
from rulekit.core.record import finding_of, from_record
from rulekit.core.scorecard import ScorePart
from rulekit.core.verdict import Decision, Finding, Outcome, Verdict
from rulekit.engine import Engine
from rulekit.errors import Problem, UsageError
from rulekit.plan.options import PlanOptions
from rulekit.plan.rule_set import RuleSet
from rulekit.report.number import plural

BATCH = 2_048  # verdicts that are held at a time; a hundred findings each are some 60 MB
MEASURED = ("value", "limit", "bound", "margin", "limit_from")  # never null where a rule failed


@dataclass(frozen=True)
class AuditReader:
    """Tells rows of an audit, as far as it can have the audit's engine with rules that passed.

    `here` says where a rulekit.toml, rules and plugins may be; `made` is the engine that judged,
    where that is at hand.
    """

    audit: AuditTables
    here: PlanOptions = field(default_factory=PlanOptions)
    made: Engine | None = None

    @cached_property
    def _rebuilt(self) -> tuple[Engine | None, str]:
        return (self.made, "") if self.made else rebuild_engine(self.audit, self.here)

    @property
    def engine(self) -> Engine | None:
        """The engine that judged the audit, or None; built when it is first asked for."""
        return self._rebuilt[0]

    @property
    def why_no_engine(self) -> str:
        """The reason why there is no engine; "" when there is one."""
        return self._rebuilt[1]

    def summaries(self, keys: Sequence[Key], rule: str | None = None) -> list[Verdict]:
        """The verdicts on these rows, with the finding of one rule, without what was quoted."""
        found = self._verdicts(keys)
        if rule is not None:
            stored = self._findings(keys, [one for one in columns("evidence") if one != "evidence"])
            failed = {
                key: [one for one in findings if one.rule == rule]
                for key, findings in stored.items()
            }
            readings = self._readings([key for key in keys if not failed.get(key)])
            for key, one in found.items():
                findings = failed.get(key) or self._judged(one, dict(readings[key]), rule)
                found[key] = replace(one, findings=tuple(findings))
        return [found[key] for key in keys]

    def verdicts(self, keys: Sequence[Key]) -> Iterator[Verdict]:
        """The verdicts on these rows with every finding that is known, and readings if kept."""
        found = self._verdicts(keys)
        stored = self._findings(keys, list(columns("evidence")))
        readings = self._readings(keys)
        for key in keys:
            findings = tuple(stored.get(key, ()))
            yield self._whole(replace(found[key], findings=findings, readings=readings[key]))

    def rule_set(self, verdict: Verdict) -> RuleSet | None:
        """The rules that judged a row; None where no rule was asked, or none is known."""
        if not (self.engine and verdict.candidate and verdict.language and verdict.kind):
            return None
        kind, natural_language = verdict.kind, verdict.natural_language or ""
        return self.engine.plan.rule_set(verdict.language, kind, verdict.path, natural_language)

    def _verdicts(self, keys: Sequence[Key]) -> dict[Key, Verdict]:
        found = {}
        for shard, rows in _by_shard(keys):
            for row in self.audit.rows("verdicts", shard, rows, list(columns("verdicts"))):
                known = row["decision"] in get_args(Decision)
                self._check(row, known, required("verdicts"))
                found[shard, row["row"]] = replace(from_record(row), shard=shard)
        for shard, number in keys:
            if (shard, number) not in found:
                raise _broken(self.audit, f"its tables do not have {shard}#row={number} alike")
        return found

    def _findings(self, keys: Sequence[Key], names: Sequence[str]) -> dict[Key, list[Finding]]:
        found: dict[Key, list[Finding]] = {}
        never_null = required("evidence").intersection(names)
        for shard, rows in _by_shard(keys):
            for row in self.audit.rows("evidence", shard, rows, names):
                measured = MEASURED if row["outcome"] == "fail" else ()
                known = row["outcome"] in get_args(Outcome)
                self._check(row, known, never_null.union(measured))
                found.setdefault((shard, row["row"]), []).append(finding_of(row))
        return found

    def _check(self, row: Mapping[str, object], known: bool, names: Iterable[str]) -> None:
        """Raise UsageError for a row that no `rulekit filter` has written."""
        if not known or any(row[name] is None for name in names):
            raise _broken(self.audit, f"of row {row['row']} not everything is told")

    def _readings(self, keys: Sequence[Key]) -> dict[Key, tuple[tuple[str, Reading], ...]]:
        found: dict[Key, tuple[tuple[str, Reading], ...]] = dict.fromkeys(keys, ())
        for shard, rows in _by_shard(keys) if self.audit.has_readings else ():
            names = self.audit.file("readings", shard).schema_arrow.names
            for row in self.audit.rows("readings", shard, rows, names):
                notes = dict(row.pop("unmeasured"))
                found[shard, row["row"]] = tuple(
                    (name, Reading(value, notes.get(name, "")))
                    for name, value in row.items()
                    if name not in ("shard", "row") and (value is not None or name in notes)
                )
        return found

    def _whole(self, verdict: Verdict) -> Verdict:
        """The verdict with the findings that are not stored; those that are must be the same."""
        if not (self.rule_set(verdict) and verdict.readings):
            return verdict
        known = {finding.rule: finding for finding in verdict.findings}
        judged = self._judged(verdict, dict(verdict.readings))
        stored = {_outcome(one) for one in judged if is_stored(one)}
        if stored != set(map(_outcome, known.values())):
            raise _broken(self.audit, f"evidence and readings of {verdict.target} do not agree")
        whole = replace(verdict, findings=tuple(known.get(one.rule, one) for one in judged))
        return replace(whole, score_parts=self._score_parts(whole, judged))

    def _score_parts(self, verdict: Verdict, judged: Iterable[Finding]) -> tuple[ScorePart, ...]:
        """What adds up to the score of a verdict, by the scorecard of the audit's profile."""
        if not (self.engine and verdict.score is not None):
            return ()
        dropped = any(finding.drops for finding in judged)
        return tuple(self.engine.plan.scorecard.parts(dict(verdict.readings), dropped=dropped))

    def _judged(
        self, verdict: Verdict, readings: Mapping[str, Reading], only: str = ""
    ) -> list[Finding]:
        """The findings of the rules, or of one of them, in these readings."""
        rule_set = self.rule_set(verdict)
        if not (self.engine and rule_set and readings):
            return []
        rules = [rule for rule in rule_set.rules if only in ("", rule.id)]
        for rule in rules:
            if any(signal.name not in readings for signal in rule.signals):
                raise _broken(self.audit, f"{verdict.target} lacks readings of {rule.id}")
        return judge(rules, readings, verdict.sha256 or "", self.engine.plan.seed)


def _outcome(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.outcome, finding.action, finding.value, finding.limit


def _by_shard(keys: Sequence[Key]) -> Iterable[tuple[str, set[int]]]:
    rows: dict[str, set[int]] = {}
    for shard, row in keys:
        rows.setdefault(shard, set()).add(row)
    return rows.items()


def _broken(audit: AuditTables, why: str) -> UsageError:
    message = f"`{audit.paths.folder}` is not as it was written: {why}"
    return UsageError([Problem(message, remedy="filter again, into another folder")])


@dataclass(frozen=True, repr=False)
class Verdicts:
    """Verdicts of an audit, read as they are asked for; `total` of the audit match, limit or not.

    With readings, and where the audit's plan can be had, they have every finding; else those that
    failed, or that should have been measured. Evidence is stored of what failed.
    """

    reader: AuditReader
    rows: Selection | EveryRow
    rule: str | None = None

    @property
    def total(self) -> int:
        """The rows that match, with those over the limit."""
        return self.rows.total

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Verdict]:
        for batch in self._batches():
            yield from self.reader.verdicts(batch)

    @overload
    def __getitem__(self, i: int) -> Verdict: ...

    @overload
    def __getitem__(self, i: slice) -> list[Verdict]: ...

    def __getitem__(self, i: int | slice) -> Verdict | list[Verdict]:
        """The verdict at a place, or those at several."""
        if isinstance(i, slice):
            return [self[one] for one in range(*i.indices(len(self)))]
        place = i + len(self) if i < 0 else i
        keys = list(islice(self.rows, place, place + 1)) if place >= 0 else []
        if not keys:
            raise IndexError(f"there are {len(self):,} verdicts, and no {i}")
        return next(self.reader.verdicts(keys))

    def summaries(self) -> Iterator[Verdict]:
        """The same verdicts as a list shows them, in less time.

        They have the finding of the rule that was asked for, without what it quotes, and no other.
        """
        for batch in self._batches():
            yield from self.reader.summaries(batch, self.rule)

    def _batches(self) -> Iterator[list[Key]]:
        keys = iter(self.rows)
        while batch := list(islice(keys, BATCH)):
            yield batch

    def __repr__(self) -> str:
        shown = f"{len(self):,} of " if len(self) < self.total else ""
        return f"<{shown}{plural(self.total, 'verdict')}>"
