"""A curation as people see it: its steps, and what each of them let pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rulekit.report.number import number, percent, plural, size
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer

HEAD = ("step", "rows in", "dropped", "", "rows out", "bytes in", "bytes out", "edits")
SCORE_HEAD = ("group", "part", "from", "to", "rows", "kept", "", "bytes", "bytes kept")
LOT = {"lot": "a hash", "place": "a hash of the place"}  # where no column decided
GROUPS = 5  # of copies that are shown for each step
LINES = 20  # of scores that are shown, but for those of the last group


def show_pipeline(
    printer: Printer, steps: Sequence[tuple[str, str]], facts: Mapping[str, str]
) -> None:
    """Show the steps in their order, each with its settings, and the columns that they read."""
    if facts:
        told = " ".join(f"{role}={name}" for role, name in facts.items())
        printer.line(Styled("facts    ", "bold"), told)
    printer.line(Styled("steps", "bold"))
    printer.table([(str(number), name, said) for number, (name, said) in enumerate(steps, 1)])


def show_funnel(printer: Printer, steps: Sequence[Mapping[str, Any]]) -> None:
    """Show what came to each step and what it let pass, and the largest groups of copies."""
    printer.line()
    head: Row = tuple(Styled(one, "bold") for one in HEAD)
    printer.table([head, *map(_row, _told(steps))], right=range(1, 8))
    for step in steps:
        _show_groups(printer, step)
        _show_scores(printer, step)


def _told(steps: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [step for step in steps if step["id"] or step["rows_in"]]


def _row(step: Mapping[str, Any]) -> Row:
    ended = step["rows_in"] - step["rows_out"]
    return (
        step["id"] or "(not read)",
        f"{step['rows_in']:,}",
        f"{ended:,}",
        percent(ended, step["rows_in"]),
        f"{step['rows_out']:,}",
        size(step["bytes_in"]),
        size(step["bytes_out"]),
        f"{step['edits']:,}" if step["edits"] else "",
    )


def _show_groups(printer: Printer, step: Mapping[str, Any]) -> None:
    """The largest groups of copies of a step, what decided who is kept, and what was left."""
    if not step.get("copies"):
        return
    printer.line()
    by = ", ".join(f"{LOT.get(name, name)} {count:,}" for name, count in step["by"].items())
    groups = plural(step["groups"], "group")
    printer.line(Styled(f"{step['id']}: ", "bold"), f"{groups} of copies; kept by {by}")
    for name, count in step.get("nulls", {}).items():
        rows = f"{count:,} of {step['compared']:,} rows that were compared"
        printer.line(f" no value of {name} in {rows}")
    largest = step["largest"][:GROUPS]
    printer.table([(f"{one['rows']:,} rows", "kept:", one["kept"]) for one in largest], right=(0,))
    if mixed := step.get("mixed"):
        printer.line(f" {plural(mixed, 'row')} kept of groups too mixed to compare each with all")


def _show_scores(printer: Printer, step: Mapping[str, Any]) -> None:
    """What a step by scores has kept of each group, those with the most rows first."""
    settled = step.get("settled", {})
    groups = settled.get("groups")
    if "signal" not in settled or not groups:
        return
    printer.line()
    printer.line(Styled(f"{step['id']}: ", "bold"), settled["signal"])
    shown: list[Row] = []
    ordered = sorted(groups, key=lambda name: -sum(line["rows"] for line in groups[name]))
    for name in ordered:
        if len(shown) < LINES:
            shown += [_score_row(name, line) for line in groups[name] if line["rows"]]
    head: Row = tuple(Styled(one, "bold") for one in SCORE_HEAD)
    printer.table([head, *shown], right=range(2, 9))
    if empty := sum(not any(line["kept"] for line in lines) for lines in groups.values()):
        some = f" nothing is kept of {plural(empty, 'group')}"
        printer.line(f"{some}: they have too few rows for the share, or none with a score")
    more = len(ordered) - len({str(row[0]) for row in shown})
    if more > 0:
        printer.line(f" and {plural(more, 'other group')}: sample/{step['id']}.parquet")


def _score_row(name: str, line: Mapping[str, Any]) -> Row:
    return (
        name,
        line["part"],
        "" if line["low"] is None else number(line["low"]),
        "" if line["high"] is None else number(line["high"]),
        f"{line['rows']:,}",
        f"{line['kept']:,}",
        percent(line["kept"], line["rows"]),
        size(line["before"]),
        size(line["after"]),
    )


def show_next(printer: Printer, quoted: str, steps: Sequence[Mapping[str, Any]]) -> None:
    """Say where what is kept lies, and the next step."""
    printer.line()
    printer.line(
        f"kept: {quoted}/kept · tables: fates, copies, edits, verdicts in {quoted}; docs/curate.md"
    )
    for step in steps:
        if step["id"] and step["rows_in"] > step["rows_out"]:
            printer.line(f"next: rulekit explain {quoted} --random drop")
            return
