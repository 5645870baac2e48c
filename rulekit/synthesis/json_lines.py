"""Files of JSON lines that a synthesis writes and reads again: whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from rulekit.audit.folder import AuditFolder
from rulekit.errors import Problem, UsageError

Record = dict[str, Any]
WRITTEN = 1_000  # lines at once
REMEDY = "take DIR away, or name another: --out"


def write_lines(audit: AuditFolder, path: Path, records: Iterable[Record]) -> int:
    """Write records, a line each; how many there are."""
    rows, count = iter(records), 0
    with audit.written(path) as here, Path(here).open("wb") as file:
        while part := [*islice(rows, WRITTEN)]:
            file.write(b"".join(as_line(one) for one in part))
            count += len(part)
    return count


def as_line(record: Record) -> bytes:
    """A record as a line."""
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def read_lines(path: Path) -> Iterator[Record]:
    """The records of a file. Raises UsageError for a line that is none."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                record = json.loads(line)
            except ValueError:
                record = None
            if not isinstance(record, dict):
                problem = Problem("no line of a synthesis", str(path), number, remedy=REMEDY)
                raise UsageError([problem])
            yield record


def sha256_of(text: str) -> str:
    """SHA-256 of a text, in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
