"""The way of a sample as people see it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rulekit.core.escape import visible
from rulekit.report.number import plural
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer

Told = Mapping[str, Any]
HASH = 12  # characters of a hash that are shown


def show_sample_way(printer: Printer, folder: str, way: Told, exports: Sequence[str]) -> None:
    """Show the stages of a sample, and its instruction and response."""
    end = way["end"]
    if way["line"]:
        where = f"line {way['line']:,} of {', '.join(exports)}"
        printer.line(Styled("KEEP", "bold green"), f"  {way['id']}: {where}")
    else:
        why = f": {end['why']}" if end["why"] else ""
        told = f"  {way['id']}: {end['stage']}, {end['cause']}{why}"
        printer.line(Styled("DROP", "bold red"), visible(told))
    printer.line()
    rows = [(Styled(stage, "bold"), visible(text)) for stage, text in _stages(folder, way)]
    printer.table(rows)
    if sample := way.get("sample"):
        for name in (one for one in ("instruction", "response", "tests") if one in sample):
            printer.line()
            printer.line(Styled(name, "bold"))
            for line in sample[name].rstrip().split("\n"):
                printer.line(visible(line))


def show_samples(printer: Printer, folder: str, fates: Sequence[Told], total: int) -> None:
    """Show samples, a line each, and how to see one whole."""
    head: Row = tuple(Styled(word, "bold") for word in ("sample", "ended by", "cause", "why"))
    rows = [(one["id"], one["stage"], one["cause"], visible(one["why"])) for one in fates]
    printer.table([head, *rows], paths=(3,))
    printer.line(f"{plural(total, 'sample')}; {len(fates):,} shown (-n)")
    if fates:
        printer.line(f"Explain one: rulekit explain {shlex.quote(folder)} --id {fates[0]['id']}")


def _stages(folder: str, way: Told) -> Iterator[tuple[str, str]]:
    seed = way["seed"]
    part = f", bytes {seed['seed_start']:,} to {seed['seed_end']:,}" if seed["seed_end"] else ""
    place = f"{seed['seed_shard']}#row={seed['seed_row']}"
    audit = shlex.join([f"{folder}/seeds", "--row", place])
    more = f"  (rulekit explain {audit})" if way["curated"] else ""
    yield "seed", f"{place}  {seed['seed_path']}{part}{more}"
    yield "task", "; ".join(f"{name}: {value}" for name, value in way["task"].items() if value)
    asked = way["asked"]
    model, key = asked["model"] or "nobody", (asked["key"] or "none")[:HASH]
    yield "asked", f"{model}, attempt {asked['attempt']}; key {key}"
    if run := way.get("executed"):
        yield "executed", _run(run)
    if aspects := way.get("aspects"):
        yield "aspects", _aspects(aspects)
    for one in way.get("judged", ()):
        end = "passed" if one["step"] == "kept" else f"{one['step']}: {one['why']}"
        where = shlex.join([f"{folder}/judged/{one['pipeline']}", "--row", one["row"]])
        yield one["pipeline"], f"{end}  (rulekit explain {where})"


def _run(run: Told) -> str:
    if run["outcome"] != "passed":
        return f"{run['outcome']}: {run['note']}"
    counted = f"{plural(run['assertions'], 'assertion')}, {plural(run['runs'], 'run')}"
    return f"passed: {counted}; {run['sandbox']}, {run['versions']}"


def _aspects(told: Told) -> str:
    if told["outcome"] != "answered":
        return f"{told['outcome']}, by {told['model']}"
    marks = ", ".join(
        f"{name} {value:g}" for name, value in told.items() if isinstance(value, float)
    )
    reason = f': "{told["reason"]}"' if told.get("reason") else ""
    return f"{marks}{reason} ({told['model']})"
