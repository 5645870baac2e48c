"""`rulekit curate`."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from rulekit.cli.begin import show_run
from rulekit.cli.filter import show_verified
from rulekit.cli.options import (
    corpus_options,
    gathered,
    place_options,
    plan_options,
    share_option,
)
from rulekit.cli.project import with_project
from rulekit.cli.trees import check_out, warn_of_trees
from rulekit.cli.verb import Verb
from rulekit.cli.warning import warn_of_broken, warn_of_no_texts
from rulekit.core.tally import Tally
from rulekit.corpus.job import Task
from rulekit.curate.order import order_warnings
from rulekit.errors import UsageError
from rulekit.hooks.runner import Runner
from rulekit.plan.options import PlanOptions
from rulekit.report.curation import show_funnel, show_next, show_pipeline
from rulekit.report.curation_outlook import show_outlook
from rulekit.report.logged import with_warnings
from rulekit.report.printer import Printer
from rulekit.report.progress import CorpusProgress
from rulekit.report.summary import without_reply
from rulekit.run.curate import Curation
from rulekit.run.curation_outlook import bands, disk
from rulekit.run.dispatch import find_runner
from rulekit.run.dry_run import count
from rulekit.run.limit import TIMEOUT
from rulekit.run.prepared import FilterOptions
from rulekit.run.prepared_curation import CurateOptions, PreparedCuration
from rulekit.run.shard_progress import ShardProgress
from rulekit.spec.text_file import RefusedFile, read_small

SHORTEST = 16  # bytes of a key: a shorter one is guessed


@dataclass(frozen=True)
class CurateHow:
    """Options that what comes out does not depend on: where it runs, what is shown."""

    jobs: int | None
    runner: str
    ray_address: str | None
    strict: bool
    verify: bool
    dry_run: bool
    quiet: bool
    isolated: bool


@click.command(
    cls=Verb,
    examples=(
        "rulekit curate pretrain 'data/*.parquet' --out curated",
        "rulekit explain curated --path src/app.py",
    ),
)
@click.argument("pipeline", metavar="PIPELINE")
@click.argument("sources", nargs=-1, metavar="SRC…")
@click.option("--out", default="", metavar="DIR", help="The folder of what is kept, and its audit.")
@click.option("--only", multiple=True, metavar="STEP", help="Do this step alone; may be repeated.")
@click.option("--until", default="", metavar="STEP", help="Do the steps up to this one.")
@plan_options
@corpus_options
@click.option(
    "--key-file",
    type=click.Path(),
    metavar="FILE",
    help="What is cut out gets a hash that is keyed by this file; without it, none.",
)
@place_options
@share_option(
    "Be the task I of N, from 1 on; tasks share the work, and each ends when all is done."
)
@click.option(
    "--strict", is_flag=True, help="A broken plugin ends the run even if nothing needs it."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=TIMEOUT,
    show_default=True,
    help="CPU seconds for one row in one stage before it is ended.",
)
@click.option("--verify", is_flag=True, help="Do nothing: compare every file of DIR with its hash.")
@click.option(
    "--dry-run", is_flag=True, help="Write nothing: columns, bands with their curve, disk."
)
@click.option("-q", "--quiet", is_flag=True, help="Nothing but errors.")
@gathered("wanted", FilterOptions)
@gathered("how", CurateHow)
def curate(
    pipeline: str,
    only: tuple[str, ...],
    until: str,
    key_file: str | None,
    wanted: FilterOptions,
    how: CurateHow,
    options: PlanOptions,
) -> int:
    """Curate a corpus: PIPELINE is a YAML file, or `refinecode` or `pretrain`; SRC are shards.

    DIR/kept gets the rows that every step lets pass, as they are then; the audit beside it says of
    every other row which step ended it and why, which copy was kept instead, and what was changed.
    After a stop of any kind, the same command goes on.
    """
    if how.verify:
        return show_verified(wanted.out)
    if not (wanted.out or how.dry_run):
        raise UsageError("say where it goes: --out DIR; --dry-run tries it without one")
    if not wanted.sources:
        raise UsageError("say what to curate: rulekit curate PIPELINE SRC… --out DIR")
    options = with_project(options, wanted.sources, isolated=how.isolated)
    check_out(wanted.out)
    said = CurateOptions(pipeline, only, until, key=_key(key_file))
    kind = PreparedCuration if how.dry_run else Curation
    run = kind(options, wanted, said)
    warn_of_broken(run.engine, strict=how.strict)
    warn_of_no_texts(run.form)
    for warning in order_warnings(run.pipeline):
        click.echo(f"warning: {warning}", err=True)
    warn_of_trees(run, wanted.sources, isolated=how.isolated)
    runner = find_runner(run.engine, how.runner, run.places)
    printer = Printer()
    if not how.quiet:
        show_run(printer, run)
        show_pipeline(printer, run.pipeline.told(), run.facts)
    if not isinstance(run, Curation):
        counted = count(run)
        rows, size = counted.total, counted.bytes
        told = [*disk(run, rows or 0), ("rows that are kept", size)]
        if how.quiet:
            return 0
        show_outlook(printer, rows=rows, bytes=size, bands=bands(run), disk=told)
        click.echo("nothing was written", err=True)
        return 0
    _curate(printer, run, how, runner)
    return 0


def _curate(printer: Printer, run: Curation, how: CurateHow, runner: Runner) -> None:
    """Curate a corpus, then its outputs, and show what became of each."""
    _run(run, how, runner)
    if not how.quiet:
        show_funnel(printer, run.steps)
        if told := without_reply(run.tally, "row"):
            printer.line(told)
        show_next(printer, shlex.quote(run.wanted.out), run.steps)
    for output in run.of_outputs():
        if not how.quiet:
            printer.line()
            printer.line(f"output {output.curate.output}: {output.wanted.out}")
        _curate(printer, output, how, runner)


def _key(path: str | None) -> str:
    """The key in a file; raises UsageError for one that is too short to be one."""
    if path is None:
        return ""
    try:
        key = read_small(Path(path), linked=True).hex()
    except (OSError, RefusedFile) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"--key-file {path}: {why}") from None
    if len(key) < 2 * SHORTEST:
        raise UsageError(f"--key-file {path}: a key has {SHORTEST} bytes at least")
    return key


def _run(run: Curation, how: CurateHow, runner: Runner) -> None:
    """Do the stages that are left, and show the progress."""
    worker_config = run.worker_config.to_json()
    opened = partial(runner.executors, worker_config, how.jobs, how.ray_address)
    progress = CorpusProgress(Tally(by_folder=None), 0.0, show=not how.quiet)
    try:
        for task, one, stages in with_warnings(run.run(opened), progress):
            if one and (notes := _notes(task, one)):
                progress.end()
                _warn(one.shard.name, notes)
            if scheduler := stages.scheduler:
                name = f"{stages.stage.name}: {task.shard.name}"
                progress.step(name, scheduler.tally, scheduler.finished)
    except KeyboardInterrupt:
        progress.end()
        click.echo("stopped; the same command goes on from here", err=True)
        raise
    finally:
        progress.end()


def _notes(task: Task, one: ShardProgress) -> list[str]:
    """What is to be said of a shard: damage, and columns that it lacks."""
    notes = list(one.notes)
    one.notes.clear()
    if task.do == "open" and (lacks := one.facts.get("lacks")):
        notes.append(f"it has no column {', '.join(lacks)}")
    return notes


def _warn(shard: str, notes: Sequence[str]) -> None:
    for note in notes:
        click.echo(f"warning: {shard}: {note}", err=True)
