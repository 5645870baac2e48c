"""`rulekit ask`."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import click

from rulekit.ask.asked_corpus import AskedCorpus
from rulekit.ask.asking import FIRST, Asking
from rulekit.ask.budget import Budget
from rulekit.ask.inquiry import Inquiry, read_inquiry
from rulekit.ask.prompt import TEXT
from rulekit.ask.standing import changed, is_of_replies, lost, standing
from rulekit.audit.folder import MANIFEST, is_audit
from rulekit.audit.sealed import DamagedError, read_json
from rulekit.cli.options import asking_options, columns_option
from rulekit.cli.trees import check_out
from rulekit.cli.verb import Verb
from rulekit.core.escape import visible
from rulekit.corpus.columns import find_columns
from rulekit.corpus.partition import known_columns
from rulekit.corpus.readers import readers_of
from rulekit.corpus.shards import find_source
from rulekit.errors import UsageError
from rulekit.loader import build_engine
from rulekit.places.address import refuse_address
from rulekit.places.place import place_of
from rulekit.plan.options import PlanOptions
from rulekit.report.asked import (
    outlook,
    show_inquiry,
    show_messages,
    show_replies,
    spending,
)
from rulekit.report.printer import Printer
from rulekit.report.progress import show_line

EVERY = 0.2  # seconds between two looks of the progress
BACK = "its journal keeps every answer, so the command that wrote them brings them back"


@click.command(
    cls=Verb,
    examples=(
        "rulekit ask score.yaml 'data/*.parquet' --out asked --dry-run",
        "rulekit ask score.yaml 'data/*.parquet' --out asked",
    ),
)
@click.argument("file", metavar="FILE")
@click.argument("sources", nargs=-1, metavar="SRC…")
@click.option("--out", default="", metavar="DIR", help="The folder of replies and their journal.")
@columns_option
@click.option("--reader", default="", metavar="NAME", help="What reads SRC, whatever its names.")
@click.option(
    "--dry-run", is_flag=True, help="Ask nothing: show the first request, and how far DIR is."
)
@click.option("-q", "--quiet", is_flag=True, help="Nothing but errors.")
@asking_options
def ask(
    file: str,
    sources: tuple[str, ...],
    out: str,
    columns: str,
    reader: str,
    options: PlanOptions,
    *,
    dry_run: bool,
    quiet: bool,
    isolated: bool,  # noqa: ARG001  a rulekit.toml says nothing of asking
) -> None:
    """Ask a model what FILE says, for each row of SRC, and write the replies as tables.

    OPENAI_BASE_URL and OPENAI_API_KEY name the server. DIR/replies gets a line for each row; every
    answer is kept in DIR/journal, so that after a stop of any kind the same command goes on, and
    nothing that was answered is asked, or paid, again.
    """
    if not sources:
        raise UsageError("say what to ask about: rulekit ask FILE SRC… --out DIR")
    if not (out or dry_run):
        raise UsageError("say where it goes: --out DIR; --dry-run tries it without one")
    refuse_address(out, "the folder of replies")
    check_out(out)
    before = _before(out)
    inquiry = read_inquiry(file)
    corpus = _corpus(inquiry, sources, out, columns, reader, options)
    printer = Printer()
    if not quiet:
        show_inquiry(printer, _told(inquiry, corpus))
    if dry_run:
        _show_first(printer, inquiry, corpus)
        if out:
            _show_standing(printer, inquiry, corpus, out)
        click.echo(f"{corpus.count:,} rows; nothing was asked", err=True)
        return
    if before:
        _warn_of_loss(before, inquiry, corpus, out)
    if before and not quiet:
        _tell_changed(before, inquiry, corpus, out)
    asking = Asking(inquiry, corpus, out, Progress(quiet=quiet))
    try:
        asking.run()
    except KeyboardInterrupt:
        spent = spending([*asking.budget.sums()])
        click.echo(f"stopped; spent: {spent}; the same command goes on from here", err=True)
        raise
    finally:
        if not quiet and asking.tables.outcomes:
            _show(printer, asking, out)


def _corpus(
    inquiry: Inquiry,
    sources: tuple[str, ...],
    out: str,
    words: str,
    reader: str,
    options: PlanOptions,
) -> AskedCorpus:
    """The rows that are asked about. Raises SpecError for holes that no column fills."""
    readers = readers_of(build_engine(options), out=out)
    source = find_source(sources, readers, is_audit, reader=reader, out=out)
    columns, _ = find_columns(source.shards, readers, words)
    first = source.shards[0]
    fields = readers[first.reader].fields(first.path)
    known = known_columns(fields, first.partition, ())
    roles = [role for role, name in asdict(columns).items() if name and role != "content"]
    holes = [name for name in dict.fromkeys([*roles, *known]) if name != columns.content]
    inquiry.prompt.check(holes)
    asked = sorted(inquiry.prompt.holes - {TEXT})
    return AskedCorpus(source.shards, readers, columns, tuple(asked))


def _before(out: str) -> Mapping[str, Any] | None:
    """The manifest of a folder, if there is one; raises UsageError for that of something else."""
    try:
        found = read_json(place_of(out) / MANIFEST) if out else None
    except DamagedError:
        found = {}
    if found is not None and not is_of_replies(found):
        raise UsageError(f"`{out}` is no folder of replies: name another, or one that is not there")
    return found


def _warn_of_loss(
    before: Mapping[str, Any], inquiry: Inquiry, corpus: AskedCorpus, out: str
) -> None:
    if gone := [*lost(before, inquiry, corpus)]:
        told = f"`{visible(out)}` loses {visible(', '.join(gone))}"
        click.echo(f"warning: {told}; {BACK}", err=True)


def _tell_changed(
    before: Mapping[str, Any], inquiry: Inquiry, corpus: AskedCorpus, out: str
) -> None:
    """Say that a reply hangs on something that has changed, and what asking anew will cost."""
    if others := changed(before, inquiry):
        now = standing(inquiry, corpus, out)
        told = f"other than when `{visible(out)}` was written: {', '.join(others)}"
        click.echo(f"warning: {told}; {_outlook(now.left, now.budget)}", err=True)


def _told(inquiry: Inquiry, corpus: AskedCorpus) -> Mapping[str, str]:
    sample, limits = inquiry.spec.sample, inquiry.spec.limits
    drawn = {"model": inquiry.spec.model} | inquiry.sampling | {"replies": sample.n}
    bounds = {name: value for name, value in limits.model_dump().items() if value is not None}
    return {
        "columns": str(corpus.columns),
        "asks": f"{inquiry.spec.ask}  {inquiry.prompt.path}",
        "of": " ".join(f"{name}={value}" for name, value in drawn.items()),
        "limits": " ".join(f"{name}={value:g}" for name, value in bounds.items()),
    }


def _show_first(printer: Printer, inquiry: Inquiry, corpus: AskedCorpus) -> None:
    rows = (row for shard in corpus.shards for row in corpus.rows(shard) if not row.trouble)
    if row := next(rows, None):
        request = next(inquiry.requests(row.text, row.values))
        show_messages(printer, request.messages)
    printer.line()


def _show_standing(printer: Printer, inquiry: Inquiry, corpus: AskedCorpus, out: str) -> None:
    """Show how far asking is in a folder, what was spent in it, and what the rest will cost."""
    now = standing(inquiry, corpus, out)
    printer.line(f"there:  {now.ended:,} of the replies")
    printer.line(f"spent:  {spending([*now.budget.sums()])}")
    printer.line(f"ahead:  {_outlook(now.left, now.budget)}")


class Progress:
    """What is told on stderr while a run asks: what all will cost, and on a terminal how far it is.

    It is never part of a result.
    """

    def __init__(self, *, quiet: bool) -> None:
        self.quiet, self.is_told = quiet, False
        self.shows = sys.stderr.isatty() and not quiet
        self.begun = self.shown = time.monotonic()

    def __call__(self, asking: Asking) -> None:
        """Tell it, if it is time."""
        if asking.asked == FIRST and not (self.is_told or self.quiet):
            self.is_told = True
            self._tell_cost(asking)
        now = time.monotonic()
        if self.shows and now - self.shown > EVERY:
            self.shown = now
            rate = asking.asked / (now - self.begun)
            show_line(f" row {asking.rows:,}, {asking.asked:,} answers, {rate:,.1f}/s")

    def _tell_cost(self, asking: Asking) -> None:
        text = _outlook(asking.left(), asking.budget)
        if self.shows:
            show_line("")
        click.echo(text, err=True)


def _outlook(left: int, budget: Budget) -> str:
    return outlook(left, budget.spent.answered, budget.outlook(left), [*budget.sums()])


def _show(printer: Printer, asking: Asking, out: str) -> None:
    if sys.stderr.isatty():
        show_line("")
    show_replies(printer, asking.tables.outcomes, [*asking.budget.sums()])
    printer.line(f"replies: {shlex.quote(out)}/replies · {asking.asked:,} asked now; docs/ask.md")
    if others := sorted({*asking.tables.models} - {asking.inquiry.spec.model, ""}):
        told = visible(", ".join(others))
        click.echo(f"warning: the server says that it is {told}", err=True)
