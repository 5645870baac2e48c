"""Labels of readers, and the rows of an audit that they are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rulekit.analysis.ending import MARK, split
from rulekit.analysis.shard_table import shard_table
from rulekit.audit.read_tables import AuditTables, compute
from rulekit.audit.tables import arrow
from rulekit.errors import Problem, UsageError
from rulekit.labelling.label import last_of, reader_and_file
from rulekit.labelling.label_rows import made_of_rows
from rulekit.places.address import refuse_address

if TYPE_CHECKING:
    from numpy import ndarray

KEEP = {"keep": True, "drop": False}
BY = ("sha256", "id", "path")  # the ways to name a document, the surest first
BELOW = "below"  # a row's path, below its repository where the audit has that
TOLD = ("shard", "row", "repo", "language", "candidate", "decided_by")


@dataclass(frozen=True)
class Label:
    """The word of a reader on one document: to keep it or not; `by` and `name` say which it is."""

    keep: bool
    by: str
    name: str
    repo: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Names that an audit may have for the document: a path may stand below its repository."""
        if not self.repo:
            return (self.name,)
        below = f"{self.repo.rpartition('/')[2]}/{self.name}"
        return f"{self.repo}/{self.name}", below, self.name


@dataclass(frozen=True)
class Labels:
    """The labels of a file; `others` counts its lines that say neither keep nor drop."""

    labels: tuple[Label, ...]
    others: int = 0


@dataclass(frozen=True)
class LabelledRows:
    """Rows of an audit with a label each, in the order of the audit, as arrays.

    `shard` is a place among the audit's shards. `unmatched` labels have no row, `ambiguous` ones
    several that may differ, and `contradicted` ones are of rows that other labels call otherwise;
    none of these counts. `repeated` labels say of a row what another has said.
    """

    shard: ndarray
    row: ndarray
    keep: ndarray
    language: tuple[str, ...]
    decided_by: tuple[tuple[str, ...], ...]
    left_out: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.row)

    def of_language(self, language: str) -> LabelledRows:
        """Those of a language."""
        import numpy as np

        here = np.array([one == language for one in self.language], bool)
        places = np.flatnonzero(here).tolist()
        decided_by = tuple(self.decided_by[place] for place in places)
        languages = (language,) * len(places)
        columns = self.shard[here], self.row[here], self.keep[here]
        return LabelledRows(*columns, languages, decided_by, self.left_out)


def read_labels(file: str) -> Labels:
    """Read JSONL with `label` (keep or drop) and one of `sha256`, `id`, `path` in each line.

    With `path` there may be `repo`. Of a reader's labels of the same bytes the last counts. Raises
    SpecError for lines that are wrong, UsageError for a
    file that cannot be read or has no label.
    """
    refuse_address(file, "a file of labels")
    try:
        lines = Path(file).read_text("utf-8").split("\n")  # a text may have other line ends
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"--labels: `{file}` cannot be read: {why}") from None
    rows = last_of(made_of_rows(file, lines, _read, "label"), lambda one: reader_and_file(one[0]))
    found = [label for _, label in rows.values() if label]
    if not found:
        remedy = 'each line is as {"path": "a/b.c", "label": "drop"}, with `sha256` or `id` as well'
        raise UsageError([Problem(f"--labels: `{file}` has no label", remedy=remedy)])
    return Labels(tuple(found), len(rows) - len(found))


def _read(row: Any) -> tuple[Mapping[str, Any], Label | None]:
    return row, _label(row)


def _label(row: Any) -> Label | None:
    """The label of a line; None where it says neither keep nor drop. Raises ValueError."""
    if not isinstance(row, dict):
        raise ValueError("it is no object")
    if row.get("label") not in KEEP:
        return None
    for by in BY:
        if isinstance(row.get(by), str) and row[by]:
            repo = row.get("repo")
            return Label(KEEP[row["label"]], by, row[by], repo if isinstance(repo, str) else "")
    raise ValueError(f"say of which document: {', '.join(BY)}")


def labelled_rows(audit: AuditTables, labels: Labels) -> LabelledRows:
    """Find the candidates that labels are of.

    The same bytes are one document: of rows with the same hash the first is taken.
    """
    import numpy as np

    wanted = {
        by: {name for one in labels.labels if one.by == by for name in one.names} for by in BY
    }
    rows = [*_rows(audit, wanted)]
    known = {by: _by_name(rows, by) for by in (*BY, BELOW)}
    left_out: Counter[str] = Counter(other=labels.others)
    said: dict[int, set[bool]] = {}
    for label in labels.labels:
        there = known[BELOW if label.by == "path" and label.repo else label.by]
        places = next((there[one] for one in label.names if one in there), [])
        if len(places) > 1 and label.by != "sha256":
            left_out["ambiguous"] += 1
        elif not places:
            left_out["unmatched"] += 1
        else:
            left_out["repeated"] += places[0] in said
            said.setdefault(places[0], set()).add(label.keep)
    left_out["contradicted"] = sum(len(one) > 1 for one in said.values())
    used = [place for place in sorted(said) if len(said[place]) == 1]
    some = [rows[place] for place in used]
    return LabelledRows(
        np.array([one["shard"] for one in some], np.int64),
        np.array([one["row"] for one in some], np.int64),
        np.array([True in said[place] for place in used], bool),
        tuple(one["language"] or "" for one in some),
        tuple(split(one["decided_by"]) for one in some),
        left_out,
    )


def _rows(audit: AuditTables, wanted: Mapping[str, set[str]]) -> Iterator[dict[str, Any]]:
    """The candidates that have one of the names, in their order."""
    pa = arrow()
    names = [by for by in BY if wanted[by]]
    values = {by: pa.array(sorted(wanted[by]), pa.string()) for by in names}
    for place, shard in enumerate(audit.shards):
        told = shard_table(audit, "verdicts", shard, (*TOLD[1:], *names))
        here = pa.array([False] * told.num_rows)
        for by in names:
            here = compute().or_(here, compute().is_in(told[by], values[by]))
        if "path" in names:
            below = compute().binary_join_element_wise(told["repo"], told["path"], "/")
            told = told.append_column(BELOW, compute().coalesce(below, told["path"]))
            here = compute().or_(here, compute().is_in(told[BELOW], values["path"]))
        found = told.filter(compute().and_(here, told["candidate"]))
        joined = compute().binary_join(found["decided_by"], MARK)
        at = found.schema.get_field_index("decided_by")
        for row in found.set_column(at, "decided_by", joined).to_pylist():
            yield {**row, "shard": place}


def _by_name(rows: Sequence[Mapping[str, Any]], by: str) -> dict[str, list[int]]:
    """Places of rows by one of their names."""
    found: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        if row.get(by):
            found.setdefault(row[by], []).append(place)
    return found
