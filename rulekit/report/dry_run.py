"""What a run over a corpus would be like, for people."""

from __future__ import annotations

from collections.abc import Mapping

from rulekit.core.tally import Tally
from rulekit.report.number import percent, plural, size
from rulekit.report.pieces import Styled
from rulekit.report.printer import Printer

SHARDS = 3  # shards that cannot be counted which are named


def show_part(printer: Printer, part: str) -> None:
    """Show which rows are judged, when they are not all."""
    if part:
        _line(printer, "rows", part)


def show_corpus(
    printer: Printer,
    *,
    rows: str,
    bytes: int,
    guessed: str,
    broken: Mapping[str, str],
    out: str,
) -> None:
    """Show how much there is, and what would become of the folder of the audit."""
    _line(printer, "rows", rows + (f"   ({guessed})" if guessed else ""))
    _line(printer, "size", f"{size(bytes)} on the disk")
    for name in list(broken)[:SHARDS]:
        _line(printer, "broken", f"{name}: {broken[name]}")
    if len(broken) > SHARDS:
        _line(printer, "broken", f"… and {len(broken) - SHARDS:,} more")
    _line(printer, "out", out)


def show_estimate(
    printer: Printer, tally: Tally, *, rate: float, seconds: float | None, jobs: int
) -> None:
    """Show what a few rows foretell: shares, speed, and the time that `jobs` workers take."""
    counts, apart = tally.all, tally.total - tally.all.total
    shares = [
        f"{name} {percent(n, counts.total)}"
        for name, n in (("keep", counts.keep), ("drop", counts.drop), ("error", counts.error))
    ]
    shares += [f"not judged {apart:,}"] if apart else []
    printer.line()
    _line(printer, "tried", f"{plural(tally.total, 'row')}: {'  '.join(shares)}")
    if seconds is not None:
        _line(printer, "speed", f"about {_rounded(rate)} rows/s with one core")
        _line(printer, "time", f"about {duration(seconds)} of judging with -j {jobs}")


def _rounded(rate: float) -> str:
    return f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"


def duration(seconds: float) -> str:
    """Time as people say it: `40 s`, `12 min`, `3 h 20 min`, `2 days 5 h`."""
    minutes, hours = round(seconds / 60), round(seconds / 3600)
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    if minutes < 90:
        return f"{minutes} min"
    if hours < 48:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{hours // 24} days {hours % 24} h"


def _line(printer: Printer, name: str, text: str) -> None:
    printer.line(Styled(f"{name:9}", "bold"), text)
