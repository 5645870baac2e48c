"""The page of a round of recall: domains with sample addresses, for people to decide on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rulekit.core.escape import in_short, visible
from rulekit.page.embed import policy
from rulekit.page.page import asset, environment
from rulekit.page.shown_file import NAME
from rulekit.report.grade_note import grade_notes
from rulekit.report.number import plural
from rulekit.report.seed_note import seed_notes

LINES = 3  # that decided on a prefix and are shown
MOST = 500  # domains that are shown; the table has all
WEB = ("http://", "https://")


@dataclass(frozen=True)
class RecallPage:
    """A round as people see it: its manifest, and the domains and prefixes that they are asked of.

    The page asks for nothing and runs no script; addresses lead to the web when they are clicked.
    """

    title: str
    manifest: Mapping[str, Any]
    rows: Sequence[Mapping[str, Any]]

    def html(self) -> str:
        """The page."""
        shown = self.domains()
        return (
            environment()
            .get_template("recall.html.jinja")
            .render(
                title=in_short(self.title, NAME),
                told=self.manifest,
                grades=grade_notes(self.manifest["held_out"]),
                notes=seed_notes(self.manifest.get("seed", {})),
                waiting=[one for one in shown if one["state"] == "waiting"],
                near=[one for one in shown if one["state"] == "near"],
                decided=[one for one in shown if one["state"] == "decided"],
                more=max(0, len({one["domain"] for one in self.rows}) - MOST),
                policy=policy(()),
                style=asset("page.css"),
            )
        )

    def domains(self) -> list[dict[str, Any]]:
        """Domains with the rows of each, those with most pages that are taken first."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        for row in self.rows:
            found.setdefault(row["domain"], []).append(row)
        return [_domain(name, rows) for name, rows in [*found.items()][:MOST]]


def _domain(name: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    states = {row["state"] for row in rows}
    return {
        "domain": in_short(name, NAME),
        "held_out": rows[0]["held_out"],
        "state": next((one for one in ("waiting", "near") if one in states), "decided"),
        "rows": [_row(row) for row in rows],
        "lines": [visible(row["prefix"]) for row in rows if row["state"] in ("waiting", "near")],
        "parts": [visible(row["prefix"]) for row in rows if not (row["state"] or row["is_domain"])],
    }


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    lines = [in_short(line, NAME) for line in row["lines"][:LINES]]
    if left := len(row["lines"]) - len(lines):
        lines.append(f"and {plural(left, 'more line')}")
    samples = [_sample(*one) for one in row["samples"]]
    return {**row, "prefix": in_short(row["prefix"], NAME), "lines": lines, "samples": samples}


def _sample(url: str, is_taken: object, excerpt: str) -> dict[str, Any]:
    shown = {"text": in_short(url, NAME), "to": _link(url)}
    return {**shown, "taken": is_taken, "excerpt": visible(excerpt)}


def _link(url: str) -> str:
    """The address if a browser may be led there; "" for what is no plain address of the web."""
    return url if url.lower().startswith(WEB) and url.isprintable() else ""
