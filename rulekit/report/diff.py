"""Differences of two audits as people see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rulekit.report.number import percent, plural, size
from rulekit.report.pieces import DECISION_STYLE, Row, Styled
from rulekit.report.printer import Printer

TOP = 12  # lines of a table, unless it is asked for
LINES = 8  # differences of plans that are named
Told = Mapping[str, Any]


def show_differences(printer: Printer, told: Told, by: str = "") -> None:
    """Show the record of differences; `by` asks for one of its tables, whole."""
    if not by:
        _show_plan(printer, told["plan"])
        _show_joined(printer, told)
    if told["flips"] and by in ("", "rule"):
        _show_table(printer, told["by_rule"], ("rule",), whole=bool(by))
    if told["flips"] and by in ("", "language"):
        _show_table(printer, told["by_language"], ("language",), whole=bool(by))
    if by in ("", "rule"):
        _show_rules(printer, told["rules"], whole=bool(by))
    if not by:
        _show_readings(printer, told["readings"])
        _show_samples(printer, told["samples"])
    _show_end(printer, told)


def _show_plan(printer: Printer, lines: Sequence[str]) -> None:
    for i, line in enumerate(lines[:LINES]):
        printer.line(Styled("plan   " if i == 0 else "       ", "bold"), line)
    if len(lines) > LINES:
        printer.line(f"       {len(lines) - LINES:,} differences more")


def _show_joined(printer: Printer, told: Told) -> None:
    left = {
        "only_before": "only in the first",
        "only_after": "only in the second",
        "other_text": "with another text",
    }
    parts = [f"{told[name]:,} {what}" for name, what in left.items() if told[name]]
    others = f"; not compared: {', '.join(parts)}" if parts else ""
    printer.line(Styled("rows   ", "bold"), f"{told['rows']:,} in both{others}")


def _show_table(
    printer: Printer, lines: Sequence[Told], names: Sequence[str], *, whole: bool
) -> None:
    heads = (*names, "was", "is", "rows", "bytes")
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    shown = lines if whole else lines[:TOP]
    for one in shown:
        ends = (_end(one[side]) for side in ("from", "to"))
        rows.append((*(one[name] for name in names), *ends, f"{one['rows']:,}", size(one["bytes"])))
    printer.line()
    printer.table(rows, right=(len(heads) - 2, len(heads) - 1))
    _show_rest(printer, len(lines) - len(shown), names[0])


def _show_rest(printer: Printer, count: int, by: str) -> None:
    if count:
        printer.line(f"   {plural(count, 'line')} more: --by {by}")


def _show_rules(printer: Printer, rules: Sequence[Told], *, whole: bool) -> None:
    """Rules that decide more or fewer rows, beside others too."""
    if not rules:
        return
    heads = ("decides", "before", "after", "gained", "lost")
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    shown = rules if whole else rules[:TOP]
    rows += [[one["rule"], *(f"{one[name]:,}" for name in heads[1:])] for one in shown]
    printer.line()
    printer.table(rows, right=range(1, len(heads)))
    _show_rest(printer, len(rules) - len(shown), "rule")


def _show_readings(printer: Printer, told: Told | None) -> None:
    if told is None:
        return
    printer.line()
    message = f"Readings are others on {told['rows']:,} of {plural(told['compared'], 'row')}"
    printer.line(f"{message}, as they were taken by other versions.")
    rows: list[Row] = [[name, f"{count:,}"] for name, count in [*told["signals"].items()][:TOP]]
    printer.table(rows, right=(1,))
    if len(told["signals"]) > TOP:
        printer.line(f"   {len(told['signals']) - TOP:,} signals more: -o json")
    for name, word in (("gone", "not measured any more"), ("new", "measured only now")):
        if told[name]:
            printer.line(f"   {word}: {', '.join(told[name])}")


def _show_samples(printer: Printer, samples: Sequence[Told]) -> None:
    if not samples:
        return
    heads = ("row", "was", "is", "path", "because")
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    for one in samples:
        place = f"{one['shard']}#row={one['row']}"
        path = "" if one["path"] == place else one["path"]
        because = one["reason_after"] if one["to"] != "keep" else f"not: {one['reason_before']}"
        rows.append((place, _end(one["from"]), _end(one["to"]), path, because))
    printer.line()
    printer.table(rows, paths=(3,))


def _show_end(printer: Printer, told: Told) -> None:
    printer.line()
    parts = [f"{one['from']} to {one['to']} {one['rows']:,}" for one in told["flips"]]
    count = sum(one["rows"] for one in told["flips"])
    flips = f": {', '.join(parts)}" if parts else ""
    share = percent(count, told["rows"])
    text = f"{plural(count, 'row')} of {told['rows']:,} ends otherwise" if count == 1 else ""
    text = text or f"{count:,} of {told['rows']:,} rows end otherwise"
    printer.line(Styled(f"{text} ({share}){flips}", "bold"))
    if told["other_reasons"]:
        printer.line(
            f"{plural(told['other_reasons'], 'row')} more by other rules, with the same end"
        )


def _end(word: str) -> Styled:
    return Styled(word, DECISION_STYLE.get(word, "dim"))
