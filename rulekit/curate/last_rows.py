"""The rows of the last stage: all that was told of them comes together in the audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from rulekit.core.document import Document
from rulekit.core.record import finding_of, from_record
from rulekit.core.verdict import Decision, Verdict
from rulekit.corpus.row import repository_of
from rulekit.curate.found_copies import copy_reason
from rulekit.curate.row import TextRow
from rulekit.curate.stage_rows import StageRows, verdict_record
from rulekit.curate.tables import Records
from rulekit.curate.walk import End
from rulekit.hooks.reader import Raw


class LastRows(StageRows):
    """Rows of the last stage: everything that was told of them comes together."""

    def take(self, number: int, raw: Raw) -> str | None:
        """Take the next row to its end; return its text if it is kept, "" for as it was."""
        row = self._row(number, raw)
        end, records = self._ends.get(number), self._told(number)
        if isinstance(row, Verdict):
            row = replace(row, repo=repository_of(self.plan.job.columns, raw))
            end = end or self._end_of(row)
            self._finish(number, row, end, records, row)
            return None
        if end:
            self._finish(number, row, end, records, None, row.document)
            return None
        walk = self._walk(number, row)
        self._through(number, walk)
        for kind, some in walk.records.items():
            records.setdefault(kind, []).extend(some)
        self._finish(number, walk.row, walk.end, records, walk.verdict, walk.row.document)
        if walk.end:
            return None
        return walk.row.whole if walk.row.whole.encode() != walk.original else ""

    @cached_property
    def _copies(self) -> dict[int, dict[str, Any]]:
        return self.journal.copy_records(self.first, self.stop)

    @cached_property
    def _ends(self) -> dict[int, End]:
        copied = {
            row: End(one["step"], "drop", one["step"], copy_reason(one))
            for row, one in self._copies.items()
        }
        return self.journal.ends(self.first, self.stop) | copied

    @cached_property
    def _earlier(self) -> dict[str, dict[int, Records]]:
        """What earlier stages have told, by table and row."""
        kinds = ("verdicts", "evidence", "edits", "contamination", "scores", *self.journal.outputs)
        return {kind: self.journal.by_row(kind, self.first, self.stop) for kind in kinds}

    @cached_property
    def _found_out(self) -> dict[int, dict[str, str]]:
        return self.journal.facts(self.first, self.stop)

    def _told(self, number: int) -> dict[str, Records]:
        told = {
            kind: list(some) for kind, rows in self._earlier.items() if (some := rows.get(number))
        }
        if copy := self._copies.get(number):
            told["copies"] = [copy]
        return told

    def _finish(
        self,
        number: int,
        row: TextRow | Verdict,
        end: End | None,
        records: dict[str, Records],
        verdict: Verdict | None,
        document: Document | None = None,
    ) -> None:
        """Add a row with its verdict and its fate."""
        stored = records.pop("verdicts", None)
        facts = self._found_out.get(number, {})
        facts |= {one["step"]: one["text"] for one in records.pop("events", ())}
        known = verdict or (from_record(stored[-1]) if stored else None)
        whole = self._verdict(row, end, known or _passed(row, document), records)
        size = row.size or 0
        after = self._count_steps(size, end, records.get("edits", []))
        records["verdicts"] = [verdict_record(whole)]
        records["fates"] = [
            {
                "id": whole.id,
                "path": whole.path,
                "language": whole.language,
                "step": end.step if end else None,
                "decision": whole.decision,
                "reason": whole.reason,
                "bytes_before": size,
                "bytes_after": None if end else after,
                "facts": [*facts.items()],
            }
        ]
        self.block.add(number, records)
        self.block.tally.add(replace(whole, shard=self.shard.path, row=number))

    def _verdict(
        self, row: TextRow | Verdict, end: End | None, known: Verdict, records: dict[str, Records]
    ) -> Verdict:
        """The verdict on a row: that of the rules, unless another step ended it."""
        findings = known.findings or tuple(map(finding_of, records.get("evidence", ())))
        repo = row.repo if isinstance(row, Verdict) else row.location.repository or None
        base = replace(known, id=row.id, repo=repo, findings=findings)
        if end is None or isinstance(row, Verdict):
            return base
        if known.decision == end.decision and end.reason == known.reason:
            return base
        decision: Decision = "error" if end.decision == "error" else "drop"
        return replace(base, decision=decision, reason=end.reason, decided_by=(end.cause,))

    def _count_steps(self, size: int, end: End | None, edits: Records) -> int:
        """Count a row at each step that it came to; return its size behind the last."""
        if end and not end.step:
            self.block.count_step("", {"rows_in": 1, "bytes_in": size})
            return size
        for step in self.plan.work.pipeline.steps:
            own = [one for one in edits if one["step"] == step.id]
            self.block.count_step(step.id, {"rows_in": 1, "bytes_in": size, "edits": len(own)})
            size += sum(_growth(one) for one in own)
            if end and end.step == step.id:
                return size
            self.block.count_step(step.id, {"rows_out": 1, "bytes_out": size})
        return size


def _passed(row: TextRow | Verdict, document: Document | None) -> Verdict:
    """The verdict on a row that no rule has judged; its language where that is known."""
    passed = Verdict(row.path, "keep", "every step let it pass", sha256=row.sha256, size=row.size)
    if document is None:
        return passed
    language, kind, how = document.language, document.kind, document.detected_by or None
    return replace(passed, language=language, kind=kind, detected_by=how)


def _growth(edit: Mapping[str, Any]) -> int:
    seen: int = edit["seen_end"] - edit["seen_start"]
    return len(edit["replacement"].encode()) - seen
