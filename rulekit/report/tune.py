"""A rule's readings and other limits for it, and rules side by side, as people see them."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_CEILING, Context
from typing import Any

from rulekit.core.rule import written
from rulekit.report.number import percent, plural, size
from rulekit.report.pieces import DECISION_STYLE, Row, Styled
from rulekit.report.printer import Printer

UPWARDS = Context(prec=4, rounding=ROUND_CEILING)  # so that the farthest is among them
NAMED = 12  # rules that drop nothing and are named on a terminal
BAR = range(8, 41)  # columns of the longest bar
BESIDE = 58  # columns that stand beside the bars
COUNTS = ("rows", "kept", "failed")  # of a bin
SAID = {"off": "where the rule is off", "closed": "behind a guard", "unmeasured": "unmeasured"}
UNUSED = {
    "other": "say neither keep nor drop",
    "unmatched": "are of no row",
    "ambiguous": "are of several rows",
    "contradicted": "contradict each other",
}
Told = Mapping[str, Any]


def show_tuning(printer: Printer, told: Told, audit: str) -> None:
    """Show the record of a tuning; `audit` is quoted for a shell."""
    _show_head(printer, told)
    _show_histogram(printer, told)
    _show_labels(printer, told)
    for bound, limits in told["limits"].items():
        _show_limits(printer, told, bound, limits)
        _show_languages(printer, told, limits)
    _show_near(printer, told, audit)
    for one in told.get("proposals", ()):
        _show_proposal(printer, told, one, audit)


def _show_head(printer: Printer, told: Told) -> None:
    printer.line(Styled(told["rule"], "bold"), f"   {told['signal']}   {told['unit']}")
    left = [f"{count:,} {SAID[name]}" for name, count in told["left_out"].items() if count]
    others = f"; not counted: {', '.join(left)}" if left else ""
    printer.line(f"{plural(told['rows'], 'row')} that it reads{others}")
    several = len(told["in_force"]) > 1
    for one in told["in_force"]:
        more = f", spares {one['spare']:.0%}" if one["spare"] else ""
        where = f"   {one['rows']:,}: {', '.join(one['languages'])}" if several else ""
        set_by = ", ".join(one["set_by"])
        printer.line(f"  {one['action']}s unless {_range(one)}{more}   limit from {set_by}{where}")


def _range(one: Told) -> str:
    low, high = (None if one[end] is None else written(one[end]) for end in ("low", "high"))
    if low and high:
        return f"{low} to {high}"
    return f"<= {high}" if high else f">= {low}" if low else "anything"


def _show_histogram(printer: Printer, told: Told) -> None:
    bins = told["histogram"]["bins"]
    most = max(one["rows"] for one in bins)
    longest = min(BAR[-1], max(BAR[0], (printer.width or BAR[-1] + BESIDE) - BESIDE))
    names = [*COUNTS, *(["others"] if any(one["others"] for one in bins) else [])]
    heads = [*names]
    heads[COUNTS.index("failed")] = "failed" if told["now"]["flagged"] else "dropped"
    rows: list[Row] = [[Styled(head, "bold") for head in ("from", "to", *heads, "")]]
    for one in bins:
        bar = "#" * max(round(longest * one["rows"] / most), bool(one["rows"]))
        ends = (written(one["low"]), "" if one["low"] == one["high"] else written(one["high"]))
        counts = [f"{one[name]:,}" if one[name] else "" for name in names]
        rows.append((*ends, *counts, Styled(bar, "red" if 2 * one["failed"] > one["rows"] else "")))
    printer.line()
    printer.table(rows, right=range(len(heads) + 2))


def _show_labels(printer: Printer, told: Told) -> None:
    if "labels" not in told:
        return
    labels = told["labels"]
    message = f"{plural(labels['rows'], 'labelled row')}, {labels['to_drop']:,} of them to drop"
    printer.line()
    printer.line(f"{message}; {labels['read']:,} are read by the rule{unused(labels)}")


def unused(labels: Told) -> str:
    """The labels that do not count, in words; "" if all do."""
    left = [f"{labels[name]:,} {why}" for name, why in UNUSED.items() if labels.get(name)]
    return f"; not used: {', '.join(left)}" if left else ""


def _show_limits(printer: Printer, told: Told, bound: str, limits: Sequence[Told]) -> None:
    flags = any(one["flagged"] for one in (told["now"], *limits))
    labels = ("right", "recall") if "labels" in told else ()
    counts = ("dropped", "only reason", "against now", "bytes", "rows kept")
    heads = (bound, *counts, *(["flagged"] if flags else []), *labels)
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    present = _present(told, bound)
    lines = [(written(one["limit"]), one, one["limit"] == present) for one in limits]
    if present is None:
        lines.insert(0, ("as it is", told["now"], True))
    for name, one, now in lines:
        cells = [name, f"{one['dropped']:,}", f"{one['only_reason']:,}"]
        cells += ["(now)" if now else f"{one['against_now']:+,}"]
        cells += [size(one["bytes"]), "" if now else f"{one['kept']:+,}"]
        cells += [f"{one['flagged']:,}"] if flags else []
        cells += _of_labels(one["labels"]) if labels else []
        rows.append([Styled(cell, "bold" if now else "") for cell in cells])
    printer.line()
    printer.table(rows, right=range(len(heads)))


def _present(told: Told, bound: str) -> float | None:
    """The limit in force at an end; None where rows have different ones."""
    end = {"min": "low", "max": "high"}[bound]
    found = {one[end] for one in told["in_force"]}
    return found.pop() if len(found) == 1 else None


def _of_labels(one: Told) -> list[str]:
    if one["precision"] is None:
        return ["—", percent(0, 1)]
    right = f"{one['right']} of {one['failed']}, {percent(one['precision'], 1)}"
    return [right, percent(one["recall"] or 0, 1)]


def _show_languages(printer: Printer, told: Told, limits: Sequence[Told]) -> None:
    if "by_language" not in told["now"]:
        return
    heads = ["dropped at", "now", *(written(one["limit"]) for one in limits)]
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    before = told["now"]["by_language"]
    for language in sorted(before, key=lambda name: (-before[name]["dropped"], name)):
        effects = [told["now"], *limits]
        counts = [f"{one['by_language'][language]['dropped']:,}" for one in effects]
        rows.append([language, *counts])
    printer.line()
    printer.table(rows, right=range(1, len(heads)))


def _show_near(printer: Printer, told: Told, audit: str) -> None:
    near = [*reversed(told["passed"]), *told["failed"]]
    if not near:
        return
    heads = ("row", "value", "limit", "margin", "decision", "others", "path")
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    for one in near:
        place = f"{one['shard']}#row={one['row']}"
        margin = f"{'+' if one['margin'] > 0 else ''}{_short(one['margin'])}"
        others = one["others"][0] if one["others"] else ""
        others += f" +{len(one['others']) - 1}" if len(one["others"]) > 1 else ""
        path = "" if one["path"] == place else one["path"]
        decision = Styled(one["decision"], DECISION_STYLE[one["decision"]])
        rows.append(
            (place, _short(one["value"]), written(one["limit"]), margin, decision, others, path)
        )
    printer.line()
    printer.line(Styled("Rows nearest the limit", "bold"))
    printer.table(rows, right=(1, 2, 3), paths=(6,))
    within = max(abs(one["margin"]) for one in near)
    rule = shlex.quote(told["rule"])
    farthest = written(float(UPWARDS.create_decimal(repr(within))))
    printer.line(f"More of them: rulekit explain {audit} --rule {rule} --near {farthest}")


def _short(value: float) -> str:
    return written(float(f"{value:.4g}"))


def _show_proposal(printer: Printer, told: Told, one: Told, audit: str) -> None:
    labels = one["labels"]
    limit = f"{told['rule']}.{one['bound']}={written(one['limit'])}"
    least, share = percent(labels["at_least"], 1), percent(labels["precision"], 1)
    printer.line()
    printer.line(
        Styled(f"Proposed: --set {limit}", "bold"),
        f"   {labels['right']} of {plural(labels['failed'], 'label')} right: {share}, "
        f"at least {least} (95%, Wilson); recall {percent(labels['recall'] or 0, 1)}",
    )
    printer.line(f"Try it: rulekit rejudge {audit} --set {shlex.quote(limit)} --out DIR")
    printer.line(f"or see what flips: rulekit diff {audit} --set {shlex.quote(limit)}")


def show_ranking(
    printer: Printer, ranking: Iterable[Told], rows: int, labels: Told | None, audit: str
) -> None:
    """Show rules side by side, then those that drop nothing; `rows` are all that were judged."""
    ranking = [*ranking]
    heads = [
        "rule",
        "dropped",
        "share",
        "only reason",
        "bytes",
        "kept without",
        "overlap",
        "most with",
    ]
    heads += ["right", "recall"] if labels else []
    table: list[Row] = [[Styled(head, "bold") for head in heads]]
    active = [one for one in ranking if one["dropped"]]
    for one in active:
        beside = f"{one['beside']} {one['beside_rows']:,}" if one["beside"] else ""
        cells = [one["rule"], f"{one['dropped']:,}", percent(one["dropped"], rows)]
        cells += [f"{one['only_reason']:,}", size(one["only_reason_bytes"]), f"{one['kept']:+,}"]
        cells += [percent(one["overlap"], 1), beside]
        table.append([*cells, *(_of_labels(one["labels"]) if labels else [])])
    if active:
        printer.table(table, right=(1, 2, 3, 4, 5, 6, *range(8, len(heads))))
    told = (
        "Only reason, and its bytes: rows that have no other, save what follows from it. Overlap: "
    )
    printer.line(
        Styled(
            f" {told}the share of the others. Kept without: rows that nothing else drops.", "dim"
        )
    )
    if idle := [one["rule"] for one in ranking if not one["dropped"]]:
        named = idle if printer.width is None else idle[:NAMED]
        more = f" and {len(idle) - len(named):,} more (-o json)" if len(named) < len(idle) else ""
        verb = "drops" if len(idle) == 1 else "drop"
        printer.line(f"{plural(len(idle), 'rule')} {verb} nothing: {', '.join(named)}{more}")
    if labels:
        message = f"{plural(labels['rows'], 'labelled row')}, {labels['to_drop']:,} of them to drop"
        printer.line(f"{message}{unused(labels)}")
    if active:
        printer.line(f"next: rulekit tune {shlex.quote(active[0]['rule'])} {audit} --alone")
