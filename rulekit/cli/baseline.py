"""Baselines on the command line: which is in force, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rulekit.cli.project import warn
from rulekit.core.escape import visible
from rulekit.errors import Problem, UsageError
from rulekit.report.number import plural
from rulekit.run.baseline import Baseline, NewBaseline, new_baseline, read_baseline

if TYPE_CHECKING:
    from rulekit.plan.facts import PlanFacts

Command = TypeVar("Command", bound=Callable[..., Any])
NAMED = 10  # files with stale entries that are named


def baseline_options(command: Command) -> Command:
    """The baseline to be read, and that to be written."""
    read = click.option(
        "--baseline", metavar="FILE", help="Report and gate only what is not in this baseline."
    )
    write = click.option(
        "--write-baseline", metavar="FILE", help="Write what fails today as the baseline."
    )
    return read(write(command))


def baseline_of(
    read: str | None, write: str | None, plan: PlanFacts, *, rows: bool, stdin: bool
) -> Baseline:
    """The baseline that is written or read: that of the command line, else of rulekit.toml.

    Rows of a corpus have none, and none is written of standard input.
    """
    if write and stdin:
        raise UsageError("--write-baseline is of files: standard input is not all of a project")
    if rows and (read or write):
        raise UsageError("a baseline is of the files of a repository, not of a corpus's rows")
    if read and write:
        raise UsageError(
            "--baseline and --write-baseline do not go together: one reads, one writes"
        )
    if write:
        return new_baseline(write)
    file = "" if rows else read or plan.baseline
    return read_baseline(file) if file else Baseline()


def tell_baseline(baseline: Baseline, plan: PlanFacts) -> None:
    """Write the baseline that is to be written, or warn of what is stale in the other."""
    if isinstance(baseline, NewBaseline):
        baseline.write()
        count = sum(map(len, baseline.found.values()))
        files = plural(len(baseline.found), "file")
        told = f"wrote {baseline.file}: {plural(count, 'failure')} in {files}"
        click.echo(visible(told), err=True)
    elif stale := list(baseline.stale({*plan.titles, "min-score"})):
        named = "; ".join(f"{path} ({', '.join(rules)})" for path, rules in stale[:NAMED])
        more = f"; and {plural(len(stale) - NAMED, 'file')} more" if len(stale) > NAMED else ""
        message = f"what `{baseline.file}` knows of {plural(len(stale), 'file')} fails no more"
        remedy = "--write-baseline, of the whole project, writes it anew without"
        warn(Problem(f"{message}: {named}{more}", remedy=remedy))
