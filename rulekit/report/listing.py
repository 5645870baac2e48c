"""Lists of rules and plugins, the page of a rule, the effective configuration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill, indent

from rulekit.catalog.plugin import Plugin
from rulekit.core.rule import Rule
from rulekit.plan.effective_rules import EffectiveRule
from rulekit.report.number import number
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer

OTHERS = 2  # kinds and languages whose limits stand in a list beside the general one


@dataclass(frozen=True)
class ExampleText:
    """An example as a rule page shows it."""

    text: str
    reads: float | None


@dataclass(frozen=True)
class RulePage:
    """All that a rule's page says."""

    rule: Rule
    path: str
    why: str
    source: str
    limits: Mapping[str, Mapping[str, str]]
    keep: Sequence[ExampleText]
    drop: Sequence[ExampleText]


@dataclass(frozen=True)
class PluginLine:
    """A pack of a plugin, or a plugin that brings none."""

    name: str
    version: str
    origin: str
    languages: str
    rules: int | None
    status: str
    about: str
    remedy: str


def show_rules(
    printer: Printer, views: Sequence[EffectiveRule], profile: str, config: str = ""
) -> None:
    """Show rules with the limits in force, under a profile and a rulekit.toml if any."""
    heads = ("rule", "must be", "limit from", "action", "title")
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    for view in views:
        rule = view.rule
        limit = _with_others(str(rule.keep) if view.on else "off", view.elsewhere)
        spares = f", spares {rule.spare.value:.0%}" if rule.spare.value else ""
        title = f"{rule.title} (never measured: {view.lacks})" if view.lacks else rule.title
        cells = (rule.id, limit, view.limit_from, rule.action + spares, title)
        used = (view.on or _on_elsewhere(view)) and not view.lacks
        rows.append([Styled(cell, "" if used else "dim") for cell in cells])
    printer.table(rows)
    on, more = sum(view.on for view in views), sum(map(_on_elsewhere, views))
    by = f" and {config}" if config else ""
    others = f", {more} more for some kinds or languages" if more else ""
    printer.line(f"{on} of {len(views)} rules are on in profile {profile}{by}{others}")


def _on_elsewhere(view: EffectiveRule) -> bool:
    """True if a rule that is off in general is on for some kind or language."""
    return not view.on and any(limit != "off" for limit in view.elsewhere.values())


def _with_others(limit: str, elsewhere: Mapping[str, str]) -> str:
    """The limit, and the first of those for kinds and languages; `rulekit rule ID` has them all."""
    others = [f"; {scope} {other}" for scope, other in elsewhere.items()]
    return limit + "".join(others[:OTHERS]) + ("; …" if len(others) > OTHERS else "")


def show_rule(printer: Printer, page: RulePage) -> None:
    """Show the page of a rule: when it drops, why, who says so, its limits, its examples."""
    rule = page.rule
    printer.line(Styled(f"{rule.title:<58}", "bold"), f" {page.path}")
    _field(printer, f"{rule.action}s when", f"{rule.signal.name} is not {rule.keep}")
    _field(printer, "measures", f"{rule.signal.doc} ({rule.signal.unit})")
    for guard in rule.when:
        _field(printer, "only where", f"{guard.signal.name} is {guard.keep}")
    applies = ", ".join([*sorted(rule.languages), *sorted(rule.kinds)]) or "every text"
    _field(printer, "applies to", applies)
    _field(printer, "why", page.why)
    _field(printer, "source", page.source)
    _show_limits(printer, page.limits)
    for title, samples in (("kept", page.keep), ("dropped", page.drop)):
        printer.line(f"  {title}")
        for sample in samples:
            reads = "" if sample.reads is None else f"   reads {number(sample.reads)}"
            printer.line(Styled(indent("─" * 40, "    "), "dim"), Styled(reads, "dim"))
            for text in sample.text.rstrip("\n").split("\n"):
                printer.line("    ", text)


def _show_limits(printer: Printer, limits: Mapping[str, Mapping[str, str]]) -> None:
    """A line for each profile that has the rule on somewhere, then the names of the others."""
    off = [name for name, by_scope in limits.items() if {*by_scope.values()} == {"off"}]
    width = max(map(len, limits))
    for i, (name, by_scope) in enumerate(limits.items()):
        if name not in off:
            said = "; ".join(f"{scope} {limit}".strip() for scope, limit in by_scope.items())
            _field(printer, "limits" if i == 0 else "", f"{name:<{width}}  {said}", as_it_is=True)
    if off:
        _field(printer, "", f"{'off in':<{width}}  {', '.join(off)}", as_it_is=True)


def _field(printer: Printer, name: str, text: str, *, as_it_is: bool = False) -> None:
    if not as_it_is:
        text = fill(" ".join(text.split()), 96, subsequent_indent=" " * 15, break_long_words=False)
    for i, line in enumerate(text.split("\n")):
        printer.line(Styled(f"  {name:<12} " if i == 0 else "", "bold"), line)


def show_plugins(printer: Printer, lines: Sequence[PluginLine]) -> None:
    """Show the plugins: origin, contents, and failures."""
    heads = ("pack", "version", "from", "language", "rules", "status", "")
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    for line in lines:
        style = {"ok": "green", "FAILED": "bold red"}.get(line.status, "dim")
        rules = "—" if line.rules is None else str(line.rules)
        status = Styled(line.status, style)
        rows.append(
            (line.name, line.version, line.origin, line.languages or "—", rules, status, line.about)
        )
        if line.remedy:
            rows.append(("", "", "", "", "", "", line.remedy))
    printer.table(rows, right=(4,))


def brought_parts(plugin: Plugin) -> list[str]:
    """The formats that a plugin reads, where it can judge, and its parts of curations."""
    parts = [f"reads {' '.join(reader.suffixes)}" for reader in plugin.readers]
    parts += [f"--runner {runner.name}" for runner in plugin.runners]
    for what, named in (
        ("step", plugin.steps),
        ("detector", plugin.detectors),
        ("benchmark", plugin.benchmarks),
        ("units", plugin.cutters),
        ("harness", plugin.harnesses),
    ):
        parts += [f"{what} {' '.join(one.name for one in named)}"] if named else []
    return parts
