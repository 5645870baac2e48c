"""Tables of rows that were judged again, with the bytes that a run over the corpus writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rulekit.audit.read_tables import compute
from rulekit.audit.tables import KEY, arrow, columns
from rulekit.core.record import finding_record
from rulekit.core.tally import Count, Tally
from rulekit.core.verdict import Verdict
from rulekit.rejudge.judge_rows import RowsOfRuleSet, RowVerdict
from rulekit.rejudge.stored_rows import NOTES, StoredRows

DECIDED = ("candidate", "decision", "reason", "decided_by", "score")


@dataclass(frozen=True)
class RejudgedTables:
    """The tables of rows by what was told of them; of all others, as they were."""

    rows: StoredRows
    told: Mapping[int, RowVerdict]
    parts: Sequence[RowsOfRuleSet]

    def verdicts(self) -> Any:
        """The table of verdicts."""
        pa, table = arrow(), self.rows.verdicts
        for name in DECIDED:
            before = self.rows.known[name]
            after = [
                getattr(self.told[place], name) if place in self.told else value
                for place, value in enumerate(before)
            ]
            table = self._with(table, name, pa.array(after, columns("verdicts")[name]))
        spoken = [
            None if place in self.told and not self.told[place].candidate else value
            for place, value in enumerate(self.rows.known["natural_language"])
        ]
        return self._with(table, "natural_language", pa.array(spoken, pa.string()))

    def evidence(self) -> Any:
        """The table of what failed or could not be measured, with the evidence that is known."""
        pa, known, before = arrow(), columns("evidence"), self.rows.evidence
        records: list[dict[str, Any]] = []  # of findings that are new
        quoted: list[int] = []  # lines of their evidence
        located: list[Any] = []
        lines: list[int] = []
        for place, told in sorted(self.told.items()):
            lines += told.lines
            key = {name: self.rows.known[name][place] for name in KEY}
            for finding, line in told.findings:
                record = {**finding_record(finding), **key}
                pieces = record.pop("evidence")
                lines.append(before.num_rows + len(records))
                quoted.append(before.num_rows + len(located) if line is None else line)
                located += [pieces] if line is None else []
                records.append(record)
        kind = known["evidence"]
        plain = pa.schema([(name, type_) for name, type_ in known.items() if name != "evidence"])
        chunks = [*before["evidence"].chunks, pa.array(located, kind)]
        evidence = pa.chunked_array(chunks, kind).take(pa.array(quoted, pa.int64()))
        new = pa.Table.from_pylist(records, plain).append_column("evidence", evidence)
        return pa.concat_tables([before, new]).take(pa.array(lines, pa.int64()))

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

    def _asked(self, *, all_signals: bool) -> dict[str, Any]:
        """Whether a signal is read on each row, by signal."""
        import numpy as np

        asked: dict[str, Any] = {}
        for part in self.parts:
            for signal in part.signals(all_signals=all_signals):
                asked.setdefault(signal.name, np.zeros(len(self.rows), bool))[part.places] = True
        return asked

    def count(self, tally: Tally) -> None:
        """Count the verdicts; those of kept rows without findings, as most are, all at once."""
        plain: Counter[str] = Counter()
        known = self.rows.known
        for place, (size, language) in enumerate(
            zip(known["size"], known["language"], strict=True)
        ):
            told = self.told.get(place)
            if told and told.decision == "keep" and not (told.findings or told.lines):
                plain[language] += 1
                tally.bytes += size
            else:
                tally.add(self._verdict(place, told))
        for language, count in plain.items():
            tally.by_language.setdefault(language, Count()).keep += count
            tally.all.keep += count

    def _verdict(self, place: int, told: RowVerdict | None) -> Verdict:
        """The verdict on a row, as far as it is counted."""
        known = self.rows.known
        told_of = [one.finding for one in told.findings] if told else []
        told_of += self.rows.findings.as_counted(told.lines) if told else []
        after = {name: getattr(told, name) for name in DECIDED} if told else {}
        row = {name: known[name][place] for name in ("size", "language", *DECIDED)} | after
        row["decided_by"] = tuple(row["decided_by"])
        return Verdict(path=known["path"][place], findings=tuple(told_of), **row)

    def _with(self, table: Any, name: str, column: Any) -> Any:
        return table.set_column(table.schema.get_field_index(name), name, column)
