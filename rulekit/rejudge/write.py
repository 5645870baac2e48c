"""Tables of rows that were judged again, with the bytes that a run over the corpus writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rulekit.audit.read_tables import compute
from rulekit.audit.tables import KEY, arrow, columns
from rulekit.core.record import finding_record
from rulekit.rejudge.judge_rows import RowsOfRuleSet
from rulekit.rejudge.quotes import Quoted
from rulekit.rejudge.rejudged_rows import AS_STORED, RejudgedRows
from rulekit.rejudge.stored_rows import NOTES, StoredRows

if TYPE_CHECKING:
    from numpy import ndarray

DECIDED = ("candidate", "decision", "reason", "decided_by")


@dataclass(frozen=True)
class RejudgedTables:
    """The tables of rows that were judged again, part by part."""

    judged: RejudgedRows
    parts: Sequence[RowsOfRuleSet]

    @property
    def rows(self) -> StoredRows:
        """The rows as they were."""
        return self.judged.rows

    def verdicts(self) -> Any:
        """The table of verdicts."""
        import numpy as np

        pa, table, which = arrow(), self.rows.verdicts, self.judged.verdict
        stored = np.arange(len(self.rows))
        places = pa.array(np.where(which == AS_STORED, stored, len(self.rows) + which))
        for name in DECIDED:
            kind = columns("verdicts")[name]
            new = pa.array([getattr(one, name) for one in self.judged.new], kind)
            both = pa.chunked_array([*table[name].chunks, new], kind)
            table = _with(table, name, both.take(places))
        table = _with(table, "score", pa.array(self.judged.score, from_pandas=True))
        spoken = compute().if_else(table["candidate"], table["natural_language"], None)
        return _with(table, "natural_language", spoken)

    def evidence(self) -> Any:
        """The table of what failed or could not be measured, with the evidence that is known."""
        import numpy as np

        pa, before, new = arrow(), self.rows.evidence, self._new()
        places = self.rows.findings.places
        stay = self.judged.stays[places].nonzero()[0]
        lines = np.concatenate([stay, before.num_rows + np.arange(len(new))])
        of_rows = np.concatenate([places[stay], np.array([place for place, _ in new], int)])
        order = lines[np.argsort(of_rows, kind="stable")]
        return pa.concat_tables([before, self._table(new)]).take(pa.array(order))

    def readings(self, names: Sequence[str], *, all_signals: bool) -> Any:
        """The readings that a run would keep, in the columns of these signals."""
        pa, table, nothing = arrow(), self.rows.readings, [False] * len(self.rows)
        asked = self._asked(all_signals=all_signals)
        kept = [
            compute().if_else(pa.array(asked.get(name, nothing)), table[name], None)
            for name in names
        ]
        told = self.rows.notes.only(asked)
        key = [table[name] for name in KEY]
        return pa.table([*key, *kept, told], names=[*KEY, *names, NOTES])

    def _new(self) -> list[tuple[int, Quoted]]:
        """Findings that are not stored as they are, with the places of their rows."""
        return [
            (place, one)
            for place, number in enumerate(self.judged.verdict.tolist())
            if number != AS_STORED
            for one in self.judged.new[number].findings
        ]

    def _table(self, new: Sequence[tuple[int, Quoted]]) -> Any:
        """Lines of findings; evidence that is stored is copied as it is."""
        pa, known, before = arrow(), columns("evidence"), self.rows.evidence["evidence"]
        records: list[dict[str, Any]] = []
        quoted: list[int] = []  # lines of their evidence
        located: list[Any] = []
        for place, (finding, line) in new:
            record = {**finding_record(finding), **self._key(place)}
            pieces = record.pop("evidence")
            quoted.append(len(before) + len(located) if line is None else line)
            located += [pieces] if line is None else []
            records.append(record)
        kind = known["evidence"]
        plain = pa.schema([(name, type_) for name, type_ in known.items() if name != "evidence"])
        both = pa.chunked_array([*before.chunks, pa.array(located, kind)], kind)
        evidence = both.take(pa.array(quoted, pa.int64()))
        return pa.Table.from_pylist(records, plain).append_column("evidence", evidence)

    def _key(self, place: int) -> dict[str, Any]:
        return {name: self.rows.known[name][place] for name in KEY}

    def _asked(self, *, all_signals: bool) -> dict[str, ndarray]:
        """Whether a signal is read on each row, by signal."""
        import numpy as np

        asked: dict[str, ndarray] = {}
        for part in self.parts:
            for signal in part.signals(all_signals=all_signals):
                asked.setdefault(signal.name, np.zeros(len(self.rows), bool))[part.places] = True
        return asked


def _with(table: Any, name: str, column: Any) -> Any:
    return table.set_column(table.schema.get_field_index(name), name, column)
