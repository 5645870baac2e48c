"""`rulekit explain` of a curation: the way of a row through its steps."""

from __future__ import annotations

from rulekit.audit.open import Audit
from rulekit.core.verdict import Verdict
from rulekit.curate.way import CurationTables
from rulekit.report.printer import Printer
from rulekit.report.way import show_way


def show_curation(audit: Audit, verdict: Verdict) -> None:
    """Show the way of a row, if the audit is that of a curation."""
    if "pipeline" not in audit.manifest or verdict.shard is None:
        return
    tables = CurationTables(audit.paths, audit.manifest, audit.shards)
    printer = Printer()
    printer.line()
    show_way(printer, tables.way(verdict.shard, verdict.row or 0))
