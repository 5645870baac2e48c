"""`rulekit explain AUDIT`: rows of an audit, without the corpus."""

from __future__ import annotations

import json
import os
import shlex
import sys
from dataclasses import fields
from itertools import islice
from pathlib import Path

import click

from rulekit.audit.folder import MANIFEST, AuditFolder
from rulekit.audit.open import Audit, open_audit
from rulekit.audit.part import part_of
from rulekit.audit.query import MANY, ONE, AuditQuery, ways
from rulekit.audit.verdicts import Verdicts
from rulekit.cli.audit_words import AuditWords, as_option
from rulekit.cli.explain_curation import show_curation
from rulekit.cli.project import find_project
from rulekit.core.verdict import Verdict
from rulekit.errors import Problem, UsageError
from rulekit.places.place import place_of
from rulekit.plan.options import PlanOptions, option_name
from rulekit.report.as_json import as_json
from rulekit.report.corpus import show_end
from rulekit.report.curation import show_funnel
from rulekit.report.explain import show_explanation
from rulekit.report.number import plural
from rulekit.report.printer import Printer
from rulekit.report.stored import (
    OTHERS,
    config_file,
    profile_of,
    show_decisions,
    show_findings,
    show_others,
    show_overview,
    show_ways,
    unfinished,
)

STORED = "what it was judged by is stored in it"
HERE = ("seed", "config", "rules", "replies", "off")  # of samples, and of what no audit holds
LISTED = 20  # rows of a list, unless -n says otherwise


def refuse_without_manifest(folder: str) -> None:
    """Raise UsageError for a folder in which no run has begun an audit."""
    if not AuditFolder(place_of(folder)).manifest.exists():
        message = f"`{folder}` is a folder, and no audit: it has no {MANIFEST}"
        remedy = f"rulekit check {shlex.quote(folder)} judges the files in it"
        raise UsageError([Problem(message, remedy=f"{remedy}; explain takes one file of them")])


def refuse_with_audit(options: PlanOptions, stdin_filename: str | None) -> None:
    """Raise UsageError for options that an audit has stored, and for a name without a text."""
    others = [one for one in fields(options) if one.name not in HERE]
    names = [option_name(one.name) for one in others if getattr(options, one.name) != one.default]
    if names := [*names, *(["stdin-filename"] if stdin_filename else [])]:
        message = f"--{names[0]} does not go with an audit: {STORED}"
        raise UsageError([Problem(message, remedy=ways(as_option))])


def explain_audit(
    folder: str, here: PlanOptions, asked: AuditWords, *, output: str, everything: bool
) -> None:
    """Answer a query on standard output; what else is to be said goes to standard error."""
    query = _query(asked, here.seed, everything=everything)
    audit = open_audit(
        folder, config=here.config, rules=here.rules, replies=here.replies, off=here.off
    )
    if not (audit.finished or (output == "full" and not query.picks)):
        click.echo(unfinished(audit.shards, audit.manifest["shards"]), err=True)
    if not query.picks:
        _show_overview(audit, shlex.quote(folder), output, asked.by or "")
        return
    if asked.by:
        raise UsageError("--by is for the whole audit, not for some of its rows")
    found = audit.ask(query)
    if query.near is not None and not audit.engine:
        click.echo(f"Passed rows are not known: {audit.why_no_engine}.", err=True)
    if _is_one(query) and found.total:
        _show_one(audit, query, found, output, everything=everything)
    elif output != "full":
        for verdict in found:
            click.echo(as_json(verdict, config_file(audit.manifest)))
    else:
        _show_list(audit, query, found, shlex.quote(folder))


def _query(asked: AuditWords, seed: int | None, *, everything: bool) -> AuditQuery:
    """The query of a command's words; raises UsageError for words that are not for it."""
    wanted = asked.limit or (1 if asked.sample else LISTED)
    words = {**asked._asdict(), "limit": wanted, "seed": seed}
    del words["by"]
    query = AuditQuery(**words, spell=as_option)
    if asked.limit is not None and not query.given(MANY):
        raise UsageError("-n is for lists: say it with --rule, --cause or --random")
    if everything and not _is_one(query):
        raise UsageError("--all is for one row: say --id, --path, --row or --random alone")
    return query


def _is_one(query: AuditQuery) -> bool:
    """True if one row is asked for, which is told whole."""
    return bool(query.given(ONE)) or (query.sample is not None and query.limit == 1)


def _show_overview(audit: Audit, quoted: str, output: str, by: str) -> None:
    if output != "full":
        click.echo(json.dumps(audit.manifest))
        return
    printer = Printer()
    show_overview(printer, audit.manifest, audit.shards, part_of(audit.manifest))
    if steps := audit.manifest.get("steps"):
        show_funnel(printer, steps)
    show_end(printer, audit.tally, quoted, by)
    show_ways(printer, quoted)


def _show_one(
    audit: Audit, query: AuditQuery, found: Verdicts, output: str, *, everything: bool
) -> None:
    """Show the first row whole, and name the others of the same id or path."""
    verdict = found[0]
    notes = Printer(sys.stderr if output != "full" else sys.stdout)
    if output != "full":
        click.echo(as_json(verdict, config_file(audit.manifest)))
    else:
        _show_whole(audit, verdict, everything=everything)
        show_curation(audit, verdict)
    if verdict.candidate and "pipeline" not in audit.manifest and not audit.engine:
        notes.line(f"Rules that passed are not shown: {audit.why_no_engine}.")
    if query.given(ONE):
        others = [f"{shard}#row={row}" for shard, row in islice(found.rows, 1, OTHERS)]
        show_others(notes, others, found.total - 1)


def _show_whole(audit: Audit, verdict: Verdict, *, everything: bool) -> None:
    config = config_file(audit.manifest)
    about = f"profile {profile_of(audit.manifest)}" + (f"   {config}" if config else "")
    project = find_project()
    root = Path(project).parent if project else "."
    place = os.path.relpath(verdict.path or ".", root).replace(os.sep, "/")
    base = audit.engine.plan.scorecard.start if audit.engine else None
    show_explanation(Printer(), verdict, everything=everything, about=about, place=place, base=base)


def _show_list(audit: Audit, query: AuditQuery, found: Verdicts, quoted: str) -> None:
    printer = Printer()
    verdicts = list(found.summaries())
    show = show_decisions if query.rule is None else show_findings
    show(printer, verdicts)
    shown = f"; {len(found):,} are shown (-n)" if len(found) < found.total else ""
    printer.line(f"{plural(found.total, 'row')} {_matched(audit, query)}{shown}")
    if verdicts:
        row = shlex.quote(verdicts[0].target)
        printer.line(f"Explain one: rulekit explain {quoted} --row {row}")


def _matched(audit: Audit, query: AuditQuery) -> str:
    """The words that say of rows why they are listed."""
    if query.near is not None:
        near = f"within {query.near:g} of the limit of {query.rule}"
        return near if audit.engine else f"failed {near}"
    if query.cause is not None:
        return f"ended by {query.cause}" + (f" as {query.sample}" if query.sample else "")
    if query.sample:
        return f"ended as {query.sample}" + (f", failed by {query.rule}" if query.rule else "")
    return f"failed {query.rule}"
