"""`rulekit filter`."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from rulekit.audit.checksums import verify
from rulekit.audit.folder import AuditFolder
from rulekit.cli.check import allowed_rate, warn_of_broken
from rulekit.cli.options import columns_option, plan_options, settings_of
from rulekit.cli.trees import check_out, warn_of_trees
from rulekit.core.rule import TOLERANCE
from rulekit.corpus.job import Task
from rulekit.errors import UsageError
from rulekit.hooks.runner import Executor
from rulekit.report.corpus import CorpusProgress, show_begin, show_end
from rulekit.report.number import plural
from rulekit.report.printer import Printer
from rulekit.run.dispatch import find_runner
from rulekit.run.filter import Filter, FilterOptions
from rulekit.run.scheduler import ShardProgress
from rulekit.run.unjudged import nothing_judged, unjudged
from rulekit.run.worker_config import TIMEOUT


@click.command(name="filter")
@click.argument("sources", nargs=-1, metavar="SRC…")
@click.option("--out", required=True, metavar="DIR", help="The folder of the audit.")
@plan_options
@click.option("--write-kept", "kept", is_flag=True, help="Copy the rows that are kept to DIR/kept.")
@click.option(
    "--write-dropped", "dropped", is_flag=True, help="Copy all other rows to DIR/dropped."
)
@click.option(
    "--signals",
    type=click.Choice(["used", "all"]),
    help="Keep the readings that rules use, or all, in DIR/readings.",
)
@columns_option
@click.option("--reader", default="", metavar="NAME", help="What reads SRC, whatever its names.")
@click.option(
    "--language",
    default="",
    metavar="NAME",
    help="What a document is in when neither name nor text nor column says it.",
)
@click.option(
    "--exclude", multiple=True, metavar="PATTERN", help="Leave out files of folders, as git does."
)
@click.option("-j", "--jobs", type=click.IntRange(1), help="Workers; else one per core.")
@click.option("--runner", default="local", metavar="NAME", help="Where it runs: local, ray.")
@click.option("--ray-address", metavar="ADDRESS", help="The Ray cluster; else one is started here.")
@click.option("--max-drop-rate", metavar="5%", help="Exit with 1 when more is dropped.")
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
@click.option("-q", "--quiet", is_flag=True, help="Nothing but errors.")
def filter_(sources: tuple[str, ...], out: str, **words: Any) -> int:
    """Judge a corpus: SRC are Parquet or JSONL files, globs of them, or folders.

    DIR holds the audit: a manifest, and a verdict for every row, with its evidence, as Parquet. A
    run that was stopped, however, goes on when the same command is given again.
    """
    if words["verify"]:
        return _verify(out)
    if not sources:
        raise UsageError("say what to judge: rulekit filter SRC… --out DIR")
    isolated = words["isolated"]
    settings = settings_of(words, sources)
    check_out(out)
    allowed = allowed_rate(words["max_drop_rate"])
    wish = FilterOptions(
        sources,
        out,
        reader=words["reader"],
        columns=words["columns"],
        language=words["language"],
        signals=words["signals"] or "",
        kept=words["kept"],
        dropped=words["dropped"],
        exclude=words["exclude"],
        timeout=words["timeout"],
    )
    run = Filter(settings, wish)
    warn_of_broken(run.engine, strict=words["strict"])
    _warn_of_damage(run)
    warn_of_trees(run, sources, isolated=isolated)
    runner = find_runner(run.engine, words["runner"])
    printer = Printer()
    if not words["quiet"]:
        _show_begin(printer, run)
    place = partial(
        runner.executors, run.worker_config.to_json(), words["jobs"], words["ray_address"]
    )
    _run(run, place, quiet=words["quiet"])
    if not words["quiet"]:
        show_end(printer, run.work.tally, shlex.quote(out))
    if told := unjudged(run.work.tally, run.columns):
        click.echo(f"warning: {told}", err=True)
    if nothing_judged(run.work.tally):
        return 2
    rate = run.work.tally.all.drop_rate
    if allowed is None or rate <= allowed + TOLERANCE:
        return 0
    click.echo(f"the drop rate of {rate:.1%} is over the {allowed:.1%} that are allowed", err=True)
    return 1


def _show_begin(printer: Printer, run: Filter) -> None:
    plan = run.engine.plan
    about = (
        f"profile {plan.profile}",
        plural(len(plan.selected), "rule"),
        plural(len(plan.catalog.packs), "pack"),
        f"hash {run.manifest.plan_hash}",
        *([plan.choice.config] if plan.choice.config else []),
    )
    show_begin(
        printer,
        columns=str(run.columns),
        form=run.form,
        plan=" · ".join(about),
        shards=[shard.name for shard in run.source.shards],
        beside=run.source.beside,
        resumed=run.work.resumed,
    )


def _run(run: Filter, opened: Callable[[], Sequence[Executor]], *, quiet: bool) -> None:
    """Judge what is left, and show how far it is."""
    progress = CorpusProgress(not quiet, run.work.tally, run.work.finished)
    try:
        for task, one in run.run(opened):
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
    """Say which files of an earlier run are not taken up."""
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
    """What is wrong with a whole shard, and would be lost among its rows."""
    told = _notes(one)
    if task.do == "open" and (lacks := one.facts.get("lacks")):
        told.append(f"it has no column {', '.join(lacks)}")
    if task.do == "close" and one.closed:
        if broken := one.tally.by_reason.get("unreadable"):
            told.append(f"{broken.error:,} rows, or the end of it, cannot be read")
        if missing := one.facts["not_copied"]:
            told.append(f"{missing:,} rows could not be copied")
    return told


def _verify(out: str) -> int:
    """Compare a finished audit with what was written; exit code 1 when something is wrong."""
    wrong = 0
    for wrong, line in enumerate(verify(AuditFolder(Path(out))), 1):  # noqa: B007  the last counts
        click.echo(line)
    what = f"{plural(wrong, 'file')} {'is' if wrong == 1 else 'are'} not as written"
    click.echo(what if wrong else "whole", err=True)
    return int(wrong > 0)
