"""Labelled documents: texts that a reader has said to keep or to drop."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rulekit.corpus.columns import USUAL
from rulekit.errors import Problem, SpecError, UsageError, shown_line
from rulekit.labelling.label import DROP, KEEP, WEIGHTS, last_of, reader_and_file
from rulekit.labelling.label_rows import made_of_rows
from rulekit.report.number import plural

FEWEST = 50  # labels of either kind: of fewer, cross-validation says nothing

BOM = "\ufeff"  # which documents are without
LINE = """a line is {"path": "a.py", "repo": "owner/name", "label": "keep", "content": "…"}"""

Texts = Callable[[Collection[str]], Mapping[str, str]]


@dataclass(frozen=True)
class Labelled:
    """A text, its path, whether to keep it, how sure that is, and the repository it is of.

    `language` and `kind` are what its row says of it, "" for nothing.
    """

    text: str
    path: str
    keep: bool
    weight: float
    group: str
    language: str = ""
    kind: str = ""


AUDIT = "--audit AUDIT finds their texts, where they were labelled"


def read_labels(
    file: str, texts: Texts | None = None, fewest: int = FEWEST, remedy: str = AUDIT
) -> list[Labelled]:
    """The labelled documents in a JSONL file with `content`, `path` and `label` in each row.

    `label` is keep or drop; rows with another one (`undecided`) are left out. `repo`, or a usual
    name of such a column, groups rows for cross-validation; `confidence` may be high or low. Of a
    reader's labels of a file the last counts. `texts` finds the texts of hashes, for rows that have
    `sha256` and no `content`; those that it does not find are left out; without it, a `remedy` is
    told. Raises SpecError for rows that are wrong, UsageError for a file that cannot be read or has
    less than the `fewest` labels of either sort.
    """
    try:
        lines = Path(file).read_text("utf-8").split("\n")  # a text may have other line ends
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"`{file}` cannot be read: {why}") from None
    _check_first(file, lines)
    rows = last_of(made_of_rows(file, lines, _row, "labelled document"), reader_and_file).values()
    found = _with_texts(file, [row for row in rows if row["label"] in (KEEP, DROP)], texts, remedy)
    counts = {word: sum(one.keep is (word == KEEP) for one in found) for word in (KEEP, DROP)}
    few = [f"{count} to {word}" for word, count in counts.items() if count < fewest]
    if few:
        message = f"`{file}` has only {' and '.join(few)}: {fewest} of either are the least"
        raise UsageError(message)
    return found


def _check_first(file: str, lines: Sequence[str]) -> None:
    """Raise SpecError for a file of something else: one mistake, and not one for each line."""
    number, line = next(((i, one) for i, one in enumerate(lines, 1) if one.strip()), (0, "{"))
    if line.lstrip()[0] != "{":
        message, source = "no labelled document: the line is no JSON", shown_line(line)
        raise SpecError([Problem(message, file, number, 1, source=source, remedy=LINE)])


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """A row that has what is needed, or is undecided."""
    if not isinstance(row["label"], str):
        raise TypeError("`label` is no text")
    if row["label"] not in (KEEP, DROP):
        return row
    if _lacks_text(row) and not row.get("sha256"):
        raise TypeError("it has neither `content` nor the `sha256` of one")
    text = "sha256" if _lacks_text(row) else "content"
    if not (isinstance(row[text], str) and isinstance(row["path"], str)):
        raise TypeError(f"`{text}` and `path` are texts")
    if isinstance(row.get("confidence"), list | dict):
        raise TypeError("`confidence` is no text")
    return row


def _with_texts(
    file: str, rows: Sequence[Mapping[str, Any]], texts: Texts | None, remedy: str
) -> list[Labelled]:
    hashes = {row["sha256"] for row in rows if _lacks_text(row)}
    if hashes and texts is None:
        message = f"{plural(len(hashes), 'file')} of `{file}` have a label and no `content`"
        raise UsageError([Problem(message, remedy=remedy)])
    known = texts(hashes) if hashes and texts else {}
    read = [(row, known.get(row["sha256"]) if _lacks_text(row) else row["content"]) for row in rows]
    return [_labelled(row, text) for row, text in read if text is not None]


def _lacks_text(row: Mapping[str, Any]) -> bool:
    return row.get("content") is None


def _labelled(row: Mapping[str, Any], text: str) -> Labelled:
    weight = WEIGHTS.get(row.get("confidence") or "high", 1.0)
    path = row["path"]
    group = str(next((row[one] for one in USUAL["repo"] if row.get(one)), path))
    language, kind = (str(row.get(name) or "") for name in ("language", "kind"))
    return Labelled(
        text.removeprefix(BOM), path, row["label"] == KEEP, weight, group, language, kind
    )
