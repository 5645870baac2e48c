"""The end of a run: counts by language, rule or folder, and what was not judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rulekit.core.tally import Count, Tally
from rulekit.report.number import percent, plural, size
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer
from rulekit.report.style import Style

TOP_REASONS = 3
TOP_GROUPS = 12  # languages that have a row each, unless they are asked for


def show_summary(printer: Printer, tally: Tally, style: Style) -> None:
    """The table by language, rule or folder, the line of totals, and what was not judged."""
    what = style.what
    if tally.all.total:
        by_rule = style.by == "rule"
        if (style.statistics or by_rule) and tally.by_reason:
            printer.line()
            show_statistics(printer, tally, what=what)
        if not by_rule and (style.by or not style.quiet):
            printer.line()
            groups = tally.by_folder or {} if style.by == "dir" else tally.by_language
            show_groups(printer, style.by or "language", groups, what, top=not style.by)
        printer.line(totals(tally.all, what))
        if told := known_files(tally, what):
            printer.line(told)
    if style.verbose or style.statistics:
        show_unmeasured(printer, tally, what)
    if told := without_reply(tally, what):
        printer.line(told)
    if told := not_judged(tally, what, "" if style.show_files else "; --show-files lists them"):
        printer.line(told)


def totals(counts: Count, what: str) -> str:
    """The decisions in one line."""
    parts = [f"{counts.keep:,} kept", f"{counts.drop:,} dropped"]
    parts += [plural(counts.error, "error")] if counts.error else []
    share = percent(counts.drop, counts.total)
    return f"{plural(counts.total, what)} judged: {', '.join(parts)} ({share} dropped)"


def known_files(tally: Tally, what: str = "file") -> str:
    """Line about the files that a baseline knows, which no list has; "" if there are none."""
    if not tally.known:
        return ""
    verb = "is" if tally.known == 1 else "are"
    return f"{plural(tally.known, what)} of these {verb} in the baseline, and not listed."


def show_groups(
    printer: Printer, by: str, groups: dict[str, Count], what: str = "file", *, top: bool = False
) -> None:
    """A row for each group, the largest first; with `top`, the others together in one row."""
    errors = any(count.error for count in groups.values())
    heads = [by, f"{what}s", "keep", "drop", *(["error"] if errors else []), "drop rate", "reasons"]
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    ordered = sorted(groups.items(), key=lambda item: (-item[1].total, item[0]))
    others = ordered[TOP_GROUPS:] if top and len(ordered) > TOP_GROUPS + 1 else []
    rows += [
        _row(name, count, errors=errors) for name, count in ordered[: len(ordered) - len(others)]
    ]
    if others:
        rest = Count()
        for _, count in others:
            rest.merge(count)
        rows.append(_row(f"{len(others)} others", rest, errors=errors))
    printer.table(rows, right=range(1, len(heads) - 1), paths=(0,))


def _row(name: str, count: Count, *, errors: bool) -> Sequence[str]:
    reasons = sorted(count.reasons.items(), key=lambda item: (-item[1], item[0]))[:TOP_REASONS]
    return (
        name,
        f"{count.total:,}",
        f"{count.keep:,}",
        f"{count.drop:,}",
        *([f"{count.error:,}"] if errors else []),
        percent(count.drop, count.total),
        ", ".join(f"{reason} {number:,}" for reason, number in reasons),
    )


def show_statistics(
    printer: Printer, tally: Tally, top: int | None = None, what: str = "file"
) -> None:
    """Show documents that each rule dropped, and those that it alone did.

    With `top`, only as many reasons as that, and how many more there are.
    """
    reasons = sorted(
        tally.by_reason.items(), key=lambda item: (-item[1].drop - item[1].error, item[0])
    )
    flags = any(reason.flagged for _, reason in reasons[:top])
    heads = ["reason", f"{what}s", "share", "only reason", "bytes", *(["flagged"] if flags else [])]
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    rows += [
        (
            name,
            f"{reason.drop + reason.error:,}",
            percent(reason.drop + reason.error, tally.all.total),
            f"{reason.only_reason:,}",
            size(reason.only_reason_bytes),
            *([f"{reason.flagged:,}"] if flags else []),
        )
        for name, reason in reasons[:top]
    ]
    if len(rows) == 1:
        return
    printer.table(rows, right=range(1, len(heads)))
    if hidden := len(reasons[top:]) if top else 0:
        printer.line(f"   {plural(hidden, 'more reason')}")
    told = (
        f"A {what} with several reasons counts for each. Only reason: {what}s that have no other, "
        "save what follows from it; bytes are theirs."
    )
    printer.line(Styled(f" {told}", "dim"))


def show_unmeasured(printer: Printer, tally: Tally, what: str = "file") -> None:
    """Show why rules could not be measured, if they could not."""
    if not tally.unmeasured:
        return
    printer.line()
    because: dict[str, dict[str, int]] = {}
    for (rule, note), count in sorted(tally.unmeasured.items()):
        because.setdefault(note, {})[rule] = count
    heads = ("not measured because", f"{what}s", "rules")
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    for note, rules in sorted(because.items(), key=lambda item: (-max(item[1].values()), item[0])):
        named = list(rules) if len(rules) <= TOP_REASONS else [f"{len(rules)} rules"]
        rows.append((note, f"{max(rules.values()):,}", ", ".join(named)))
    printer.table(rows, right=(1,))


def without_reply(tally: Tally, what: str = "file") -> str:
    """Line about what no model has replied of, though a rule asks; "" where there is none."""
    if not tally.unmeasured:
        return ""
    from rulekit.replies.reply_set import WITHOUT  # which few runs need

    by_note: dict[str, dict[str, int]] = {}
    for (rule, note), count in sorted(tally.unmeasured.items()):
        if note in WITHOUT:
            by_note.setdefault(note, {})[rule] = count
    if not by_note:
        return ""
    counts = Counter[str]()
    for note, rules in by_note.items():
        counts[note.partition(":")[0]] += max(rules.values())
    named = sorted({rule for rules in by_note.values() for rule in rules})
    who = ", ".join(named) if len(named) <= TOP_REASONS else f"{len(named)} rules"
    why = ", ".join(f"{count:,} {word}" for word, count in counts.most_common())
    total = plural(counts.total(), what)
    return f"{total} without a model's reply: {why}; {who} could not judge them"


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
