"""`rulekit label`: files of an audit, judged blind by a reader."""

from __future__ import annotations

import io
import os
import shlex
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import click

from rulekit.audit.found_texts import FoundTexts
from rulekit.audit.open import Audit, open_audit
from rulekit.cli.audit_words import as_option
from rulekit.cli.options import catalog_options, gathered
from rulekit.cli.project import with_project
from rulekit.cli.terminal import LineTerminal, PageTerminal
from rulekit.cli.verb import Verb
from rulekit.core.verdict import Verdict
from rulekit.errors import Problem, UsageError
from rulekit.labelling.agreement import Readers
from rulekit.labelling.label import ReaderLabel
from rulekit.labelling.label_file import LabelFile, read_label_file
from rulekit.labelling.queue import Queue, QueueWords, make_queue
from rulekit.labelling.session import Occasion, Session
from rulekit.loader import build_engine
from rulekit.plan.options import PlanOptions
from rulekit.report.explain import show_explanation
from rulekit.report.labels import show_agreement, show_counts, show_disagreements
from rulekit.report.number import plural
from rulekit.report.printer import Printer
from rulekit.report.stored import unfinished

COUNT = 50  # files of a session, unless -n says otherwise


@click.command(
    cls=Verb,
    examples=(
        "rulekit label audit --out labels.jsonl --reader anna",
        "rulekit label audit --out labels.jsonl --reader anna --rule code/generated --sample near",
        "rulekit label --agreement anna.jsonl ben.jsonl",
    ),
)
@click.argument("words", nargs=-1, required=True, metavar="AUDIT")
@click.option("--out", default="", metavar="LABELS", help="The JSONL file that labels go into.")
@click.option("--reader", default="", metavar="NAME", help="Who reads.")
@click.option(
    "--sample",
    type=click.Choice(["balanced", "random", "near"]),
    default="balanced",
    help="Half kept and half dropped, any, or those nearest to limits.",
)
@click.option("--rule", metavar="R", help="Rows that this rule failed; near: on both sides.")
@click.option(
    "-n", "--limit", "most", type=click.IntRange(1), metavar="N", help="Files; 50 if left out."
)
@click.option("--seed", type=int, default=0, help="Other files: the seed of the choice.")
@click.option(
    "--src", "sources", multiple=True, metavar="SRC", help="Where the corpus lies by now."
)
@click.option("--plain", is_flag=True, help="An answer a line, and no page that is drawn anew.")
@click.option(
    "--agreement", is_flag=True, help="Compare the readers in files of labels, given for AUDIT."
)
@gathered("wanted", QueueWords)
@catalog_options
def label(
    words: Sequence[str],
    out: str,
    reader: str,
    sources: Sequence[str],
    most: int | None,
    options: PlanOptions,
    wanted: QueueWords,
    *,
    plain: bool,
    agreement: bool,
    isolated: bool,
) -> None:
    """Label files of AUDIT as a careful reader: keep, drop or undecided, without their verdicts.

    Every label is on the disk when the next file is shown. The same command goes on where the
    reader was; another reader sees none of the labels. `?` shows the keys.
    """
    if agreement:
        _compare(words, most)
        return
    folder = _only(words)
    _check_words(folder, out, reader, plain=plain)
    options = with_project(options, isolated=isolated)
    audit = open_audit(
        folder,
        config=options.config,
        rules=options.rules,
        replies=options.replies,
        off=options.off,
    )
    if not audit.finished:
        told = unfinished(audit.shards, audit.manifest["shards"])
        remedy = "give its `rulekit filter` command again, which goes on with it"
        raise UsageError([Problem(f"`{folder}` is {told}", remedy=remedy)])
    with LabelFile(out) as labels:
        if labels.mended:
            click.echo(f"warning: {labels.mended}", err=True)
        if not plain:
            click.echo("looking for files to read …", err=True)
        queue = _queue(audit, options, sources, replace(wanted, count=most or COUNT))
        around = Occasion(reader, _now, partial(_explained, audit))
        session = Session(queue.files, labels, around)
        try:
            _hold(session, plain=plain)
        finally:
            _tell_end(session, out)


def _only(words: Sequence[str]) -> str:
    if len(words) > 1:
        message = f"one audit is labelled at a time, and here are {len(words)}"
        raise UsageError([Problem(message, remedy="files of labels are compared: --agreement")])
    return words[0]


