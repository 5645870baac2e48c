"""`rulekit test`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from rulekit.catalog.compile_rule import RuleFile
from rulekit.cli.options import gathered, off_option, replies_option
from rulekit.cli.project import find_project
from rulekit.cli.verb import Verb
from rulekit.errors import PluginError
from rulekit.plan.build import build_catalog, read_config
from rulekit.plan.options import PlanOptions
from rulekit.report.number import plural
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer
from rulekit.testing.examples import ExampleRunner, RuleOutcome
from rulekit.testing.limit import unnoticed
from rulekit.testing.pin import Pin, pin, pins
from rulekit.testing.rule_choice import rule_files


@dataclass(frozen=True)
class ChosenRules:
    """Words that choose rules, and where else to look for them."""

    words: tuple[str, ...]
    rules: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    off: tuple[str, ...] = ()

    def run(self) -> tuple[ExampleRunner, list[RuleFile], list[RuleOutcome]]:
        """Read the rules from their files, and run their examples; raises RulekitError.

        A rulekit.toml counts only where an id is asked for, or nothing.
        """
        only_paths = bool(self.words) and all(Path(word).exists() for word in self.words)
        project = read_config(None if only_paths else find_project())
        options = PlanOptions(rules=self.rules, replies=self.replies, off=self.off)
        catalog = build_catalog(options, project)
        for plugin in catalog.plugins:
            if plugin.status == "failed" and not self.words:
                raise PluginError(plugin.problems)
        files = rule_files(catalog, self.words)
        for syntax in catalog.syntaxes.values():
            _ = syntax.query  # compile every query, so that a wrong node name is told here
        runner = ExampleRunner(catalog)
        return runner, files, [runner.run(file) for file in files]


@click.command(cls=Verb, examples=("rulekit test rules/python", "rulekit test 'python/*'"))
@click.argument("words", nargs=-1, metavar="[PATH|RULE]...")
@click.option(
    "--rules",
    multiple=True,
    type=click.Path(readable=False),
    help="A folder with more rules, PACK/NAME.yaml.",
)
@replies_option
@off_option
@click.option(
    "--mutate",
    is_flag=True,
    help="Nudge each limit by a fifth, and name the example that would notice.",
)
@click.option("--update", is_flag=True, help="Write what examples read into their files.")
@click.option("--yes", is_flag=True, help="With --update: do not ask.")
@click.option("-q", "--quiet", is_flag=True, help="Only what failed.")
@gathered("chosen", ChosenRules)
def test(chosen: ChosenRules, *, mutate: bool, update: bool, yes: bool, quiet: bool) -> int:
    """Run the examples of rules: of files, folders, ids and globs, or of all that are installed.

    Exit code 0: all as they say; 1: some are not; 2: a rule file is broken.
    """
    printer = Printer()
    runner, files, outcomes = chosen.run()
    if update:
        found = [(file, [*pins(file, told)]) for file, told in zip(files, outcomes, strict=True)]
        if not _update(printer, [(file, new) for file, new in found if new], yes=yes):
            return 1
        runner, files, outcomes = chosen.run()
    _show(printer, outcomes, quiet=quiet)
    moves = _mutate(printer, runner, files) if mutate else 0
    return int(bool(moves) or any(outcome.misses for outcome in outcomes))


def _update(printer: Printer, found: Sequence[tuple[RuleFile, list[Pin]]], *, yes: bool) -> bool:
    """Show the readings that examples lack, and write them if they are wanted; False if not."""
    for file, new in found:
        for one in new:
            printer.line(Styled(f"{file.path}:{one.line}", "bold"))
            if one.old:
                printer.line("  ", Styled(f"- reads: {one.old}", "red"))
            printer.line("  ", Styled(f"+ reads: {one.new}", "green"))
    count = sum(len(new) for _, new in found)
    told = f"{plural(count, 'reading')} in {plural(len(found), 'file')}"
    if count and not yes and not _wanted(told):
        return False
    for file, new in found:
        pin(file, new)
    printer.line(f"written: {told}" if count else "no reading is missing or wrong")
    return True


def _wanted(told: str) -> bool:
    """Ask a person; False when nobody is there."""
    if sys.stdin is not None and sys.stdin.isatty():
        return click.confirm(f"write {told}?", err=True)
    click.echo(f"not written: {told}; --yes writes without asking", err=True)
    return False


def _mutate(printer: Printer, runner: ExampleRunner, files: Sequence[RuleFile]) -> int:
    """Show the limits that could move, and count them."""
    found = [problem for file in files for problem in unnoticed(runner, file)]
    for problem in found:
        printer.line(Styled("  unnoticed  ", "yellow"), f"{problem.place}  {problem.message}")
    printer.line(f"{plural(len(found), 'limit')} could move unnoticed")
    return len(found)


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
