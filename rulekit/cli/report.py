"""`rulekit report`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import click

from rulekit.audit.found_texts import FoundTexts
from rulekit.audit.open import Audit, open_audit
from rulekit.cli.options import catalog_options
from rulekit.cli.project import with_project
from rulekit.cli.reports import open_reports
from rulekit.cli.verb import Verb
from rulekit.errors import UsageError
from rulekit.loader import build_engine
from rulekit.page.audit_page import FILES, AuditPage
from rulekit.page.page import Page
from rulekit.page.page_report import PageReport
from rulekit.places.address import is_address
from rulekit.places.place import place_of
from rulekit.plan.options import PlanOptions
from rulekit.report.formats import FORMATS, HTML
from rulekit.report.stored import config_file, profile_of, unfinished
from rulekit.report.style import Style


@click.command(
    cls=Verb,
    examples=(
        "rulekit report audit -o html:report.html",
        "rulekit report audit -o html:report.html --src /mnt/data/corpus",
    ),
)
@click.argument("audit", type=click.Path(readable=False))
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT[:FILE]",
    help=f"A report: {HTML}, {', '.join(FORMATS)}; to a file after a colon. Several in one run.",
)
@click.option(
    "--src",
    "sources",
    multiple=True,
    metavar="SRC",
    help="Where the corpus lies now, for its texts; else where it was judged.",
)
@click.option(
    "--files",
    type=click.IntRange(0),
    default=FILES,
    show_default=True,
    metavar="N",
    help=f"Sampled files in {HTML}.",
)
@catalog_options
def report(
    audit: str,
    outputs: Sequence[str],
    sources: Sequence[str],
    files: int,
    options: PlanOptions,
    *,
    isolated: bool,
) -> None:
    """Show AUDIT, the folder that `rulekit filter` wrote, as a page or in another format.

    The page is one file that asks for nothing: counts, limits to drag, and a sample of files with
    their texts, read again where the corpus lies, or kept by `filter --keep-texts N`.
    """
    if not outputs:
        raise UsageError(f"say which report: -o {HTML}:report.html, or another format")
    here = with_project(options, isolated=isolated)
    opened = open_audit(
        audit, config=here.config, rules=here.rules, replies=here.replies, off=here.off
    )
    if not opened.finished:
        click.echo(unfinished(opened.shards, opened.manifest["shards"]), err=True)
    with ExitStack() as stack:
        page = partial(_page, opened, here, sources, _title(audit), files)
        more = {HTML: lambda stream, _style: PageReport(page, stream)}
        reports = open_reports(outputs, _style(opened), stack, more)
        if not all(isinstance(one, PageReport) for one in reports.all):
            for verdict in opened.verdicts():
                reports.add(verdict, verdict)
        reports.finish(opened.tally)


def _title(audit: str) -> str:
    return place_of(audit).name if is_address(audit) else Path(audit).resolve().name


def _page(audit: Audit, here: PlanOptions, sources: Sequence[str], title: str, files: int) -> Page:
    """The page of an audit, with the texts of its corpus if they are at hand."""
    found = FoundTexts.of(audit, audit.engine or build_engine(here), sources)
    return AuditPage(audit, audit.reader, found.read, title, found.reason, files).page()


def _style(audit: Audit) -> Style:
    manifest = audit.manifest
    return Style(what="row", profile=profile_of(manifest), config=config_file(manifest))
