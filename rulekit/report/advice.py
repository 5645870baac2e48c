"""How to keep a file that is dropped: what must be read, or what a rulekit.toml may say."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rulekit.core.verdict import Finding
from rulekit.report.finding import asks_whether, limit
from rulekit.report.number import plural, quantity
from rulekit.report.printer import Printer


def show_advice(printer: Printer, place: str, dropping: Sequence[Finding]) -> None:
    """Show what the rules that drop a file must read, and the override that leaves them out."""
    if not dropping:
        return
    printer.line()
    wanted = [f"{one.rule} {_wanted(one)}" for one in dropping if not one.implied_by]
    if follow := [one.rule for one in dropping if one.implied_by]:
        wanted.append(f"what follows must pass, too: {', '.join(follow)}")
    if len(wanted) == 1:
        printer.line(f"To keep this file: {wanted[0]}.")
    else:
        printer.line("To keep this file, all of these:")
        for one in wanted:
            printer.line(f"  - {one}.")
    rules = ", ".join(f'"{finding.rule}"' for finding in dropping)
    _show_override(printer, place, f"skip = [{rules}]")


def show_score_advice(printer: Printer, place: str) -> None:
    """Show the override that asks no score of a file."""
    printer.line()
    printer.line("To keep this file: its score must be higher, or none asked for.")
    _show_override(printer, place, "min-score = 0")


def _show_override(printer: Printer, place: str, change: str) -> None:
    """Show what a rulekit.toml may say to keep a file."""
    if place.startswith("../"):
        printer.line("A rulekit.toml in its own repository may leave this out for it.")
        return
    pattern = "".join(f"\\{c}" if c in "*?[]\\" else c for c in f"/{place}")
    printer.line("Or in rulekit.toml:")
    printer.line("  [[override]]")
    quoted = json.dumps(pattern, ensure_ascii=False) if "'" in pattern else f"'{pattern}'"
    printer.line(f"  paths = [{quoted}]")
    printer.line(f"  {change}")
    printer.line('  reason = "…"')


def _wanted(finding: Finding) -> str:
    """Reading that a failed rule would pass with, and the one it has."""
    places = plural(finding.evidence_count, "place")
    if asks_whether(finding):
        some = f"must find some; `rulekit rule {finding.rule}` says of what"
        return some if finding.bound == "min" else f"must find nothing, not {places}"
    over = f" over {places}" if finding.evidence else ""
    return f"must read {limit(finding)}; it reads {quantity(finding.value, finding.unit)}{over}"
