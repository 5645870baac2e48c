"""`rulekit check`."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

import click

from rulekit.cli.baseline import baseline_of, baseline_options, tell_baseline
from rulekit.cli.check_options import CheckOptions
from rulekit.cli.found import LeftOut, files_below, found_options
from rulekit.cli.options import (
    columns_option,
    drop_rate_option,
    gathered,
    plan_options,
    read_stdin,
    words_of,
)
from rulekit.cli.override import Overrides
from rulekit.cli.project import projects_below, tell_unused, with_project
from rulekit.cli.reports import (
    Format,
    links_before,
    open_reports,
    tell_counts,
    without_readings,
)
from rulekit.cli.verb import Verb
from rulekit.cli.warning import warn_of_broken, warn_of_nothing
from rulekit.core.tally import Tally
from rulekit.core.verdict import Verdict
from rulekit.engine import Engine
from rulekit.errors import UsageError
from rulekit.loader import build_engine
from rulekit.places.address import is_address
from rulekit.plan.options import PlanOptions
from rulekit.report.formats import FORMATS, HTML, Report
from rulekit.report.progress import with_progress
from rulekit.report.style import Style
from rulekit.run.baseline import Baseline
from rulekit.run.check import check_all
from rulekit.run.gate import allowed_rate, check_code
from rulekit.run.limit import TIMEOUT

if TYPE_CHECKING:
    from rulekit.run.rows import Rows


@click.command(
    cls=Verb,
    examples=("rulekit check src/", "rulekit check src/ -o full -o jsonl:verdicts.jsonl"),
    scored=True,
)
@click.argument("paths", nargs=-1, type=click.Path(readable=False))
@plan_options
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT[:FILE]",
    help=f"A report: {', '.join((*FORMATS, HTML))}; to a file after a colon. Several in one run.",
)
@click.option("-j", "--jobs", type=click.IntRange(1), help="Worker processes; else one per core.")
@click.option("--statistics", is_flag=True, help="Counts by rule instead of a list of files.")
@click.option(
    "--by",
    type=click.Choice(["language", "rule", "dir"]),
    help="What the final table counts by, in full; else the largest languages.",
)
@click.option(
    "--all-findings",
    is_flag=True,
    help="Put rules that passed into the records of json and jsonl, too.",
)
@click.option("--signals", "all_signals", is_flag=True, help="Keep every reading in the records.")
@baseline_options
@drop_rate_option("Allow this share of the files to be dropped.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if the gate is violated.")
@click.option(
    "--strict", is_flag=True, help="A broken plugin ends the run even if nothing needs it."
)
@found_options
@click.option(
    "--stdin-filename", metavar="NAME", help="What the text on standard input would be called."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=TIMEOUT,
    show_default=True,
    help="CPU seconds for one file before it is ended.",
)
@columns_option
@click.option(
    "--show-files",
    is_flag=True,
    help="List every file: those of a reason, and those that were not judged, and why.",
)
@click.option("-q", "--quiet", is_flag=True, help="Only the final counts.")
@click.option("-v", "--verbose", is_flag=True, help="Kept files too.")
@gathered("wanted", CheckOptions)
def check(wanted: CheckOptions, options: PlanOptions) -> int:
    """Judge PATHS (default: here); `-` is standard input.

    Of a corpus, a Parquet or JSONL file that is named, every row is judged.

    Exit code 0: nothing to drop; 1: something to drop or an error; 2: it could not be done.
    """
    paths = wanted.paths
    words = words_of(options, isolated=wanted.isolated)  # before a rulekit.toml is found
    options = with_project(options, paths, isolated=wanted.isolated)
    options = replace(options, failed_only=not wanted.all_findings)
    if wanted.has_page and not options.all_signals:
        options = replace(options, used_signals=True)
    engine = build_engine(options)
    warn_of_broken(engine, strict=wanted.strict)
    if "-" in paths and len(paths) > 1:
        raise UsageError("`-`, standard input, is judged alone: name no other path beside it")
    rows = _rows(engine, paths, wanted.columns)
    asked = (wanted.baseline, wanted.write_baseline)
    baseline = baseline_of(*asked, engine.plan, rows=rows is not None, stdin="-" in paths)
    run = _Run(engine, options, wanted, words, baseline)
    if "-" in paths:
        tally = run.over_stdin()
    elif rows:
        tally = run.over_rows(rows)
    else:
        tally = run.over_files(paths or (".",))
    tell_counts(wanted.outputs, tally)
    if not tally.all.total:
        warn_of_nothing(stdin="-" in paths and not wanted.stdin_filename)
    allowed = allowed_rate(wanted.max_drop_rate, engine.plan.max_drop_rate)
    return 0 if wanted.exit_zero else check_code(baseline.tally, allowed)


def _rows(engine: Engine, paths: Sequence[str], columns: str) -> Rows | None:
    """The rows of the corpora that are named; None for files."""
    if not any(path.lower().endswith(engine.plan.suffixes) or is_address(path) for path in paths):
        return None
    from rulekit.run.rows import named_rows  # 60 ms that a check of files never spends

    return named_rows(engine, paths, columns)


class _Run(NamedTuple):
    """A run: an engine, the options that build more of them, and the options of the command.

    `words` give `rulekit explain` the same options.
    """

    engine: Engine
    options: PlanOptions
    wanted: CheckOptions
    words: str
    baseline: Baseline

    def over_stdin(self) -> Tally:
        """Judge the bytes on standard input as one file."""
        data = read_stdin()
        name = self.wanted.stdin_filename or "<stdin>"
        from rulekit.run.apart import judged_apart

        judge = partial(self.engine.check_bytes, data, name)
        return self._report([judged_apart(judge, name, self.wanted.timeout)], 1)

    def over_files(self, paths: Sequence[str]) -> Tally:
        """Judge every file below the paths."""
        wanted = self.wanted
        left_out = LeftOut(
            wanted.exclude, wanted.force_exclude, wanted.no_ignore, self.baseline.file
        )
        found = files_below(self.engine.plan, paths, left_out)
        if not wanted.isolated:
            tell_unused(projects_below(found, paths, self.options.config))
        jobs, timeout = wanted.processes, wanted.timeout
        verdicts = check_all(self.engine, self.options, found, jobs=jobs, timeout=timeout)
        return self._report(verdicts, len(found))

    def over_rows(self, rows: Rows) -> Tally:
        """Judge every row of the corpora."""
        jobs, timeout = self.wanted.processes, self.wanted.timeout
        verdicts = rows.check(self.options, jobs=jobs, timeout=timeout)
        return self._report(verdicts, rows.count(), what="row")

    def _report(self, verdicts: Iterable[Verdict], total: int, *, what: str = "file") -> Tally:
        tally = Tally(by_folder={} if self.wanted.by == "dir" else None)
        plan, baseline = self.engine.plan, self.baseline
        overrides = Overrides.of(plan, self.wanted.paths or (".",), self.wanted.exclude)
        with ExitStack() as stack:
            reports = open_reports(self.wanted.outputs, self._style(what), stack, self._formats())
            for verdict in with_progress(verdicts, total, show=not self.wanted.quiet):
                tally.add(verdict)
                overrides.add(verdict)
                reports.add(verdict, baseline.new_of(verdict))
            tally.known = baseline.count
            reports.finish(tally)
        overrides.tell()
        tell_baseline(baseline, plan)
        return tally

    def _formats(self) -> dict[str, Format]:
        """The page, if it is asked for, and the formats beside it, which are as without it."""
        if not self.wanted.has_page:
            return {}
        plain = {} if self.options.all_signals else without_readings(FORMATS)
        return {**plain, HTML: self._page}

    def _page(self, stream: IO[str], _style: Style) -> Report:
        from rulekit.page.check_page import CheckPage  # a second that no other format spends

        names = [Path(one).resolve().name for one in self.wanted.paths or (".",)]
        return CheckPage(stream, self.engine, ", ".join(names))

    def _style(self, what: str) -> Style:
        plan, wanted = self.engine.plan, self.wanted
        columns = f"--columns {shlex.quote(wanted.columns)} " if wanted.columns else ""
        return Style(
            by=wanted.by or "",
            statistics=wanted.statistics,
            show_files=wanted.show_files,
            quiet=wanted.quiet,
            verbose=wanted.verbose,
            every_finding=wanted.all_findings,
            what=what,
            words=self.words + columns,
            titles=plan.titles,
            profile=plan.profile,
            config=plan.config,
            plan=plan,
            links=links_before(os.environ),
        )
