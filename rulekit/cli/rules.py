"""`rulekit rules`, `rulekit rule` and `rulekit config`."""

from __future__ import annotations

from typing import Any

import click

from rulekit.catalog.compile import RuleFile
from rulekit.catalog.layers import adjusted, chosen, profile_layers, profile_names, read_profiles
from rulekit.cli.options import plan_options, settings_of
from rulekit.core.document import KINDS
from rulekit.core.rule import Rule
from rulekit.errors import UsageError
from rulekit.report.listing import RuleLine, RulePage, Sample, show_rule, show_rules
from rulekit.report.printer import Printer, Row, Styled
from rulekit.run.examples import example_text
from rulekit.run.local import LocalEngine
from rulekit.spec.selection import selected, unknown


@click.command()
@click.argument("patterns", nargs=-1)
@plan_options
@click.option("--for", "scope", metavar="LANGUAGE|KIND", help="As they are for a language or kind.")
def rules(patterns: tuple[str, ...], scope: str | None, **words: Any) -> None:
    """List the rules (all, or those that PATTERNS mean) and the limits in force."""
    engine = settings_of(words).build()
    printer = Printer()
    lines = rule_lines(engine, scope)
    if patterns:
        wanted = _wanted(engine, patterns)
        lines = [line for line in lines if line.rule.id in wanted]
    show_rules(printer, lines, engine.plan.profile)


def rule_lines(engine: LocalEngine, scope: str | None) -> list[RuleLine]:
    """Every rule as the layers leave it for a scope; without one, as they leave it for all."""
    language, kind = _scope(engine, scope)
    layers = engine.plan.layers_for(language, kind)
    everything = [file.rule for file in engine.plan.catalog.rules.values()]
    on = {rule.id for rule in chosen(everything, layers)}
    lines = []
    for rule in everything:
        if scope and not rule.applies_to(language, kind or "programming"):  # type: ignore[arg-type]  # checked by _scope
            continue
        changed = adjusted(rule, layers)
        bounds = (changed.keep.minimum, changed.keep.maximum)
        setters = sorted({bound.set_by for bound in bounds if bound})
        lines.append(RuleLine(changed, rule.id in on, ", ".join(setters) if rule.id in on else ""))
    return lines


def _scope(engine: LocalEngine, scope: str | None) -> tuple[str, str]:
    """Language and kind of a word; raises UsageError when it is neither."""
    from rulekit.errors import did_you_mean

    table = engine.plan.catalog.table
    if not scope:
        return "", ""
    if scope in KINDS:
        return "", scope
    if scope in table:
        return scope, table.facts(scope).kind
    near = did_you_mean(scope, {*KINDS, *table.ids})
    raise UsageError(f"--for {scope}: no kind and no language{near}")


def _wanted(engine: LocalEngine, patterns: tuple[str, ...]) -> set[str]:
    catalog = engine.plan.catalog
    for pattern in patterns:
        if message := unknown(pattern, catalog.rules, catalog.absent):
            raise UsageError(message)
    return selected(patterns, catalog.rules)


@click.command()
@click.argument("rule_id", metavar="ID")
@plan_options
def rule(rule_id: str, **words: Any) -> None:
    """Show one rule: when it drops, why, who says so, its limits by profile, its examples."""
    engine = settings_of(words).build()
    file = engine.plan.catalog.rules.get(rule_id)
    if file is None:
        raise UsageError(unknown(rule_id, engine.plan.catalog.rules, ()) or f"`{rule_id}` is no id")
    show_rule(Printer(), _page(engine, file))


def _page(engine: LocalEngine, file: RuleFile) -> RulePage:
    examples = file.spec.examples
    return RulePage(
        rule=file.rule,
        path=file.path,
        why=file.spec.why,
        source=file.spec.source,
        limits=_limits(engine, file.rule),
        keep=[Sample(_short(example_text(file, one)), one.reads) for one in examples.keep],
        drop=[Sample(_short(example_text(file, one)), one.reads) for one in examples.drop],
    )


def _limits(engine: LocalEngine, rule: Rule) -> dict[str, str]:
    """The rule's limit by profile, and in those kinds and languages where it differs."""
    limits = {"rule": str(rule.keep)}
    for name in profile_names(engine.plan.catalog):
        layers = profile_layers(read_profiles(engine.plan.catalog, name))
        everywhere = [layer for layer in layers if not layer.scope]
        limits[name] = _limit(rule, everywhere)
        for scope in dict.fromkeys(layer.scope for layer in layers if layer.scope):
            special = _limit(rule, [layer for layer in layers if layer.scope in ("", scope)])
            if special != limits[name]:
                limits[f"{name} for {scope}"] = special
    return limits


def _limit(rule: Rule, layers: list[Any]) -> str:
    return str(adjusted(rule, layers).keep) if chosen([rule], layers) else "off"


def _short(text: str) -> str:
    """An example as a page shows it: not more than a few lines, none too long."""
    lines = [line[:100] + ("…" if len(line) > 100 else "") for line in text.splitlines()]
    return "\n".join(lines if len(lines) <= 12 else [*lines[:12], "…"])


@click.command()
@click.argument("path", default=".")
@plan_options
@click.option("--for", "scope", metavar="LANGUAGE|KIND", help="As it is for a language or kind.")
def config(path: str, scope: str | None, **words: Any) -> None:
    """Show the effective configuration for PATH and where each value comes from."""
    settings = settings_of(words, [path])
    engine = settings.build()
    plan, printer = engine.plan, Printer()
    chain = " < ".join(profile.name for profile in plan.profiles)
    project = plan.choice.project
    asked = "--profile" if settings.profile else None
    from_project = "rulekit.toml" if project and project.profile else "the default"
    rows: list[Row] = [[Styled(head, "bold") for head in ("setting", "value", "from")]]
    rows += [
        ("profile", chain, asked or from_project),
        ("rulekit.toml", settings.config or "none found", ""),
        ("seed", str(plan.seed), "--seed" if settings.seed is not None else ""),
        ("plugins off", ", ".join(settings.off) or "none", "-p" if settings.off else ""),
        ("more rules", ", ".join(settings.rules) or "none", "--rules" if settings.rules else ""),
    ]
    rows += [(layer.name, _said(layer), "") for layer in plan.layers_for(*_scope(engine, scope))]
    printer.table(rows)
    printer.line()
    show_rules(printer, rule_lines(engine, scope), plan.profile)


def _said(layer: Any) -> str:
    """What a layer says, counted."""
    parts = [
        f"for {layer.scope}" if layer.scope else "",
        f"selects {', '.join(layer.select)}" if layer.select is not None else "",
        f"adds {', '.join(layer.extend)}" if layer.extend else "",
        f"skips {', '.join(layer.skip)}" if layer.skip else "",
        f"limits {', '.join(layer.limits)}" if layer.limits else "",
        f"min_score {layer.min_score:g}" if layer.min_score is not None else "",
    ]
    return "; ".join(part for part in parts if part) or "nothing"
