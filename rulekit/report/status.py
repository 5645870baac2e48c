"""How far a run is, for the terminal."""

from __future__ import annotations

from typing import Any

from rulekit.report.number import plural
from rulekit.report.printer import Printer

SHOWN = 5  # names of shards that are left


def show_status(printer: Printer, status: Any, out: str) -> None:
    """Show the state of a run: shards, rows, rate, what is left, and who is at it."""
    closed = status.shards - len(status.left)
    going = "under way" if status.is_under_way else "nobody is at it"
    state = "finished" if status.finished else going
    printer.line(f"audit    {out}: {state}")
    if status.stage:
        printer.line(f"stage    {status.stage}")
    if status.shards:
        opened = f", {status.opened:,} opened" if status.opened else ""
        printer.line(f"shards   {closed:,} of {status.shards:,} closed{opened}")
        printer.line(f"rows     {_rows(status)}")
    if status.rate:
        printer.line(f"rate     {status.rate:,.0f} rows/s{_left(status.seconds_left)}")
    if status.left:
        more = f" and {len(status.left) - SHOWN:,} more" if len(status.left) > SHOWN else ""
        printer.line(f"left     {', '.join(status.left[:SHOWN])}{more}")
    for one in status.tasks:
        holder = one.holder
        told = f"{one.rate:,.0f} rows/s" if one.is_alive else "silent: it may be dead"
        printer.line(f"task     {holder.part}: {holder}, {plural(holder.rows, 'row')}, {told}")
    if not (status.finished or status.left or status.stage):
        printer.line(f"next: rulekit audit join {out}")


def _rows(status: Any) -> str:
    known = "" if status.finished else f" of {status.rows:,} that are counted"
    count = status.tally.all
    shares = f"{count.keep:,} kept, {count.drop:,} dropped, {count.error:,} errors"
    return f"{status.judged:,}{known} judged: {shares}"


def _left(seconds: float | None) -> str:
    if seconds is None or seconds < 0:
        return ""
    hours, rest = divmod(round(seconds), 3600)
    return (
        f", about {hours} h {rest // 60:02} min left"
        if hours
        else f", about {rest // 60 + 1} min left"
    )