def _check_words(folder: str, out: str, reader: str, *, plain: bool) -> None:
    """Raise UsageError for what a session needs and was not told."""
    command = f"rulekit label {shlex.quote(folder)} --out {shlex.quote(out or 'labels.jsonl')}"
    if not out:
        remedy = f"{command} --reader NAME"
        raise UsageError([Problem("say where the labels go: --out LABELS.jsonl", remedy=remedy)])
    if not reader.strip() or not reader.isprintable():
        message = "say who reads, in a word that other readers do not have: --reader NAME"
        raise UsageError([Problem(message, remedy=f"{command} --reader NAME")])
    if not plain and not (sys.stdin.isatty() and sys.stdout.isatty()):
        message = "keys are read from a terminal, and here is none"
        raise UsageError([Problem(message, remedy="--plain takes an answer a line")])


def _queue(audit: Audit, options: PlanOptions, sources: Sequence[str], wanted: QueueWords) -> Queue:
    """The files to label; what is not as it was asked is told on standard error."""
    if wanted.sample == "near" and not audit.engine:
        click.echo(f"Passed rows are not known: {audit.why_no_engine}.", err=True)
    found = FoundTexts.of(audit, audit.engine or build_engine(options), sources)
    queue = make_queue(audit, found, wanted, as_option)
    remedy = "--src SRC names the corpus; `rulekit filter --keep-texts N` keeps texts with an audit"
    why = f" ({found.reason})" if found.reason else ""
    told = f"{plural(queue.absent, 'text')} not at hand{why}"
    if not queue.files:
        message = f"there is no file to label: {told}" if queue.absent else "no row is of this kind"
        raise UsageError([Problem(message, remedy=remedy if queue.absent else "")])
    if queue.absent:
        click.echo(f"warning: {told}, and others are taken; {remedy}", err=True)
    return queue


def _hold(session: Session, *, plain: bool) -> None:
    """Hold a session until it has ended, or nobody types any more."""
    dumb = os.environ.get("TERM", "") in ("", "dumb")
    terminal = LineTerminal() if plain or dumb else PageTerminal()
    with terminal:
        try:
            while not session.ended:
                session.take(terminal.ask(session))
        except EOFError:
            return


def _tell_end(session: Session, out: str) -> None:
    done, total = session.done, len(session.files)
    sys.stdout.flush()  # into one file or pipe, the end comes behind the session
    click.echo(f"{done} of {plural(total, 'file')} labelled by {session.around.reader}", err=True)
    left = f"{total - done} left: the same command goes on" if done < total else ""
    more = f"counts and agreement: rulekit label --agreement {shlex.quote(out)}"
    click.echo(f"{left or more}", err=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _explained(audit: Audit, verdict: Verdict) -> str:
    """The page of `rulekit explain` on a row, as text."""
    (whole,) = audit.reader.verdicts([(verdict.shard or "", verdict.row or 0)])
    page = io.StringIO()
    printer = Printer(page)
    printer.terminal = sys.stdout.isatty()  # as wide as the one that will show it
    show_explanation(printer, whole, everything=False, about="")
    return page.getvalue()


def _compare(files: Sequence[str], most: int | None) -> None:
    """Show the readers of some files of labels beside each other."""
    readers = Readers.of([label for file in files for label in read_label_file(file)])
    printer = Printer()
    show_counts(printer, readers.counts())
    if readers.replaced:
        again = plural(readers.replaced, "label")
        printer.line(f"{again} said anew later: of a reader's labels of a file the last counts")
    if len(readers.labels) < 2:
        printer.line("Of one reader there is no agreement: another labels with --reader NAME.")
        return
    show_agreement(printer, [(*who, *found) for who, found in readers.agreements()])
    if not (split := readers.disagreements()):
        printer.line("No file was decided otherwise by another.")
        return
    show_disagreements(printer, [_words_of(some) for some in split[:most]], len(split))


def _words_of(labels: Sequence[ReaderLabel]) -> tuple[str, str, list[str]]:
    """A file's path and language, and each reader's label of it in words."""
    said = [
        f"{one.reader} {one.label}" + (f" ({about})" if about else "")
        for one in labels
        for about in [", ".join(filter(None, (one.kind, one.confidence, one.note)))]
    ]
    return labels[0].path, labels[0].language or "", said
