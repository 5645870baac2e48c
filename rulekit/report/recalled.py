"""Rounds of recall as people see them in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rulekit.report.grade_note import grade_notes
from rulekit.report.number import percent, plural
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer
from rulekit.report.seed_note import seed_notes

MOST = 10  # prefixes that are shown; the page has more
Told = Mapping[str, Any]


def show_round(printer: Printer, told: Told) -> None:
    """Show what a round has learned and found."""
    model, pages, domains = told["model"], told["pages"], told["domains"]
    printer.line(
        Styled(f"round {told['round']}", "bold"),
        f"  learned from {plural(model['labels'], 'page')} of {plural(model['groups'], 'domain')}: "
        f"{model['keep']:,} to keep, {model['labels'] - model['keep']:,} to drop",
    )
    for note in seed_notes(told.get("seed", {})):
        printer.line(f"  {note}")
    printer.line(
        f"  {pages['taken']:,} of {plural(pages['scored'], 'page')} reach the limit of "
        f"{told['limit']:g}; {domains['asked']:,} domains or prefixes stand out"
    )
    for known, figures in grade_notes(told["held_out"]):
        printer.line(f"  held out, {known}: {figures}")
    if pages["unread"]:
        listed = ", ".join(f"{count:,} {cause}" for cause, count in pages["unread"].items())
        printer.line(f"  rows that are no page: {listed}")


def show_waiting(printer: Printer, rows: Sequence[Told]) -> None:
    """Show the prefixes that wait for people, the first of them."""
    if not rows:
        return
    printer.line()
    heads = ("waiting for a decision", "pages", "taken", "at least")
    table: list[Row] = [[Styled(word, "bold") for word in heads]]
    table += [
        (one["prefix"], f"{one['pages']:,}", f"{one['taken']:,}", percent(one["bound"], 1))
        for one in rows[:MOST]
    ]
    printer.table(table, right=range(1, 4), paths=(0,))
    if len(rows) > MOST:
        printer.line(f" and {len(rows) - MOST:,} more")


def show_standing(printer: Printer, told: Told) -> None:
    """Show why no round follows, and what is admitted by now."""
    admitted = told["admitted"]
    printer.line()
    printer.line(Styled(_why(told), "bold"))
    total = admitted["by_prefix"] + admitted["by_score"]
    parts = f"{admitted['by_prefix']:,} under annotated prefixes"
    if told["admit"] == "scored":
        parts += f", {admitted['by_score']:,} by their score alone"
    printer.line(f"admitted: {plural(total, 'page')}: {parts}")
    if admitted["not_admitted"]:
        count = plural(admitted["not_admitted"], "page")
        printer.line(f"not admitted: {count} by the limit alone (`admit: scored` takes them)")


def _why(told: Told) -> str:
    """Why no round follows, and what may change it."""
    new, count, rounds = told["new"], len(told["waiting"]), plural(told["rounds"], "round")
    waiting = f"{count:,} prefix{'' if count == 1 else 'es'}"
    missed = (
        f"{plural(new['missed'], 'new positive')}, {percent(new['share'], 1)} of all that is found"
        if new
        else ""
    )
    if told["next"] == "few":
        return f"done after {rounds}: {missed}"
    if told["next"] == "all":
        more = f", with {waiting} still to decide on" if count else ""
        return f"done: all {rounds}{more}"
    more = f"; so far {missed}" if new else ""
    return f"the next round waits for what people say of {waiting}{more}"
