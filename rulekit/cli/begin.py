"""What `rulekit filter` says before the first row is judged, or instead of judging."""

from __future__ import annotations

import os

import click

from rulekit.errors import UsageError
from rulekit.report.corpus import show_begin
from rulekit.report.dry_run import show_corpus, show_estimate
from rulekit.report.number import plural
from rulekit.report.printer import Printer
from rulekit.run.dry_run import Counted, attempt, count, outlook
from rulekit.run.local_runner import LocalRunner
from rulekit.run.prepared import PreparedRun


def show_run(printer: Printer, run: PreparedRun, resumed: int = 0) -> None:
    """Show the columns, the plan and the shards of a run."""
    plan = run.engine.plan
    about = (
        f"profile {plan.profile}",
        plural(len(plan.titles), "rule"),
        plural(plan.pack_count, "pack"),
        f"hash {run.manifest.plan_hash}",
        *([plan.config] if plan.config else []),
    )
    show_begin(
        printer,
        columns=str(run.columns),
        form=run.form,
        plan=" · ".join(about),
        shards=[shard.name for shard in run.source.shards],
        beside=run.source.beside,
        resumed=resumed,
    )


def part_asked(run: PreparedRun) -> str:
    """The rows that are asked for in words; "" for all."""
    choice = run.choice
    return f"the first {choice.limit:,}" if choice.limit else _sample(choice.sample)


def _sample(count: int | None) -> str:
    return f"a sample of {count:,}" if count else ""


def dry_run(run: PreparedRun, *, jobs: int | None, runner: str) -> int:
    """Show what a run would be like, and write nothing; exit code 2 when it would be refused."""
    printer, refused = Printer(), None
    show_run(printer, run)
    counted = count(run)
    try:
        out = outlook(run)
    except UsageError as error:
        out, refused = "refused, as is told below", error
    show_corpus(
        printer,
        rows=_rows(run, counted),
        bytes=counted.bytes,
        guessed=_guessed(counted),
        broken=counted.broken,
        out=out,
    )
    tried = attempt(run, counted)
    cores = os.cpu_count() or 1
    workers = jobs or cores
    at_once = min(workers, cores) if runner == LocalRunner.name else workers
    seconds = counted.judged / tried.rate / at_once if tried.rate else None
    show_estimate(printer, tried.tally, rate=tried.rate, seconds=seconds, jobs=workers)
    click.echo("nothing was written", err=True)
    if refused:
        raise refused
    return 0


def _rows(run: PreparedRun, counted: Counted) -> str:
    about = "about " if _guessed(counted) else ""
    total = "" if counted.total is None else f"{about}{counted.total:,}"
    if not (part := part_asked(run)):
        return total
    return f"{part} of {total}" if total else part


def _guessed(counted: Counted) -> str:
    """How the number of rows was told, when not all were counted."""
    known = len(counted.known)
    if counted.total is None or known + len(counted.broken) == len(counted.shards):
        return ""
    return f"{known:,} of {len(counted.shards):,} shards are counted, the others go by their size"
