"""Counting rows of an audit by their tables: as a tally counts, those that are alike at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rulekit.audit.coded import Coded
from rulekit.audit.read_tables import array, compute
from rulekit.core.tally import Tally
from rulekit.core.verdict import Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import ndarray

ENDS = ("candidate", "decision", "language")  # of a row, as far as a tally looks at them
FOUND = ("rule", "outcome", "action", "implied_by", "note")  # of a finding


def count_rows(tally: Tally, verdicts: Any, evidence: Any) -> None:
    """Count rows: their lines of `verdicts`, and of `evidence` in the same order."""
    import numpy as np

    causes = verdicts["decided_by"].combine_chunks()
    lines = np.searchsorted(array(verdicts["row"]), array(evidence["row"]))
    rows = np.arange(verdicts.num_rows + 1)
    keys = [Coded.of(verdicts[name]).codes for name in ENDS]
    keys.append(_sequences(Coded.of(causes.flatten()).codes, _starts(causes)))
    found = _together([Coded.of(evidence[name]).codes for name in FOUND])
    keys.append(_sequences(found, np.searchsorted(lines, rows)))
    alike = _together(keys)
    _, firsts, counts = np.unique(alike, return_index=True, return_counts=True)
    size = array(compute().fill_null(verdicts["size"], 0))
    sizes = np.zeros(len(firsts), np.int64)
    np.add.at(sizes, alike, size)
    for first, documents, total in zip(
        firsts.tolist(), counts.tolist(), sizes.tolist(), strict=True
    ):
        findings = _findings(evidence, *np.searchsorted(lines, [first, first + 1]).tolist())
        tally.add(_verdict(verdicts, first, total, findings), documents)


def _verdict(verdicts: Any, place: int, size: int, findings: tuple[Finding, ...]) -> Verdict:
    (row,) = verdicts.slice(place, 1).select([*ENDS, "reason", "decided_by"]).to_pylist()
    row["decided_by"] = tuple(row["decided_by"])
    return Verdict(path="", size=size, findings=findings, **row)


def _findings(evidence: Any, first: int, end: int) -> tuple[Finding, ...]:
    lines = evidence.slice(first, end - first).select(FOUND).to_pylist()
    return tuple(Finding(**line) for line in lines)


def _starts(lists: Any) -> ndarray:
    """Where each list starts among the items of them all, and the last one ends."""
    offsets = array(lists.offsets)
    starts: ndarray = offsets - offsets[0]
    return starts


def _together(columns: Sequence[ndarray]) -> ndarray:
    """A number for each row, the same for rows that are equal in all columns; from 0."""
    import numpy as np

    found = np.zeros(len(columns[0]), np.int64)
    for codes in columns:
        found = found * (int(codes.max(initial=0)) + 2) + codes + 1
        found = np.unique(found, return_inverse=True)[1].reshape(-1)
    return found


def _sequences(codes: ndarray, starts: ndarray) -> ndarray:
    """A number for each sequence of codes, the same for equal ones; 0 for an empty one."""
    import numpy as np

    held, step = codes.tobytes(), codes.itemsize
    places = np.diff(starts).nonzero()[0]
    firsts, ends = (starts[places] * step).tolist(), (starts[places + 1] * step).tolist()
    known = {b"": 0}
    found = np.zeros(len(starts) - 1, np.int64)
    found[places] = [
        known.setdefault(held[first:end], len(known))
        for first, end in zip(firsts, ends, strict=True)
    ]
    return found
