"""`rulekit explain AUDIT`: rows of a stored audit, without the corpus."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import click

from rulekit.audit.cause import check_cause, ended_by, ended_by_lot
from rulekit.audit.find import find, find_row
from rulekit.audit.near_limit import near_failures, near_rows
from rulekit.audit.open import Audit, open_audit
from rulekit.audit.query import Selection, by_lot, check_rule, failing
from rulekit.audit.same_plan import rebuild_engine
from rulekit.audit.verdicts import AuditReader, Key
from rulekit.cli.asked import ASKED, WAYS, AuditQuery, option_of
from rulekit.cli.project import find_project
from rulekit.core.verdict import Verdict
from rulekit.errors import Problem, UsageError
from rulekit.plan.options import PlanOptions, option_name
from rulekit.report.corpus import show_end
from rulekit.report.explain import show_explanation
from rulekit.report.formats import as_json
from rulekit.report.number import plural
from rulekit.report.printer import Printer
from rulekit.report.stored import (
    config_file,
    profile_of,
    show_decisions,
    show_findings,
    show_others,
    show_overview,
    show_ways,
    unfinished,
)

Command = TypeVar("Command", bound=Callable[..., Any])
STORED = "what it was judged by is stored in it"
HERE = ("seed", "config", "rules", "off")  # of lots, and of what no audit holds


def audit_options(command: Command) -> Command:
    """What can be asked of an audit."""
    options = (
        click.option("--id", metavar="X", help="Of an audit: the row with this id."),
        click.option("--path", metavar="P", help="Of an audit: the row with this path."),
        click.option("--row", metavar="SHARD#row=N", help="Of an audit: this row, from 0."),
        click.option("--rule", metavar="R", help="Of an audit: the rows that this rule failed."),
        click.option(
            "--cause", metavar="WORD", help="Of an audit: the rows that ended by this word."
        ),
        click.option(
            "--near", type=click.FloatRange(min=0), metavar="X",
            help="With --rule: the rows within X of its limit, the nearest first.",
        ),
        click.option(
            "--random", "lot", type=click.Choice(["drop", "keep", "error"]),
            help="Of an audit: rows of this decision by lot; --seed throws another.",
        ),
        click.option("-n", "--limit", type=click.IntRange(1), metavar="N", help="Rows to list."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def is_folder(target: str) -> bool:
    """Whether an audit may be meant; of what cannot be looked at, the file's own error tells."""
    with suppress(OSError):
        return Path(target).is_dir()
    return False


def refuse_without_audit(target: str, asked: Mapping[str, object]) -> None:
    """Raises UsageError for what is asked of an audit, where there is none."""
    given = [name for name in ASKED if asked[name] is not None]
    if given:
        none = "is none" if target == "-" or os.path.lexists(target) else "is not there"
        message = f"{option_of(given[0])} is asked of an audit, and `{target}` {none}"
        remedy = "name the folder that `rulekit filter … --out` wrote"
        raise UsageError([Problem(message, remedy=remedy)])


def refuse_with_audit(options: PlanOptions, stdin_filename: str | None) -> None:
    """Raises UsageError for options that an audit has stored, and for a name without a text."""
    others = [one for one in fields(options) if one.name not in HERE]
    names = [option_name(one.name) for one in others if getattr(options, one.name) != one.default]
    if names := [*names, *(["stdin-filename"] if stdin_filename else [])]:
        message = f"--{names[0]} does not go with an audit: {STORED}"
        raise UsageError([Problem(message, remedy=WAYS)])


def explain_audit(
    audit: str, here: PlanOptions, asked: Mapping[str, Any], *, output: str, everything: bool
) -> None:
    """Answer what is asked of an audit, on standard output; what else is to be said on stderr."""
    _answer(AuditQuery(audit, here, output, everything, **asked, seed=here.seed))


