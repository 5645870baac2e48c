"""Verdicts as plain data, for JSON: the record of one document. `docs/record.md` describes it.

Going there and back gives an equal verdict, so what a worker sends is what it judged. A record has
the fields of its type, in their order; only those are named here that hold other types, or that are
left out when there is nothing to say.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from rulekit.core.position import Evidence
from rulekit.core.reading import Reading
from rulekit.core.scorecard import ScorePart
from rulekit.core.verdict import Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCHEMA = 2  # goes up when a field changes its meaning or goes away; new fields may come without

Record = dict[str, Any]

# Asked for once: a record is read of every document, and of each of its findings.
_VERDICT, _FINDING, _READING = (
    tuple(field.name for field in fields(kind)) for kind in (Verdict, Finding, Reading)
)


def to_record(verdict: Verdict) -> Record:
    """The record of a verdict; keys in a fixed order, some only when there is a value for them."""
    record: Record = {"schema": SCHEMA, **vars(verdict)}
    record["decided_by"] = list(verdict.decided_by)
    record["findings"] = [finding_record(finding) for finding in verdict.findings]
    record["readings"] = {name: _reading_record(reading) for name, reading in verdict.readings}
    record["score_parts"] = [part._asdict() for part in verdict.score_parts]
    for name in ("id", "shard", "row", "repo", "score_parts", "readings"):
        if record[name] in (None, {}, []):
            del record[name]
    return record


def finding_record(finding: Finding) -> Record:
    """The record of a finding, and of each piece of its evidence."""
    evidence = [piece._asdict() for piece in finding.evidence]
    return {**vars(finding), "evidence": evidence}


def _reading_record(reading: Reading) -> Record:
    record = {**vars(reading)}
    if not reading.note:
        del record["note"]
    return record


def from_record(record: Mapping[str, Any]) -> Verdict:
    """The verdict of a record that `to_record` wrote.

    A field that the record lacks has its default, and a key that is no field is passed over.
    """
    known = _known(record, _VERDICT)
    known["decided_by"] = tuple(record.get("decided_by", ()))
    known["findings"] = tuple(map(finding_of, record.get("findings", ())))
    parts = record.get("score_parts", ())
    known["score_parts"] = tuple(ScorePart(**_known(one, ScorePart._fields)) for one in parts)
    readings = record.get("readings", {})
    known["readings"] = tuple(
        (name, Reading(**_known(one, _READING))) for name, one in readings.items()
    )
    return Verdict(**known)


def finding_of(record: Mapping[str, Any]) -> Finding:
    """The finding of a record that `finding_record` wrote, read as `from_record` does."""
    pieces = record.get("evidence", ())
    evidence = tuple(Evidence(**_known(one, Evidence._fields)) for one in pieces)
    return Finding(**{**_known(record, _FINDING), "evidence": evidence})


def _known(record: Mapping[str, Any], names: Sequence[str]) -> Record:
    return {name: record[name] for name in names if name in record}
