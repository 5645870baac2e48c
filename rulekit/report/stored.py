"""An overview of an audit, and lists of its rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rulekit.core.verdict import Verdict
from rulekit.report.finding import limit
from rulekit.report.number import quantity, signed
from rulekit.report.pieces import DECISION_STYLE, Row, Styled
from rulekit.report.printer import Printer

OTHERS = 20  # further rows with the same id or path that are named


def show_overview(
    printer: Printer, manifest: Mapping[str, Any], shards: Sequence[str], part: str = ""
) -> None:
    """Show the corpus and the plan of an audit; `shards` are those that are closed.

    `part` says which of the rows were judged, if not all.
    """
    plan = manifest["plan"]
    columns = " ".join(f"{role}={name}" for role, name in manifest["columns"].items() if name)
    facts = f"profile {profile_of(manifest)} · {len(plan['rules'])} rules · hash {plan['hash']}"
    facts += f" · {config_file(manifest)}" if config_file(manifest) else ""
    names = [one["name"] for one in manifest["shards"]]
    some = ", ".join(names[:2]) if len(names) < 3 else f"{names[0]} … {names[-1]}"
    kept = {"": "none", "used": "those that rules use", "all": "all"}
    lines = {
        "columns": columns,
        "plan": facts,
        "shards": f"{len(names):,}: {some}",
        "readings": kept.get(manifest["signals"], manifest["signals"]),
    }
    if pipeline := manifest.get("pipeline"):
        output = f", for its output {pipeline['output']}" if pipeline.get("output") else ""
        lines = {"pipeline": f"{pipeline['name']}{output}", **lines}
        del lines["readings"]
    if part:
        lines["rows"] = part
    if not manifest["finished"]:
        lines["state"] = unfinished(shards, names)
    for name, text in lines.items():
        printer.line(Styled(f"{name:10}", "bold"), text)


def profile_of(manifest: Mapping[str, Any]) -> str:
    """The profile that an audit was judged by."""
    return str(manifest["plan"]["choice"].get("profile", "")).strip('"')


def config_file(manifest: Mapping[str, Any]) -> str:
    """The rulekit.toml that an audit was judged by, as it was seen from there; "" without one."""
    try:
        return str(json.loads(manifest["plan"]["choice"].get("config", '""')))
    except (RecursionError, ValueError):
        return ""


def unfinished(shards: Sequence[str], names: Sequence[Any]) -> str:
    """Show how far an audit is whose run has not ended."""
    return f"unfinished: {len(shards):,} of {len(names):,} shards are closed, and only they count"


def show_ways(printer: Printer, audit: str) -> None:
    """The ways to go on from an overview. `audit` is quoted for a shell."""
    ways = ["--path P", "--id X", "--row SHARD#row=N", "--rule R --near X", "--cause WORD"]
    ways += ["--random keep -n 10"]
    printer.line(f"also: rulekit explain {audit} " + " · ".join(ways))


def show_findings(printer: Printer, verdicts: Iterable[Verdict]) -> None:
    """A line for each row, with what one rule found there."""
    heads = ("row", "value", "must be", "margin", "decision", "path")
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    for verdict in verdicts:
        value, must_be, margin = "—", "", ""
        for one in verdict.findings:
            value, must_be, margin = (
                quantity(one.value, one.unit),
                limit(one),
                signed(one.margin, one.unit),
            )
        rows.append((verdict.target, value, must_be, margin, _decision(verdict), _path(verdict)))
    if len(rows) > 1:
        printer.table(rows, right=(1, 3), paths=(5,))


def show_decisions(printer: Printer, verdicts: Iterable[Verdict]) -> None:
    """A line for each row, with its decision and why."""
    heads = ("row", "decision", "reason", "path")
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    rows += [(one.target, _decision(one), one.reason, _path(one)) for one in verdicts]
    if len(rows) > 1:
        printer.table(rows)


def show_others(printer: Printer, targets: Sequence[str], count: int) -> None:
    """Further rows with the same id or path, `count` in all."""
    if count:
        shown = targets[:OTHERS]
        more = f" and {count - len(shown):,} more" if count > len(shown) else ""
        printer.line(f"The same stands in {', '.join(shown)}{more}.")


def _path(verdict: Verdict) -> str:
    """The path, where it is not only the row's own place once more."""
    return "" if verdict.path == verdict.target else verdict.path


def _decision(verdict: Verdict) -> Styled:
    return Styled(verdict.decision, DECISION_STYLE[verdict.decision])