def _answer(asked: AuditQuery) -> None:
    stored = open_audit(asked.audit)
    overview = not any(getattr(asked, name) is not None for name in ASKED)
    if not (stored.finished or (overview and asked.output == "full")):
        click.echo(unfinished(stored.shards, stored.manifest["shards"]), err=True)
    if asked.rule is not None:
        check_rule(stored, asked.rule)
    if asked.cause is not None:
        check_cause(asked.cause)
    if asked.lot or asked.rule is not None or asked.cause is not None:
        _tell_picked(stored, asked)
    elif asked.row is not None:
        _tell_one(stored, asked, [find_row(stored, asked.row)], 1)
    elif asked.id is not None or asked.path is not None:
        column = "path" if asked.id is None else "id"
        picked = find(stored, column, asked.id or asked.path or "")
        _tell_one(stored, asked, picked.keys, picked.count)
    elif asked.output == "json":
        click.echo(json.dumps(stored.manifest))
    else:
        printer = Printer()
        show_overview(printer, stored.manifest, stored.shards)
        show_end(printer, stored.tally, asked.quoted)
        show_ways(printer, asked.quoted)


def _tell_one(stored: Audit, asked: AuditQuery, keys: Sequence[Key], count: int) -> None:
    """The whole story of the first row; where else the same stands."""
    engine, why_not = rebuild_engine(stored, asked.here)
    (verdict,) = AuditReader(stored, engine).verdicts(keys[:1])
    notes = Printer(sys.stderr if asked.output == "json" else sys.stdout)
    if asked.output == "json":
        click.echo(as_json(verdict, config_file(stored.manifest)))
    else:
        _show(stored, asked, verdict)
    if not engine and verdict.candidate:
        notes.line(f"Rules that passed are not shown: {why_not}.")
    show_others(notes, [f"{shard}#row={row}" for shard, row in keys[1:]], count - 1)


def _show(stored: Audit, asked: AuditQuery, verdict: Verdict) -> None:
    config = config_file(stored.manifest)
    about = f"profile {profile_of(stored.manifest)}" + (f"   {config}" if config else "")
    project = find_project()
    root = Path(project).parent if project else "."
    place = os.path.relpath(verdict.path or ".", root).replace(os.sep, "/")
    show_explanation(Printer(), verdict, everything=asked.everything, about=about, place=place)


def _tell_picked(stored: Audit, asked: AuditQuery) -> None:
    picked, teller, known = _pick(stored, asked)
    if asked.lot and asked.wanted == 1 and picked.keys:
        _tell_one(stored, asked, picked.keys, 1)
        return
    if asked.output == "json":
        if teller.engine is None:
            teller = AuditReader(stored, rebuild_engine(stored, asked.here)[0])
        for verdict in teller.verdicts(picked.keys):
            click.echo(as_json(verdict, config_file(stored.manifest)))
        return
    printer = Printer()
    verdicts = teller.summaries(picked.keys, asked.rule or "")
    if asked.rule:
        show_findings(printer, verdicts)
    else:
        show_decisions(printer, verdicts)
    shown = f"; {picked.limit:,} are shown (-n)" if picked.count > picked.limit else ""
    printer.line(f"{plural(picked.count, 'row')} {known}{shown}")
    if verdicts:
        word = shlex.quote(verdicts[0].target)
        printer.line(f"Explain one: rulekit explain {asked.quoted} --row {word}")


def _pick(stored: Audit, asked: AuditQuery) -> tuple[Selection, AuditReader, str]:
    """The rows that are asked for, what tells them, and what they have in common."""
    rule, teller = asked.rule or "", AuditReader(stored)
    if asked.cause:
        return _pick_ended(stored, asked, asked.cause)
    if asked.lot:
        picked = by_lot(stored, asked.lot, rule, asked.seed or 0, asked.wanted)
        of = f", failed by {rule}" if rule else ""
        return picked, teller, f"ended as {asked.lot}{of}"
    if asked.near is None:
        return failing(stored, rule, asked.wanted), teller, f"failed {rule}"
    engine, why_not = rebuild_engine(stored, asked.here)
    near = f"within {asked.near:g} of the limit of {rule}"
    if engine:
        picked = near_rows(stored, engine.plan, rule, asked.near, asked.wanted)
        return picked, AuditReader(stored, engine), near
    click.echo(f"Passed rows are not known: {why_not}.", err=True)
    return near_failures(stored, rule, asked.near, asked.wanted), teller, f"failed {near}"


def _pick_ended(stored: Audit, asked: AuditQuery, cause: str) -> tuple[Selection, AuditReader, str]:
    known = f"ended by {cause}"
    if not asked.lot:
        return ended_by(stored, cause, asked.wanted), AuditReader(stored), known
    picked = ended_by_lot(stored, cause, asked.lot, asked.seed or 0, asked.wanted)
    return picked, AuditReader(stored), f"{known} as {asked.lot}"
