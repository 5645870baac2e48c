"""`rulekit check`."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

import click

from rulekit.cli.options import columns_option, plan_options, read_stdin, settings_of
from rulekit.cli.project import projects_below, tell_unused, warn
from rulekit.core.rule import TOLERANCE
from rulekit.core.tally import Tally
from rulekit.core.verdict import Verdict
from rulekit.corpus.shards import tree_excludes
from rulekit.errors import UsageError, pick
from rulekit.files.discover import FoundFile, discover
from rulekit.loader import LocalEngine, Settings
from rulekit.plan.plan import Plan
from rulekit.report.formats import FORMATS, Report, Style
from rulekit.report.progress import with_progress
from rulekit.run.apart import judged_apart
from rulekit.run.check import check_all
from rulekit.run.rows import Rows, named_rows
from rulekit.run.worker_config import TIMEOUT
from rulekit.spec.project import share


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(readable=False))
@plan_options
@click.option(
    "-o",
    "outputs",
    multiple=True,
    metavar="FORMAT[:FILE]",
    help=f"A report: {', '.join(FORMATS)}; to a file after a colon. Several in one run.",
)
@click.option("-j", "--jobs", type=click.IntRange(1), help="Worker processes; else one per core.")
@click.option("--statistics", is_flag=True, help="Counts by rule instead of a list of files.")
@click.option(
    "--by",
    type=click.Choice(["language", "rule", "dir"]),
    default="language",
    help="What the final table counts by.",
)
@click.option("--signals", is_flag=True, help="Keep every reading in the records.")
@click.option("--max-drop-rate", metavar="5%", help="Allow this share of the files to be dropped.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if the gate is violated.")
@click.option(
    "--strict", is_flag=True, help="A broken plugin ends the run even if nothing needs it."
)
@click.option(
    "--exclude", multiple=True, metavar="PATTERN", help="Leave out paths (git-ignore patterns)."
)
@click.option("--no-ignore", is_flag=True, help="Judge what .gitignore names, too.")
@click.option(
    "--stdin-filename", metavar="NAME", help="What the text on standard input would be called."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=TIMEOUT,
    show_default=True,
    help="Seconds for one file before the watchdog ends it.",
)
@columns_option
@click.option("--show-files", is_flag=True, help="List the files that were not judged, and why.")
@click.option("-q", "--quiet", is_flag=True, help="Only the final counts.")
@click.option("-v", "--verbose", is_flag=True, help="Kept files too.")
def check(paths: tuple[str, ...], **words: Any) -> int:
    """Judge PATHS (default: here); `-` is standard input.

    Of a corpus, a Parquet or JSONL file that is named, every row is judged.

    Exit code 0: nothing to drop; 1: something to drop or an error; 2: it could not be done.
    """
    isolated = words["isolated"]
    settings = settings_of(words, paths, all_signals=words.pop("signals"))
    engine = settings.build()
    warn_of_broken(engine, strict=words["strict"])
    run = _Run(engine, settings, words)
    allowed = allowed_rate(words["max_drop_rate"])
    if "-" in paths and len(paths) > 1:
        raise UsageError("`-`, standard input, is judged alone: name no other path beside it")
    if "-" in paths:
        tally = run.over_stdin()
    elif rows := named_rows(engine, paths, words["columns"]):
        tally = run.over_rows(rows)
    else:
        tally = run.over_files(paths or (".",), isolated=isolated)
    if all(":" in output for output in words["outputs"]) and words["outputs"]:
        counts = tally.all
        click.echo(f"{counts.keep:,} keep, {counts.drop:,} drop, {counts.error:,} error", err=True)
    exit_zero, stdin = words["exit_zero"], "-" in paths and not words["stdin_filename"]
    return gate(tally, engine, allowed, exit_zero=exit_zero, stdin=stdin)


@dataclass(frozen=True)
class _Run:
    """One run: an engine, the recipe for more of them, and what the user wants to see."""

    engine: LocalEngine
    settings: Settings
    words: dict[str, Any]

    def over_stdin(self) -> Tally:
        """Judge the bytes on standard input as one file."""
        data = read_stdin()
        name = self.words["stdin_filename"] or "<stdin>"
        judge = partial(self.engine.check_bytes, data, name)
        return self._report([judged_apart(judge, name, self.words["timeout"])], 1)

    def over_files(self, paths: Sequence[str], *, isolated: bool) -> Tally:
        """Judge every file below the paths."""
        choice = self.engine.plan.choice
        exclude = [*tree_excludes(choice), *self.words["exclude"]]
        ignore = not self.words["no_ignore"]
        found: list[FoundFile] = list(
            discover(paths, exclude=exclude, root=choice.root, ignore=ignore, tell=warn)
        )
        if not found:
            raise UsageError(f"nothing to judge: no file in {', '.join(paths)}")
        if not isolated:
            tell_unused(projects_below(found, paths, self.settings.config))
        jobs = self.words["jobs"] or os.cpu_count() or 1
        verdicts = check_all(
            self.engine, self.settings, found, jobs=jobs, timeout=self.words["timeout"]
        )
        return self._report(verdicts, len(found))

    def over_rows(self, rows: Rows) -> Tally:
        """Judge every row of the corpora."""
        jobs = self.words["jobs"] or os.cpu_count() or 1
        verdicts = rows.check(self.settings, jobs=jobs, timeout=self.words["timeout"])
        return self._report(verdicts, rows.count())

    def _report(self, verdicts: Iterable[Verdict], total: int) -> Tally:
        tally = Tally(by_folder={} if self.words["by"] == "dir" else None)
        with ExitStack() as stack:
            reports = open_reports(self.words, self.engine.plan, stack)
            show = not self.words["quiet"]
            for verdict in with_progress(verdicts, total, show=show):
                tally.add(verdict)
                for report in reports:
                    report.add(verdict)
            for report in reports:
                report.finish(tally)
        return tally


def open_reports(words: dict[str, Any], plan: Plan, stack: ExitStack) -> list[Report]:
    """The reports asked for; raises UsageError for an unknown format or two on one stream."""
    style = Style(
        by=words["by"],
        statistics=words["statistics"],
        show_files=words["show_files"],
        quiet=words["quiet"],
        verbose=words["verbose"],
        profile=plan.profile,
        config=plan.choice.config,
    )
    wanted = [output.partition(":")[::2] for output in words["outputs"]]
    wanted = wanted or [("full", "")]
    files = [file for _, file in wanted]
    if len(set(files)) < len(files):
        raise UsageError("two reports in one place: give each a file of its own, -o FORMAT:FILE")
    reports = []
    for name, file in wanted:
        report = pick("format", name, FORMATS)
        reports.append(report(_open(file, stack), style))
    return reports


def _open(file: str, stack: ExitStack) -> IO[str]:
    if not file:
        return sys.stdout
    try:
        return stack.enter_context(
            Path(file).open("w", encoding="utf-8", errors="backslashreplace")
        )
    except OSError as error:
        raise UsageError(f"-o: cannot write `{file}`: {error.strerror}") from None


def allowed_rate(word: str | None) -> float | None:
    """The share that `--max-drop-rate` allows; None when it is not given."""
    try:
        return None if word is None else share(word)
    except ValueError as error:
        raise UsageError(f"--max-drop-rate: {error}") from None


def warn_of_broken(engine: LocalEngine, *, strict: bool) -> None:
    """Say on stderr which plugins are broken although nothing needs them; `strict` stops."""
    for plugin in engine.plan.catalog.plugins:
        if plugin.status == "failed":
            first = plugin.problems[0].message if plugin.problems else "unknown"
            text = f"the plugin `{plugin.name}` ({plugin.origin}) is broken: {first}"
            if strict:
                raise UsageError(
                    f"{text}; rulekit plugins doctor {shlex.quote(plugin.name)} says more"
                )
            click.echo(f"warning: {text}", err=True)


def gate(
    tally: Tally, engine: LocalEngine, allowed: float | None, *, exit_zero: bool, stdin: bool
) -> int:
    """The exit code of a run."""
    project = engine.plan.choice.project
    rate = allowed if allowed is not None else (project.max_drop_rate if project else None) or 0.0
    if not tally.all.total:
        hint = "; --stdin-filename says what standard input would be called"
        click.echo(
            f"warning: no file was a candidate, so no rule was asked{hint if stdin else ''}",
            err=True,
        )
    violated = tally.all.drop_rate > rate + TOLERANCE or tally.all.error > 0
    return int(violated and not exit_zero)
