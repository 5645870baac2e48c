"""`rulekit explain` and `rulekit signals`: one file, everything about it."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from rulekit.cli.audit_words import AuditWords, audit_options, is_folder, refuse_without_audit
from rulekit.cli.options import columns_option, plan_options, read_stdin
from rulekit.cli.project import with_project
from rulekit.cli.verb import Verb
from rulekit.core.verdict import Verdict
from rulekit.corpus.readers import readers_of
from rulekit.corpus.shards import reader_for
from rulekit.engine import Engine
from rulekit.errors import Problem, UsageError
from rulekit.files.repository import printable
from rulekit.loader import build_engine
from rulekit.places.address import is_address, refuse_half, shown
from rulekit.places.place import place_of
from rulekit.plan.options import PlanOptions
from rulekit.report.as_json import as_json
from rulekit.report.explain import show_explanation, show_readings
from rulekit.report.number import allowed
from rulekit.report.printer import Printer
from rulekit.run.apart import judged_apart
from rulekit.run.limit import TIMEOUT
from rulekit.run.rows import named_rows, row_of
from rulekit.syntax.grammar import Syntax


@click.command(
    cls=Verb,
    examples=("rulekit explain src/app.py", "rulekit explain audit/ --rule code/generated -n 5"),
    scored=True,
)
@click.argument("target")
@audit_options
@plan_options
@click.option(
    "--all", "everything", is_flag=True, help="Every rule, not only what failed or came near."
)
@click.option(
    "-o",
    "output",
    type=click.Choice(["full", "json", "jsonl"]),
    default="full",
    help="How to show it.",
)
@click.option(
    "--stdin-filename", metavar="NAME", help="What the text on standard input would be called."
)
@columns_option
def explain(
    target: str,
    everything: bool,
    output: str,
    stdin_filename: str | None,
    columns: str,
    options: PlanOptions,
    *,
    asked: AuditWords,
    isolated: bool,
) -> None:
    """Show why TARGET is kept or dropped: a file, `-`, or `corpus.parquet#row=N`.

    Every rule with its value, its limit, who set it, the lines behind it, and what would flip it.
    TARGET may be an audit, the folder that `rulekit filter` wrote: it tells of rows, without them.
    """
    if is_folder(target):
        from rulekit.cli import explain_audit as audit  # 100 ms that no file needs
        from rulekit.cli.explain_synthesis import explain_synthesis
        from rulekit.synthesis.sample_way import is_synthesis

        if not is_address(target) and is_synthesis(Path(target)):
            explain_synthesis(target, asked, output=output)
            return
        audit.refuse_without_manifest(target)
        audit.refuse_with_audit(options, stdin_filename)
        here = with_project(options, isolated=isolated)
        audit.explain_audit(target, here, asked, output=output, everything=everything)
        return
    refuse_without_audit(target, asked)
    options = with_project(options, [target], isolated=isolated)
    engine = build_engine(replace(options, all_evidence=True))
    verdict = judge_target(engine, target, stdin_filename, columns)
    if output != "full":
        click.echo(as_json(verdict, engine.plan.config))
        return
    file = verdict.path if row_of(target) else target
    place = os.path.relpath(file, engine.plan.root).replace(os.sep, "/")
    read_by = about(engine, verdict)
    base = engine.plan.scorecard.start
    show_explanation(
        Printer(), verdict, everything=everything, about=read_by, place=place, base=base
    )


@click.command(cls=Verb, examples=("rulekit signals src/app.py",))
@click.argument("target")
@plan_options
@click.option(
    "--stdin-filename", metavar="NAME", help="What the text on standard input would be called."
)
@columns_option
def signals(
    target: str, stdin_filename: str | None, columns: str, options: PlanOptions, *, isolated: bool
) -> None:
    """Show every number that is measured on TARGET, and the limits that use it.

    TARGET is a file, `-`, or `corpus.parquet#row=N`.
    """
    options = with_project(options, [target], isolated=isolated)
    engine = build_engine(replace(options, all_signals=True))
    verdict = judge_target(engine, target, stdin_filename, columns)
    units, uses = {}, defaultdict(list)
    if verdict.language and verdict.kind:
        kind, natural_language = verdict.kind, verdict.natural_language or ""
        rule_set = engine.plan.rule_set(verdict.language, kind, verdict.path, natural_language)
        signals = engine.plan.all_signals(verdict.language, kind)
        units = {signal.name: signal.unit for signal in signals}
        for rule in rule_set.rules:
            uses[rule.signal.name].append(f"{rule.id} {allowed(rule.keep, rule.signal.unit)}")
    show_readings(Printer(), verdict, units, uses, engine.plan.config)


def judge_target(engine: Engine, target: str, stdin_filename: str | None, columns: str) -> Verdict:
    """The verdict on a file, on standard input or on a row of a corpus.

    Raises UsageError when it cannot be read.
    """
    engine.plan.few = True
    if target == "-":
        name = stdin_filename or "<stdin>"
        return judged_apart(partial(engine.check_bytes, read_stdin(), name), name, TIMEOUT)
    if place := row_of(target):
        judge = partial(_judge_row, engine, *place, columns)
        return judged_apart(judge, printable(shown(target)), TIMEOUT)
    if is_address(target):
        raise _no_row(target)
    verdict = judged_apart(partial(engine.check_path, target), printable(target), TIMEOUT)
    if verdict.decided_by == ("binary",) and reader_for(target, readers_of(engine)):
        raise UsageError(f"`{target}` is a corpus: say which row, `{target}#row=0`")
    if "unreadable" in verdict.decided_by:
        raise UsageError(f"`{target}` {verdict.reason}")
    return verdict


def _no_row(address: str) -> UsageError:
    """The error for an address that names neither an audit nor a row."""
    place = shown(address)
    if not place_of(address).exists():
        return UsageError(f"there is no file or folder `{place}`")
    message = f"`{place}` is neither an audit nor a row of a corpus"
    return UsageError([Problem(message, remedy=f"say which row of which shard: {place}#row=0")])


def _judge_row(engine: Engine, path: str, row: int, columns: str) -> Verdict:
    if not (is_address(path) or Path(path).exists()):
        refuse_half(path)
        raise UsageError(f"there is no file `{path}`")
    rows = named_rows(engine, [path], columns)
    if rows is None:
        raise UsageError(f"nothing reads the rows of `{path}`; --columns content=NAME may help")
    return rows.verdict(engine, row)


def about(engine: Engine, verdict: Verdict) -> str:
    """What a text was read by and judged by, on a line."""
    found = engine.plan.languages.capturer(verdict.language or "")
    grammar = ""
    if isinstance(found, Syntax):
        grammar = f"{found.grammar.wheel} {found.grammar.version}   "
    elif found:
        grammar = "no grammar, only the marks of comments and strings   "
    config = engine.plan.config
    return f"{grammar}profile {engine.plan.profile}" + (f"   {config}" if config else "")
