"""The plan that an audit is looked at with: its own choice, with what is asked now."""

from __future__ import annotations

import os
from dataclasses import replace

import click

from rulekit.audit.open import Audit
from rulekit.cli.project import with_project
from rulekit.cli.warning import warn_of_broken
from rulekit.engine import Engine
from rulekit.loader import build_engine
from rulekit.plan.fingerprint import fingerprint
from rulekit.plan.options import PlanOptions
from rulekit.rejudge.choice import asked_again
from rulekit.rejudge.stale import stale

MANY = 100_000  # rows; of fewer, another process takes longer to begin than it saves


def engine_asked_again(
    audit: Audit, options: PlanOptions, *, isolated: bool
) -> tuple[Engine, PlanOptions]:
    """The engine of an audit's choice and of options that are added to it, and those together."""
    asked = asked_again(options, audit.plan["choice"], audit.paths.folder)
    asked = with_project(asked, isolated=isolated)
    asked = replace(asked, all_signals=audit.manifest["signals"] == "all")
    engine = build_engine(asked)
    warn_of_broken(engine, strict=False)
    return engine, asked


def warn_of_stale(audit: Audit, engine: Engine) -> None:
    """Tell of readings that are not those of the models or replies that are there now."""
    for other in stale(audit.plan, fingerprint(engine.plan)):
        told = f"{other} since, and the readings of {audit.paths.folder} are those of before"
        click.echo(f"warning: {told}", err=True)


def processes(audit: Audit, jobs: int | None = None) -> int:
    """Processes that judge an audit again: those asked for, else one, or many for MANY rows."""
    return jobs or ((os.cpu_count() or 1) if audit.tally.total >= MANY else 1)
