"""Verdicts as plain data, for JSON: the record of one document. `docs/record.md` describes it.

Going there and back gives an equal verdict, so what a worker sends is what it judged.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from rulekit.core.position import Evidence
from rulekit.core.reading import Reading
from rulekit.core.verdict import Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = 2  # goes up when a field changes its meaning or goes away; new fields may come without

Record = dict[str, Any]


def to_record(verdict: Verdict) -> Record:
    """The record of a verdict; keys in a fixed order, some only when there is a value for them."""
    record: Record = {"schema": SCHEMA}
    if verdict.id is not None:
        record["id"] = verdict.id
    if verdict.shard is not None:
        record |= {"shard": verdict.shard, "row": verdict.row}
    record |= {
        "path": verdict.path,
        "sha256": verdict.sha256,
        "size": verdict.size,
        "language": verdict.language,
        "kind": verdict.kind,
        "natural_language": verdict.natural_language,
        "detected_by": verdict.detected_by,
        "candidate": verdict.candidate,
        "decision": verdict.decision,
        "reason": verdict.reason,
        "decided_by": list(verdict.decided_by),
        "score": verdict.score,
        "findings": [_finding_record(finding) for finding in verdict.findings],
    }
    if verdict.readings:
        record["readings"] = {
            name: {"value": reading.value} | ({"note": reading.note} if reading.note else {})
            for name, reading in verdict.readings
        }
    return record


def _finding_record(finding: Finding) -> Record:
    return {
        "rule": finding.rule,
        "outcome": finding.outcome,
        "action": finding.action,
        "value": finding.value,
        "limit": finding.limit,
        "bound": finding.bound,
        "margin": finding.margin,
        "limit_from": finding.limit_from,
        "applies": finding.applies,
        "message": finding.message,
        "note": finding.note,
        "evidence": [evidence._asdict() for evidence in finding.evidence],
        "evidence_count": finding.evidence_count,
    }


def from_record(record: Mapping[str, Any]) -> Verdict:
    """The verdict of a record that `to_record` wrote."""
    readings = record.get("readings", {})
    return Verdict(
        path=record["path"],
        decision=record["decision"],
        reason=record["reason"],
        decided_by=tuple(record["decided_by"]),
        id=record.get("id"),
        sha256=record["sha256"],
        size=record["size"],
        language=record["language"],
        kind=record["kind"],
        natural_language=record.get("natural_language"),
        detected_by=record["detected_by"],
        candidate=record["candidate"],
        score=record["score"],
        findings=tuple(_finding(finding) for finding in record["findings"]),
        readings=tuple(
            (name, Reading(reading["value"], reading.get("note", "")))
            for name, reading in readings.items()
        ),
        shard=record.get("shard"),
        row=record.get("row"),
    )


def _finding(record: Mapping[str, Any]) -> Finding:
    evidence = tuple(
        Evidence(**{name: one[name] for name in Evidence._fields}) for one in record["evidence"]
    )
    known = {field.name for field in fields(Finding)}
    return Finding(**{k: v for k, v in record.items() if k in known} | {"evidence": evidence})
