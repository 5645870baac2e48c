"""`rulekit test`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from rulekit.catalog.load_catalog import load_catalog
from rulekit.cli.project import find_project
from rulekit.cli.verb import Verb
from rulekit.errors import PluginError
from rulekit.loader import project_rules, read_config
from rulekit.report.number import plural
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer
from rulekit.testing.examples import ExampleRunner, RuleOutcome, rule_files


@click.command(cls=Verb, examples=("rulekit test rules/python",))
@click.argument("paths", nargs=-1, type=click.Path(readable=False))
@click.option(
    "--rules",
    multiple=True,
    type=click.Path(readable=False),
    help="A folder with more rules, PACK/NAME.yaml.",
)
@click.option(
    "--mutate",
    is_flag=True,
    help="Nudge each limit by a fifth and name rules whose examples do not notice.",
)
@click.option("-q", "--quiet", is_flag=True, help="Only what failed.")
def test(paths: tuple[str, ...], rules: tuple[str, ...], mutate: bool, quiet: bool) -> int:
    """Run the examples of the rules in PATHS (files or folders; default: all that are installed).

    Exit code 0: all as they say; 1: some are not; 2: a rule file is broken.
    """
    project = read_config(None if paths else find_project())
    folders = [*map(Path, rules), *project_rules(project)]
    catalog = load_catalog(extra=folders)
    for plugin in catalog.plugins:
        if plugin.status == "failed" and not paths:
            raise PluginError(plugin.problems)
    for syntax in catalog.syntaxes.values():
        _ = syntax.query  # compile every query, so that a wrong node name is told here
    runner = ExampleRunner(catalog)
    files = rule_files(catalog, paths)
    outcomes = [runner.run(file) for file in files]
    printer = Printer()
    _show(printer, outcomes, quiet=quiet)
    unnoticed = 0
    for file in files if mutate else ():
        for mutant in runner.mutants(file):
            printer.line(Styled("  unnoticed  ", "yellow"), f"{file.path}  {mutant}")
            unnoticed += 1
    if mutate:
        printer.line(f"{plural(unnoticed, 'limit')} could move unnoticed")
    return int(bool(unnoticed) or any(outcome.misses for outcome in outcomes))


def _show(printer: Printer, outcomes: Sequence[RuleOutcome], *, quiet: bool) -> None:
    shown = [outcome for outcome in outcomes if outcome.misses or not quiet]
    printer.table([_row(outcome) for outcome in shown])
    for outcome in shown:
        for miss in outcome.misses:
            place = f"{outcome.path}:{miss.line}" if miss.line else outcome.path
            printer.line(Styled("   missed  ", "red"), f"{place}   {miss.message}")
    held = sum(sum(outcome.held.values()) for outcome in outcomes)
    total = sum(sum(outcome.total.values()) for outcome in outcomes)
    failed = sum(bool(outcome.misses) for outcome in outcomes)
    told = f"{plural(len(outcomes), 'rule')}, {held} of {total} expectations held"
    printer.line(f"{told}, {plural(failed, 'rule')} failed")


def _row(outcome: RuleOutcome) -> Row:
    counts = [f"{name} {outcome.held[name]}/{outcome.total[name]}" for name in outcome.total]
    end = Styled("FAIL", "bold red") if outcome.misses else Styled("ok", "green")
    return (outcome.rule, *counts, end)
