"""Rows of a stored audit as verdicts: what the tables say, and what readings say again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

from rulekit.audit.open import Audit
from rulekit.audit.tables import is_stored, schemas
from rulekit.core.judge import judge
from rulekit.core.position import Evidence
from rulekit.core.reading import Reading
from rulekit.core.record import from_record
from rulekit.core.verdict import Decision, Finding, Outcome, Verdict
from rulekit.engine import Engine
from rulekit.errors import Problem, UsageError
from rulekit.plan.plan import RuleSet

Key = tuple[str, int]  # shard and row

# What is never null: of a verdict, of a finding, of a failure.
SAID = ("path", "reason", "decided_by", "candidate")
FOUND = ("rule", "action", "message", "note", "evidence_count", "evidence")
MEASURED = ("value", "limit", "bound", "margin", "limit_from")


@dataclass(frozen=True)
class AuditReader:
    """Tells rows of an audit. Without the audit's own engine, rules that passed are not known."""

    stored: Audit
    engine: Engine | None = None

    def summaries(self, keys: Sequence[Key], rule: str = "") -> list[Verdict]:
        """The verdicts on these rows, with the finding of one rule, without what was quoted."""
        found = self._verdicts(keys)
        if rule:
            names = [name for name in schemas(())["evidence"].names if name != "evidence"]
            stored = self._findings(keys, names, rule)
            readings = self._readings([key for key in keys if key not in stored])
            for key, one in found.items():
                findings = stored.get(key) or self._judged(one, dict(readings[key]), rule)
                found[key] = replace(one, findings=tuple(findings))
        return [found[key] for key in keys]

    def verdicts(self, keys: Sequence[Key]) -> list[Verdict]:
        """The verdicts on these rows with every finding that is known, and readings if kept."""
        found = self._verdicts(keys)
        stored = self._findings(keys, schemas(())["evidence"].names)
        readings = self._readings(keys)
        for key, one in found.items():
            verdict = replace(one, findings=tuple(stored.get(key, ())), readings=readings[key])
            found[key] = self._whole(verdict)
        return [found[key] for key in keys]

    def rule_set(self, verdict: Verdict) -> RuleSet | None:
        """What judged a row; None for what no rule was asked about, or when it is not known."""
        if not (self.engine and verdict.candidate and verdict.language and verdict.kind):
            return None
        kind, natural_language = verdict.kind, verdict.natural_language or ""
        return self.engine.plan.rule_set(verdict.language, kind, verdict.path, natural_language)

    def _verdicts(self, keys: Sequence[Key]) -> dict[Key, Verdict]:
        found = {}
        names = schemas(())["verdicts"].names
        for shard, rows in _by_shard(keys):
            for row in self.stored.rows("verdicts", shard, rows, names):
                self._check(row, row["decision"] in get_args(Decision), SAID)
                found[shard, row["row"]] = from_record({**row, "shard": shard, "findings": []})
        for shard, number in keys:
            if (shard, number) not in found:
                raise _broken(self.stored, f"its tables do not have {shard}#row={number} alike")
        return found

    def _findings(
        self, keys: Sequence[Key], names: Sequence[str], rule: str = ""
    ) -> dict[Key, list[Finding]]:
        found: dict[Key, list[Finding]] = {}
        for shard, rows in _by_shard(keys):
            for row in self.stored.rows("evidence", shard, rows, names):
                if not rule or row["rule"] == rule:
                    numbers = MEASURED if row["outcome"] == "fail" else ()
                    self._check(row, row["outcome"] in get_args(Outcome), (*FOUND, *numbers))
                    finding = _finding(row)
                    found.setdefault((shard, row["row"]), []).append(finding)
        return found

    def _check(self, row: Mapping[str, object], known: bool, names: Iterable[str]) -> None:
        """Raises UsageError for a row that no `rulekit filter` has written."""
        if not known or any(row.get(name, "") is None for name in names):
            raise _broken(self.stored, f"of row {row['row']} not everything is told")

    def _readings(self, keys: Sequence[Key]) -> dict[Key, tuple[tuple[str, Reading], ...]]:
        found: dict[Key, tuple[tuple[str, Reading], ...]] = dict.fromkeys(keys, ())
        for shard, rows in _by_shard(keys) if self.stored.has_readings else ():
            names = self.stored.file("readings", shard).schema_arrow.names
            for row in self.stored.rows("readings", shard, rows, names):
                notes = dict(row.pop("unmeasured"))
                found[shard, row["row"]] = tuple(
                    (name, Reading(value, notes.get(name, "")))
                    for name, value in row.items()
                    if name not in ("shard", "row") and (value is not None or name in notes)
                )
        return found

    def _whole(self, verdict: Verdict) -> Verdict:
        """With the findings that are not stored; those that are must be as they are judged now."""
        if not (self.rule_set(verdict) and verdict.readings):
            return verdict
        known = {finding.rule: finding for finding in verdict.findings}
        judged = self._judged(verdict, dict(verdict.readings))
        if {_outcome(one) for one in judged if is_stored(one)} != set(
            map(_outcome, known.values())
        ):
            raise _broken(self.stored, f"evidence and readings of {verdict.target} do not agree")
        return replace(verdict, findings=tuple(known.get(one.rule, one) for one in judged))

    def _judged(
        self, verdict: Verdict, readings: Mapping[str, Reading], only: str = ""
    ) -> list[Finding]:
        """What the rules, or one of them, find in these readings."""
        rule_set = self.rule_set(verdict)
        if not (self.engine and rule_set and readings):
            return []
        rules = [rule for rule in rule_set.rules if only in ("", rule.id)]
        for rule in rules:
            if any(signal.name not in readings for signal in rule.signals):
                raise _broken(self.stored, f"{verdict.target} lacks readings of {rule.id}")
        return judge(rules, readings, verdict.sha256 or "", self.engine.plan.seed)


def _finding(row: dict[str, object]) -> Finding:
    pieces = cast("list[dict[str, object]]", row.pop("evidence", []))
    known = {name: value for name, value in row.items() if name not in ("shard", "row")}
    return Finding(**known, evidence=tuple(Evidence(**one) for one in pieces))  # type: ignore[arg-type]  # as the schema says


def _outcome(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.outcome, finding.action, finding.value, finding.limit


def _by_shard(keys: Sequence[Key]) -> Iterable[tuple[str, set[int]]]:
    rows: dict[str, set[int]] = {}
    for shard, row in keys:
        rows.setdefault(shard, set()).add(row)
    return rows.items()


def _broken(stored: Audit, why: str) -> UsageError:
    message = f"`{stored.audit.folder}` is not as it was written: {why}"
    return UsageError([Problem(message, remedy="filter again, into another folder")])
