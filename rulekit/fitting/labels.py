"""Labelled documents: texts that a reader has said to keep or to drop."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rulekit.errors import Problem, SpecError, UsageError, first_of

WEIGHTS = {"high": 1.0, "low": 0.5}  # of a label, by the reader's confidence in it
LABELS = {"keep": True, "drop": False}
FEWEST = 50  # labels of either kind: of fewer, cross-validation says nothing


@dataclass(frozen=True)
class Labelled:
    """A text, its path, whether to keep it, how sure that is, and the repository it is of."""

    text: str
    path: str
    keep: bool
    weight: float
    group: str


def read_labels(file: str) -> list[Labelled]:
    """The labelled documents in a JSONL file with `content`, `path` and `label` in each row.

    `label` is keep or drop; rows with another one (`undecided`) are left out. `repo` groups rows
    for cross-validation, `confidence` may be high or low. Raises SpecError for rows that are wrong,
    UsageError for a file that cannot be read or has too few labels.
    """
    try:
        lines = Path(file).read_text("utf-8").split("\n")  # a text may have other line ends
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"`{file}` cannot be read: {error}") from None
    found = list(_rows(file, lines))
    counts = {word: sum(one.keep is keep for one in found) for word, keep in LABELS.items()}
    few = [f"{count} to {word}" for word, count in counts.items() if count < FEWEST]
    if few:
        message = f"`{file}` has only {' and '.join(few)}: {FEWEST} of either are the least"
        raise UsageError(message)
    return found


def _rows(file: str, lines: list[str]) -> Iterator[Labelled]:
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if row["label"] in LABELS:
                yield _labelled(row)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            why = f"it has no {error}" if isinstance(error, KeyError) else str(error)
            problems.append(Problem(f"no labelled document: {why}", file, number))
    if problems:
        raise SpecError(first_of(problems))


def _labelled(row: dict[str, Any]) -> Labelled:
    text, path = row["content"], row["path"]
    if not (isinstance(text, str) and isinstance(path, str)):
        raise TypeError("`content` and `path` are texts")
    weight = WEIGHTS.get(row.get("confidence", "high"), 1.0)
    return Labelled(text, path, LABELS[row["label"]], weight, str(row.get("repo", path)))
