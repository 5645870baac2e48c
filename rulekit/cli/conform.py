"""`rulekit plugins conform`: a pack held to what rulekit promises."""

from __future__ import annotations

from pathlib import Path

import click

from rulekit.cli.options import off_option
from rulekit.cli.verb import Verb
from rulekit.report.number import plural
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer
from rulekit.run.limit import TIMEOUT
from rulekit.testing.checks import CHECKS
from rulekit.testing.conformance import EXAMPLES, conform
from rulekit.testing.pack_checks import PACK_CHECKS
from rulekit.testing.report import ConformanceReport

PROMISES = PACK_CHECKS | {check.name: check.doc for check in CHECKS}


@click.command(name="conform", cls=Verb, examples=("rulekit plugins conform kotlin",))
@click.argument("name")
@click.option(
    "--sources", type=click.Path(readable=False), help="A folder with more texts to begin from."
)
@click.option(
    "--examples",
    type=click.IntRange(1),
    default=EXAMPLES,
    help="Texts of each form.",
    show_default=True,
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=TIMEOUT,
    metavar="SECONDS",
    help="When a text counts as one that hangs.",
)
@click.option(
    "--save", type=click.Path(file_okay=False), help="A folder for texts that break something."
)  # fmt: skip
@off_option
def conform_(
    name: str,
    sources: str | None,
    examples: int,
    timeout: float,
    save: str | None,
    off: tuple[str, ...],
) -> int:
    """Try the plugin NAME on texts of every form, and show what it breaks.

    Exit code 0: nothing; 1: something; 2: the plugin could not be tried.
    """
    report = conform(name, sources=sources, examples=examples, timeout=timeout, off=off)
    _show(Printer(), report)
    if save:
        _save(report, Path(save))
    return int(bool(report.complaints))


def _show(printer: Printer, report: ConformanceReport) -> None:
    languages = ", ".join(report.languages) or "no language"
    about = f"   {languages}   {report.texts:,} texts made of {report.sources:,} sources"
    printer.line(Styled(report.pack, "bold"), about)
    rows: list[Row] = [
        [Styled(head, "bold") for head in ("check", "what holds", "tried", "broken")]
    ]
    for name, promise in PROMISES.items():
        if count := report.counts.get(name):
            broken = Styled(f"{count.broken:,}", "bold red" if count.broken else "")
            rows.append((name, promise, f"{count.tried:,}", broken))
    printer.table(rows, right=(2, 3))
    for one in (*report.warnings, *report.complaints):
        for line in str(one).split("\n"):
            printer.line(line)
    if report.texts:
        seconds, text = report.slowest
        printer.line(f"the slowest text took {seconds:.1f} s: {text}")
    ends = (plural(len(report.complaints), "complaint"), plural(len(report.warnings), "warning"))
    printer.line(", ".join(ends))


def _save(report: ConformanceReport, folder: Path) -> None:
    """Write each text under its check and number, with the ending of its file name."""
    folder.mkdir(parents=True, exist_ok=True)
    for i, one in enumerate(report.complaints, 1):
        if one.sample:
            file = folder / f"{i:02}-{one.check}{Path(one.sample.path).suffix}"
            file.write_bytes(one.sample.data)
