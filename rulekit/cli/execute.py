"""`rulekit execute`."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

import click

from rulekit.audit.folder import MANIFEST, is_audit
from rulekit.audit.sealed import DamagedError, read_json
from rulekit.cli.options import catalog_options, gathered, parsed, program_path
from rulekit.cli.trees import check_out
from rulekit.cli.verb import Verb
from rulekit.corpus.readers import readers_of
from rulekit.corpus.shards import find_source
from rulekit.errors import UsageError, pick
from rulekit.execution.execute import OUTCOMES, Repeats
from rulekit.execution.executing import KIND, UNREAD, Executing
from rulekit.execution.solution_row import SolutionCorpus, columns_of
from rulekit.hooks.harness import Harness
from rulekit.loader import build_engine
from rulekit.places.address import refuse_address
from rulekit.places.place import place_of
from rulekit.plan.options import PlanOptions
from rulekit.report.executed import show_executions
from rulekit.report.printer import Printer
from rulekit.report.progress import show_line
from rulekit.sandbox.choice import Trust, find_sandbox
from rulekit.sandbox.quota import MEGABYTE, Quota

EVERY = 0.2  # seconds between two looks of the progress
KINDS = "auto, bubblewrap, landlock or none"


@dataclass(frozen=True)
class ExecuteWords:
    """What is said of an execution, as it is typed."""

    columns: str
    reader: str
    language: str
    interpreter: str
    sandbox: str
    trust: bool
    cpu: int
    seconds: int
    memory: int
    repeats: int
    again: str
    jobs: int

    @property
    def quota(self) -> Quota:
        """The bounds of a run."""
        return Quota(cpu=self.cpu, seconds=self.seconds, memory=self.memory * MEGABYTE)

    @property
    def outcomes(self) -> list[str]:
        """Outcomes that are not the last word. Raises UsageError for a word that is none."""
        words = filter(None, map(str.strip, self.again.split(",")))
        return [pick("outcome", word, {one: one for one in OUTCOMES}) for word in words]


@click.command(
    cls=Verb,
    examples=(
        "rulekit execute solutions.jsonl --out executed",
        "rulekit execute 'data/*.parquet' --out executed --columns solution=response -j 4",
    ),
)
@click.argument("sources", nargs=-1, metavar="SRC…")
@click.option("--out", default="", metavar="DIR", help="The folder of what came of each solution.")
@click.option(
    "--columns",
    default="",
    metavar="ROLE=COLUMN,…",
    help="Columns that are called otherwise than solution, tests, names, lang.",
)
@click.option("--reader", default="", metavar="NAME", help="What reads SRC, whatever its names.")
@click.option("--language", default="", metavar="ID", help="The language of rows that name none.")
@click.option(
    "--interpreter",
    default="",
    metavar="PATH",
    callback=parsed(program_path),
    help="What runs them, by its path.",
)
@click.option("--sandbox", default="auto", metavar="NAME", help=f"{KINDS}.")
@click.option(Trust.FULL.value, "trust", is_flag=True, help="Let `--sandbox none` run them.")
@click.option("--cpu", default=5, metavar="SECONDS", help="CPU time of a run (5).")
@click.option("--seconds", default=30, metavar="SECONDS", help="Time of a run by the clock (30).")
@click.option("--memory", default=512, metavar="MB", help="Memory of a run (512).")
@click.option("--repeats", default=10, metavar="N", help="Runs of tests with chance in them (10).")
@click.option("--again", default="", metavar="OUTCOMES", help="Execute those once more, by comma.")
@click.option("-j", "--jobs", default=1, metavar="N", help="Solutions at once (1).")
@click.option("-q", "--quiet", is_flag=True, help="Nothing but errors.")
@catalog_options
@gathered("wanted", ExecuteWords)
def execute(
    sources: tuple[str, ...],
    out: str,
    wanted: ExecuteWords,
    options: PlanOptions,
    *,
    quiet: bool,
    isolated: bool,  # noqa: ARG001  a rulekit.toml says nothing of executing
) -> None:
    """Run solutions with their tests, each in a sandbox, and write what came of them as tables.

    A solution is kept if its tests pass, if an assertion ran, if they fail once its functions are
    emptied, and if they pass again. DIR/executions has a line for each row; after a stop of any
    kind the same command goes on. Nothing is run where no sandbox holds.
    """
    if not sources or not out:
        raise UsageError("say what to run and where it goes: rulekit execute SRC… --out DIR")
    if wanted.jobs < 1 or wanted.repeats < 2:
        raise UsageError("-j is 1 or more, and --repeats 2 or more")
    refuse_address(out, "the folder of executions")
    check_out(out)
    _refuse_other(out)
    corpus, harnesses = _found(sources, out, wanted, options)
    run = Executing(
        corpus,
        harnesses,
        find_sandbox(wanted.sandbox, wanted.quota, Trust.FULL if wanted.trust else Trust.NONE),
        out,
        ExecutionProgress(quiet=quiet),
        Repeats(chance=wanted.repeats),
        wanted.outcomes,
        wanted.jobs,
    )
    _run(run, quiet=quiet)


def _found(
    sources: tuple[str, ...], out: str, wanted: ExecuteWords, options: PlanOptions
) -> tuple[SolutionCorpus, Mapping[str, Harness]]:
    """The rows to execute, and what runs them. Raises UsageError for columns that are not there."""
    engine = build_engine(options)
    readers, harnesses = readers_of(engine, out=out), engine.plan.harnesses
    source = find_source(sources, readers, is_audit, reader=wanted.reader, out=out)
    language = wanted.language
    if language:
        pick("harness for the language", language, harnesses)
    elif len(harnesses) == 1:
        language = next(iter(harnesses))
    columns = columns_of(wanted.columns)
    corpus = SolutionCorpus(source.shards, readers, columns, language, wanted.interpreter)
    corpus.check()
    if wanted.interpreter and language:
        harnesses[language].versions(wanted.interpreter)  # which is tried before anything runs
    return corpus, harnesses


def _run(run: Executing, *, quiet: bool) -> None:
    try:
        run.run()
    except KeyboardInterrupt:
        click.echo("stopped; the same command goes on from here", err=True)
        raise
    finally:
        if not quiet and run.outcomes:
            _show(run)


def _refuse_other(out: str) -> None:
    """Raise UsageError for a folder that something else has filled."""
    try:
        found = read_json(place_of(out) / MANIFEST)
    except DamagedError:
        found = {}
    if found is not None and "execute" not in found:
        raise UsageError(f"`{out}` is no folder of executions: name another, or one that is new")


class ExecutionProgress:
    """What is told on a terminal while solutions run; it is never part of a result."""

    def __init__(self, *, quiet: bool) -> None:
        self.shows = sys.stderr.isatty() and not quiet
        self.begun = self.shown = time.monotonic()

    def __call__(self, run: Executing) -> None:
        """Tell it, if it is time."""
        now = time.monotonic()
        if self.shows and now - self.shown > EVERY:
            self.shown = now
            rate = run.executed / (now - self.begun)
            show_line(f" {run.executed:,} of {run.corpus.count:,} solutions, {rate:,.1f}/s")


def _show(run: Executing) -> None:
    if sys.stderr.isatty():
        show_line("")
    printer = Printer()
    names = [*OUTCOMES, UNREAD]
    show_executions(printer, {name: run.outcomes[name] for name in names})
    printer.line()
    printer.line(f"sandbox: {run.sandbox}")
    where = f"{shlex.quote(run.out)}/{KIND}"
    printer.line(f"executions: {where} · {run.executed:,} executed now; docs/execute.md")
