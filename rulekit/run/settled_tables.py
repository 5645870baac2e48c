"""What steps have settled for a whole corpus, as tables of the audit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.tables import arrow
from rulekit.files.digest import file_sha256


def write_settled(audit: AuditFolder, steps: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Write a table of the groups of each step that has settled some; hashes by name.

    A group is a line of it, or a list of lines.
    """
    files: dict[str, str] = {}
    for step in steps:
        groups = step.get("settled", {}).get("groups", {})
        if not groups:
            continue
        path = audit.folder / "sample" / f"{step['id']}.parquet"
        lines = {name: one if isinstance(one, list) else [one] for name, one in groups.items()}
        rows = [{"group": name, **one} for name in sorted(lines) for one in lines[name]]
        with audit.written(path) as here:
            arrow().parquet.write_table(arrow().Table.from_pylist(rows), here)
            files[audit.name_of(path)] = file_sha256(here)
    return files
