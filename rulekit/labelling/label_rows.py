"""Rows of a file of labels: JSONL, every wrong line of which is named."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from rulekit.errors import Problem, SpecError, first_of, shown_line

Made = TypeVar("Made")


def made_of_rows(
    file: str, lines: Iterable[str], make: Callable[[Any], Made], what: str
) -> list[Made]:
    """Make something of each row; blank lines are passed over.

    `what` says in a word or two what a row is no such thing as. Raises SpecError with every row of
    which `make` raises ValueError, TypeError or, for a field that is not there, KeyError.
    """
    found: list[Made] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(make(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            column = error.colno if isinstance(error, json.JSONDecodeError) else 0
            source = shown_line(line) if column else ""
            message = f"no {what}: {_why(error)}"
            problems.append(Problem(message, file, number, column, source=source))
    if problems:
        raise SpecError(first_of(problems))
    return found


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"the line is no JSON ({error.msg})"
    return f"it has no {error}" if isinstance(error, KeyError) else str(error)
