"""Files of JSON lines that a synthesis writes and reads again: whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from rulekit.audit.folder import MANIFEST, AuditFolder
from rulekit.audit.sealed import DamagedError, read_json
from rulekit.core.utf8 import without_surrogates
from rulekit.errors import Problem, UsageError
from rulekit.files.digest import file_sha256

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
    return without_surrogates(json.dumps(record, ensure_ascii=False)).encode() + b"\n"


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


def told_json(path: Path) -> Record | None:
    """Plain data that a synthesis wrote; None for none. Raises UsageError for something else."""
    try:
        found = read_json(path)
    except DamagedError as error:
        raise UsageError([Problem(str(error), remedy=REMEDY)]) from None
    return dict(found) if found is not None else None


def ended(folder: Path) -> Record:
    """The manifest of a synthesis that has ended and is as it was written. Raises UsageError."""
    told = told_json(folder / MANIFEST) or {}
    files = told.get("files")
    if not (
        isinstance(files, dict) and "synthesize" in told and isinstance(told.get("round"), int)
    ):
        message = f"`{folder}` is no synthesis that has ended"
        remedy = "the command that began one goes on with it"
        raise UsageError([Problem(message, remedy=remedy)])
    for name, sha256 in files.items():
        path = folder / name
        if not path.is_file() or file_sha256(str(path)) != sha256:
            remedy = "the command that wrote it writes it again"
            raise UsageError([Problem(f"`{path}` is not as it was written", remedy=remedy)])
    return told


def sha256_of(text: str) -> str:
    """SHA-256 of a text, in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
