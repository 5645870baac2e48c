"""`rulekit plugins doctor`: all about one plugin, for its author."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import click

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.load_catalog import load_catalog
from rulekit.cli.options import off_option
from rulekit.cli.verb import Verb
from rulekit.errors import Problem, pick
from rulekit.report.listing import brought_parts
from rulekit.report.pieces import Styled
from rulekit.report.printer import Printer
from rulekit.testing.checkup import Checkup, Lack
from rulekit.testing.cost import Cost
from rulekit.testing.diagnosis import Diagnosis, diagnose


@click.command(cls=Verb, examples=("rulekit plugins doctor python",))
@click.argument("name")
@click.option("--sources", type=click.Path(readable=False), help="A folder with more texts to try.")
@click.option("--cost", is_flag=True, help="Time parse and query beside the bundled packs.")
@click.option(
    "-o", "output", type=click.Choice(["full", "json"]), default="full", help="How to show it."
)  # fmt: skip
@off_option
def doctor(name: str, sources: str | None, output: str, off: tuple[str, ...], *, cost: bool) -> int:
    """Tell all about the plugin NAME: what must be mended, what to look at, and how.

    Exit code 0: nothing must be mended; 1: something must.
    """
    catalog = load_catalog(off)
    plugin = pick("plugin", name, {one.name: one for one in catalog.plugins})
    found = diagnose(catalog, plugin, sources, cost=cost)
    if output == "json":
        click.echo(json.dumps(_record(found), indent=2))
    else:
        _show(Printer(), catalog, found)
    return int(bool(found.mend))


def _show(printer: Printer, catalog: Catalog, found: Diagnosis) -> None:
    plugin = found.plugin
    printer.line(Styled(plugin.name, "bold"), f"   {plugin.origin}   {found.status}")
    for pack in plugin.packs:
        rules = sum(file.pack == pack.name for file in catalog.rules.values())
        counts = f"{rules} rules, {len(pack.finders)} finders, {len(pack.signals)} signals"
        printer.line(f"  pack {pack.name}: {counts}")
    for part in brought_parts(plugin):
        printer.line(f"  {part}")
    for one in found.checkups:
        _show_language(printer, one, found.costs.get(one.language))
    for sort, problems in (("error", found.mend), ("warning", found.look)):
        for problem in problems:
            for text in str(problem).replace("error", sort, 1).split("\n"):
                printer.line(text)
    for text in plugin.trace.rstrip().split("\n") if plugin.trace else ():
        printer.line(Styled(f"  | {text}", "dim"))
    printer.line(_conclusion(found))


def _conclusion(found: Diagnosis) -> str:
    mend, look = len(found.mend), found.to_look_at
    return f"{mend} to mend, {look} to look at" if mend or look else found.status


def _show_language(printer: Printer, one: Checkup, cost: Cost | None) -> None:
    printer.line(f"  language {one.language}: {one.wheel} {one.version}, ABI {one.abi}")
    printer.line(f"    captures {', '.join(f'@{name}' for name in one.captures)}")
    printer.line(f"    gains {', '.join(one.gains) or 'no rule'}")
    for lack in one.lacks:
        if lack.why:
            printer.line(f"    @{lack.capture}  absent: {lack.why}{_switched_off(lack)}")
    for lack in one.unsaid:
        step = f'map it in queries.scm or write "; no @{lack.capture}: why"'
        about = f"missing: {lack.meaning}{_switched_off(lack)}; {step}"
        printer.line(Styled(f"    @{lack.capture}", "bold"), f"  {about}")
    if one.samples:
        _show_samples(printer, one)
    if cost:
        times = f"parse {cost.parse:.1f}x, query {cost.query:.1f}x"
        printer.line(f"    cost {times} of the median bundled pack, by megabyte")


def _switched_off(lack: Lack) -> str:
    return f"; switches off {', '.join(lack.rules)}" if lack.rules else ""


def _show_samples(printer: Printer, one: Checkup) -> None:
    share = f"{one.misparsed:.2%} of {one.size:,} bytes in ERROR nodes"
    printer.line(f"    samples {one.samples:,}: {share}")
    for worst in one.worst:
        at = f"first at {worst.line}:{worst.column}"
        printer.line(f"      {worst.share:>6.1%}  {worst.sample}  {at}")
    if one.worst:
        printer.line("      = `rulekit ast FILE` shows the nodes around it")


def _record(found: Diagnosis) -> dict[str, Any]:
    """The diagnosis as plain data."""
    return {
        "plugin": found.plugin.name,
        "origin": found.plugin.origin,
        "status": found.status,
        "mend": [_told(one) for one in found.mend],
        "look": [_told(one) for one in found.look],
        "languages": [asdict(one) for one in found.checkups],
        "costs": {language: asdict(cost) for language, cost in found.costs.items()},
        "to_look_at": found.to_look_at,
    }


def _told(problem: Problem) -> dict[str, str | int]:
    keys = ("message", "path", "line", "column", "remedy")
    return {key: getattr(problem, key) for key in keys}
