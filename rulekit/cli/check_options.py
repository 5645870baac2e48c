"""Options of `rulekit check` beside those of the plan."""

from __future__ import annotations

import os
from typing import NamedTuple

from rulekit.report.formats import HTML


class CheckOptions(NamedTuple):
    """Options of `rulekit check` beside those of the plan; their defaults stand at the command."""

    paths: tuple[str, ...]
    outputs: tuple[str, ...]
    jobs: int | None
    statistics: bool
    by: str | None
    baseline: str | None
    write_baseline: str | None
    max_drop_rate: float | None
    exit_zero: bool
    strict: bool
    exclude: tuple[str, ...]
    force_exclude: bool
    no_ignore: bool
    stdin_filename: str | None
    timeout: float
    columns: str
    show_files: bool
    all_findings: bool
    quiet: bool
    verbose: bool
    isolated: bool

    @property
    def has_page(self) -> bool:
        """True if a page is asked for, which needs readings."""
        return any(one.partition(":")[0] == HTML for one in self.outputs)

    @property
    def processes(self) -> int:
        """Workers: those asked for, else one for each core."""
        return self.jobs or os.cpu_count() or 1
