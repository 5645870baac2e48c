"""`rulekit filter`."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import click

from rulekit.audit.checksums import verify
from rulekit.audit.folder import AuditFolder, with_outputs
from rulekit.cli.begin import dry_run, part_asked, show_run
from rulekit.cli.options import (
    corpus_options,
    drop_rate_option,
    gathered,
    parsed,
    place_options,
    plan_options,
    share_option,
)
from rulekit.cli.project import with_project
from rulekit.cli.trees import check_out, warn_of_trees
from rulekit.cli.verb import Verb
from rulekit.cli.warning import warn_of_broken, warn_of_no_texts
from rulekit.corpus.job import Task
from rulekit.errors import UsageError
from rulekit.hooks.runner import Runner
from rulekit.places.place import place_of
from rulekit.plan.options import PlanOptions
from rulekit.report.corpus import show_end
from rulekit.report.dry_run import show_part
from rulekit.report.logged import with_warnings
from rulekit.report.number import plural
from rulekit.report.printer import Printer
from rulekit.report.progress import CorpusProgress
from rulekit.run.crew import Executors
from rulekit.run.dispatch import find_runner
from rulekit.run.filter import Filter
from rulekit.run.gate import filter_code
from rulekit.run.limit import TIMEOUT
from rulekit.run.prepared import FilterOptions, PreparedRun
from rulekit.run.shard_progress import ShardProgress
from rulekit.run.unjudged import unjudged


@dataclass(frozen=True)
class RunOptions:
    """Options of `rulekit filter` that the audit does not depend on: where it runs, how it ends."""

    jobs: int | None
    runner: str
    ray_address: str | None
    max_drop_rate: float | None
    strict: bool
    verify: bool
    dry_run: bool
    quiet: bool
    isolated: bool


@click.command(
    name="filter",
    cls=Verb,
    examples=("rulekit filter 'data/*.parquet' --out audit --write-kept",),
    scored=True,
)
@click.argument("sources", nargs=-1, metavar="SRC…")
@click.option("--out", default="", metavar="DIR", help="The folder of the audit.")
@plan_options
@click.option("--write-kept", "kept", is_flag=True, help="Copy the rows that are kept to DIR/kept.")
@click.option(
    "--write-dropped", "dropped", is_flag=True, help="Copy all other rows to DIR/dropped."
)
@click.option(
    "--write-columns",
    "verdict_columns",
    is_flag=True,
    help="Copied rows get the verdict: rulekit_decision, rulekit_decided_by, rulekit_score.",
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Judge the first N rows only.")
@click.option(
    "--sample",
    type=click.IntRange(1),
    metavar="N",
    help="Judge N rows that a hash draws from all shards; --seed draws others.",
)
@click.option(
    "--signals",
    type=click.Choice(["used", "all"]),
    callback=parsed(lambda word: word or ""),
    help="Keep the readings that rules use, or all, in DIR/readings.",
)
@click.option(
    "--keep-texts",
    type=click.IntRange(1),
    callback=parsed(lambda count: count or 0),
    metavar="N",
    help="Keep a sample of N texts in DIR, for reports and labels where the corpus is not.",
)
@corpus_options
@place_options
@share_option("Judge the shards of the task I of N, from 1 on; the last to finish ends the audit.")
@drop_rate_option("Exit with 1 when more is dropped.")
@click.option(
    "--strict", is_flag=True, help="A broken plugin ends the run even if nothing needs it."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=TIMEOUT,
    show_default=True,
    help="CPU seconds for one document before it is ended.",
)
@click.option(
    "--verify", is_flag=True, help="Judge nothing: compare every file of DIR with its hash."
)
@click.option(
    "--dry-run", is_flag=True, help="Write nothing: count, judge a few rows, and tell the time."
)
@click.option("-q", "--quiet", is_flag=True, help="Nothing but errors.")
@gathered("wanted", FilterOptions)
@gathered("how", RunOptions)
def filter_(wanted: FilterOptions, how: RunOptions, options: PlanOptions) -> int:
    """Judge a corpus: SRC are Parquet or JSONL files, globs of them, or folders.

    DIR holds the audit: a manifest, and a verdict for every row, with its evidence, as Parquet. A
    run that was stopped, however, goes on when the same command is given again.
    """
    if not (wanted.out or how.dry_run):
        raise UsageError("say where the audit goes: --out DIR; --dry-run tries it without one")
    if how.verify:
        return show_verified(wanted.out)
    if not wanted.sources:
        raise UsageError("say what to judge: rulekit filter SRC… --out DIR")
    options = with_project(options, wanted.sources, isolated=how.isolated)
    check_out(wanted.out)
    run = PreparedRun(options, wanted) if how.dry_run else Filter(options, wanted)
    warn_of_broken(run.engine, strict=how.strict)
    warn_of_no_texts(run.form)
    if isinstance(run, Filter):
        _warn_of_damage(run)
    warn_of_trees(run, wanted.sources, isolated=how.isolated)
    runner = find_runner(run.engine, how.runner, run.places)
    if not isinstance(run, Filter):
        return dry_run(run, jobs=how.jobs, runner=how.runner)
    return _judge(run, how, runner)


def _judge(run: Filter, how: RunOptions, runner: Runner) -> int:
    """Judge the corpus, show what came of it, and return the exit code."""
    printer = Printer()
    if not how.quiet:
        show_run(printer, run, run.work.resumed)
        show_part(printer, part_asked(run))
    worker_config = run.worker_config.to_json()
    _run(run, partial(runner.executors, worker_config, how.jobs, how.ray_address), quiet=how.quiet)
    tally = run.work.tally
    has_rows = tally.total or not run.wanted.share  # of many tasks, some have none
    if has_rows and (told := unjudged(tally, run.columns)):
        click.echo(f"warning: {told}", err=True)
    if run.left and (share := run.wanted.share):
        others = (
            f"{plural(run.left, 'shard')} of other tasks {'is' if run.left == 1 else 'are'} left"
        )
        click.echo(f"task {share.number} of {share.count} is done; {others}", err=True)
    elif not how.quiet:
        show_end(printer, tally, shlex.quote(run.wanted.out))
    code, allowed = filter_code(tally, how.max_drop_rate), how.max_drop_rate
    if code == 1:
        over = f"the drop rate of {tally.all.drop_rate:.1%} is over the {allowed:.1%}"
        click.echo(f"{over} that are allowed", err=True)
    return code


def _run(run: Filter, opened: Callable[[], Executors], *, quiet: bool) -> None:
    """Judge the rows that are left, and show the progress."""
    progress = CorpusProgress(run.work.tally, run.work.finished, show=not quiet)
    try:
        for task, one in with_warnings(run.run(opened), progress):
            work = run.work
            if told := _warnings(task, one):
                progress.end()
                _warn(one, told)
            progress.step(one.shard.name, work.tally, work.finished)
            if task.do == "close" and one.closed:
                progress.shard_done(one.shard.name, one.tally, work.tally)
    except KeyboardInterrupt:
        progress.end()
        rows = f"{run.work.tally.total:,} rows are judged"
        click.echo(f"stopped: {rows}; the same command goes on from here", err=True)
        raise
    finally:
        progress.end()


def _warn_of_damage(run: Filter) -> None:
    """Warn of files of an earlier run that are not taken up."""
    for note in run.manifest.notes:
        click.echo(f"warning: {note}", err=True)
    for one in run.work.shards:
        _warn(one, _notes(one))


def _warn(one: ShardProgress, notes: Sequence[str]) -> None:
    for note in notes:
        click.echo(f"warning: {one.shard.name}: {note}", err=True)


def _notes(one: ShardProgress) -> list[str]:
    notes = list(one.notes)
    one.notes.clear()
    return notes


def _warnings(task: Task, one: ShardProgress) -> list[str]:
    """Faults of a whole shard, which would be lost among its rows."""
    told = _notes(one)
    if task.do == "open" and (lacks := one.facts.get("lacks")):
        told.append(f"it has no column {', '.join(lacks)}")
    if task.do == "close" and one.closed:
        if broken := one.tally.by_reason.get("unreadable"):
            told.append(f"{broken.error:,} rows, or the end of it, cannot be read")
        if missing := one.facts["not_copied"]:
            told.append(f"{missing:,} rows could not be copied")
    return told


def show_verified(out: str) -> int:
    """Compare a finished audit with what was written; exit code 1 when something is wrong."""
    wrong = 0
    main = place_of(out)
    for folder in with_outputs(main):
        for line in verify(AuditFolder(folder)):
            wrong += 1
            click.echo(line if folder == main else f"curated/{folder.name}/{line}")
    what = f"{plural(wrong, 'file')} {'is' if wrong == 1 else 'are'} not as written"
    click.echo(what if wrong else "whole", err=True)
    return int(wrong > 0)
