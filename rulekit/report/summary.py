"""The end of a run: counts by language, rule or folder, and what was not judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rulekit.core.tally import Count, Tally
from rulekit.report.number import percent, plural, size
from rulekit.report.printer import Printer, Row, Styled

TOP_REASONS = 3


def show_summary(
    printer: Printer, tally: Tally, by: str = "language", *, told: bool = False
) -> None:
    """The table by language (or rule, or folder), then what was not measured or not judged.

    `told`: what was not measured has been listed already.
    """
    if tally.all.total:
        printer.line()
        if by == "rule":
            show_statistics(printer, tally)
        else:
            groups = tally.by_language if by == "language" else tally.by_folder or {}
            _show_groups(printer, by, groups, tally.all)
    told = told or by == "rule"
    for line in ("" if told else not_measured(tally), not_judged(tally)):
        if line:
            printer.line(line)


def _show_groups(printer: Printer, by: str, groups: dict[str, Count], all_: Count) -> None:
    heads = (by, "files", "keep", "drop", "error", "drop rate", "top reasons")
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    ordered = sorted(groups.items(), key=lambda item: (-item[1].total, item[0]))
    rows += [_row(name, count) for name, count in ordered]
    if len(groups) > 1:
        rows.append(_row("total", all_)[:6])
    printer.table(rows, right=range(1, 6))


def _row(name: str, count: Count) -> Sequence[str]:
    reasons = sorted(count.reasons.items(), key=lambda item: (-item[1], item[0]))[:TOP_REASONS]
    return (
        name,
        f"{count.total:,}",
        f"{count.keep:,}",
        f"{count.drop:,}",
        f"{count.error:,}",
        percent(count.drop, count.total),
        " · ".join(f"{reason} {number:,}" for reason, number in reasons),
    )


def show_statistics(printer: Printer, tally: Tally, top: int | None = None) -> None:
    """Show documents that each rule dropped, those that it alone did, and the unmeasured.

    With `top`, only as many reasons as that, and how many more there are.
    """
    heads = ("reason", "files", "share", "only reason", "bytes", "flagged")
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    reasons = sorted(
        tally.by_reason.items(), key=lambda item: (-item[1].drop - item[1].error, item[0])
    )
    rows += [
        (
            name,
            f"{reason.drop + reason.error:,}",
            percent(reason.drop + reason.error, tally.all.total),
            f"{reason.only_reason:,}",
            size(reason.only_reason_bytes),
            f"{reason.flagged:,}",
        )
        for name, reason in reasons[:top]
    ]
    if len(rows) > 1:
        printer.table(rows, right=range(1, 6))
        if hidden := len(reasons[top:]) if top else 0:
            printer.line(f"   {plural(hidden, 'more reason')}")
        printer.line(
            Styled(" only reason: files that this reason alone removes; bytes are theirs", "dim")
        )
    _show_unmeasured(printer, tally)


def _show_unmeasured(printer: Printer, tally: Tally) -> None:
    if not tally.unmeasured:
        return
    printer.line()
    because: dict[str, dict[str, int]] = {}
    for (rule, note), count in sorted(tally.unmeasured.items()):
        because.setdefault(note, {})[rule] = count
    rows: list[Row] = [
        [Styled(head, "bold") for head in ("not measured because", "files", "rules")]
    ]
    for note, rules in sorted(because.items(), key=lambda item: (-max(item[1].values()), item[0])):
        named = list(rules) if len(rules) <= TOP_REASONS else [f"{len(rules)} rules"]
        rows.append((note, f"{max(rules.values()):,}", ", ".join(named)))
    printer.table(rows, right=(1,))


def not_measured(tally: Tally) -> str:
    """Why rules could not be measured on candidates, in one line; "" when they all could."""
    if not tally.unmeasured:
        return ""
    notes: Counter[str] = Counter()
    for (_, note), count in tally.unmeasured.items():
        notes[note] = max(notes[note], count)
    ordered = sorted(notes.items(), key=lambda item: (-item[1], item[0]))
    named = ", ".join(f"{note}: {plural(count, 'file')}" for note, count in ordered[:TOP_REASONS])
    more = f", {len(ordered) - TOP_REASONS} more" if len(ordered) > TOP_REASONS else ""
    return f"Not measured by some rules: {named}{more}; --statistics lists them."


def not_judged(tally: Tally, what: str = "file", hint: str = "; --show-files lists them") -> str:
    """Line about the files that are no candidates; "" if there are none."""
    if not tally.not_judged:
        return ""
    total = sum(tally.not_judged.values())
    parts = [
        f"{count:,} {cause.replace('-', ' ')}"
        for cause, count in sorted(tally.not_judged.items(), key=lambda item: (-item[1], item[0]))
    ]
    return f"Not judged: {plural(total, what)} ({', '.join(parts)}){hint}."
