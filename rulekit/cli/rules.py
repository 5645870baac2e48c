"""`rulekit rules`, `rulekit rule` and `rulekit config`."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import click

from rulekit.catalog.compile_rule import RuleFile
from rulekit.cli.new import new_rule_
from rulekit.cli.options import plan_options
from rulekit.cli.project import with_project
from rulekit.cli.verb import DefaultGroup, Verb
from rulekit.engine import Engine
from rulekit.errors import UsageError
from rulekit.loader import build_engine
from rulekit.plan.effective_rules import EffectiveRule, limits_by_profile, rule_views, scope_of
from rulekit.plan.layers import Layer
from rulekit.plan.options import PlanOptions
from rulekit.report.listing import ExampleText, RulePage, show_rule, show_rules
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer
from rulekit.spec.selection import selected, unknown
from rulekit.testing.examples import example_text

LINES, CHARACTERS = 12, 100  # of an example, on a rule's page
LISTED = 8  # rules that a layer of `rulekit config` names


@click.command(name="list", cls=Verb, examples=("rulekit rules 'code/*' --profile opencoder",))
@click.argument("patterns", nargs=-1)
@plan_options
@click.option("--for", "scope", metavar="LANGUAGE|KIND", help="As they are for a language or kind.")
def list_(
    patterns: tuple[str, ...], scope: str | None, options: PlanOptions, *, isolated: bool
) -> None:
    """List the rules (all, or those that PATTERNS mean) and the limits in force.

    `rulekit rules new PACK/NAME` writes the first file of a new one.
    """
    engine = build_engine(with_project(options, isolated=isolated))
    views = rule_views(engine.plan, scope_of(engine.plan.catalog, scope))
    if patterns:
        wanted = _wanted(engine, patterns)
        views = [view for view in views if view.rule.id in wanted]
    show_rules(Printer(), views, engine.plan.profile, engine.plan.project.config)


@click.group(cls=DefaultGroup, default=list_)
def rules() -> None:
    """List the rules, or write a new one."""


rules.add_command(new_rule_)


def _wanted(engine: Engine, patterns: tuple[str, ...]) -> set[str]:
    catalog = engine.plan.catalog
    for pattern in patterns:
        if message := unknown(pattern, catalog.rules, catalog.absent):
            raise UsageError(message)
    return selected(patterns, catalog.rules)


@click.command(cls=Verb, examples=("rulekit rule code/generated",))
@click.argument("rule_id", metavar="ID")
@plan_options
def rule(rule_id: str, options: PlanOptions, *, isolated: bool) -> None:
    """Show one rule: when it drops, why, who says so, its limits by profile, its examples."""
    engine = build_engine(with_project(options, isolated=isolated))
    file = engine.plan.catalog.rules.get(rule_id)
    if file is None:
        raise UsageError(unknown(rule_id, engine.plan.catalog.rules, ()) or f"`{rule_id}` is no id")
    (view,) = (
        one
        for one in rule_views(engine.plan, scope_of(engine.plan.catalog, None))
        if one.rule.id == rule_id
    )
    show_rule(Printer(), _page(engine, file, view))


def _page(engine: Engine, file: RuleFile, view: EffectiveRule) -> RulePage:
    examples = file.spec.examples
    return RulePage(
        rule=view.rule,
        path=file.path,
        why=file.spec.why,
        source=file.spec.source,
        limits=limits_by_profile(engine.plan.catalog, file.rule),
        keep=[ExampleText(_short(example_text(file, one)), one.reads) for one in examples.keep],
        drop=[ExampleText(_short(example_text(file, one)), one.reads) for one in examples.drop],
    )


def _short(text: str) -> str:
    """An example as a page shows it: not more than a few lines, none too long."""
    lines = [
        line[:CHARACTERS] + ("…" if len(line) > CHARACTERS else "") for line in text.splitlines()
    ]
    return "\n".join(lines if len(lines) <= LINES else [*lines[:LINES], "…"])


@click.command(cls=Verb, examples=("rulekit config src/app.py",))
@click.argument("path", default=".")
@plan_options
@click.option("--for", "scope", metavar="LANGUAGE|KIND", help="As it is for a language or kind.")
def config(path: str, scope: str | None, options: PlanOptions, *, isolated: bool) -> None:
    """Show the effective configuration for PATH and where each value comes from."""
    options = with_project(options, [path], isolated=isolated)
    engine = build_engine(options)
    plan, printer = engine.plan, Printer()
    chain = " < ".join(profile.name for profile in plan.profiles)
    asked = "--profile" if options.profile else None
    from_project = "rulekit.toml" if plan.project.spec.profile else "the default"
    rows: list[Row] = [[Styled(head, "bold") for head in ("setting", "from", "value")]]
    rows += [
        ("profile", asked or from_project, chain),
        ("rulekit.toml", "", plan.project.config or "none found"),
        ("seed", "--seed" if options.seed is not None else "", str(plan.seed)),
        ("plugins off", "-p" if options.off else "", ", ".join(options.off) or "none"),
        ("more rules", "", ", ".join(map(str, plan.catalog.extra)) or "none"),
    ]
    detected = plan.catalog.table.detect(path, "") if Path(path).is_file() else None
    where = scope_of(plan.catalog, scope or (detected.language if detected else None))
    layers = [*plan.layers, plan.last]
    if not where.everything:
        overrides = plan.overrides_of(path)
        layers = plan.layers_for(where.language, where.kind, overrides, where.natural_language)
    rows += [(layer.name, "", _said(layer)) for layer in layers]
    printer.table(rows)
    printer.line()
    show_rules(printer, rule_views(plan, where, path), plan.profile, plan.project.config)


def _said(layer: Layer) -> str:
    """Content of a layer, counted."""
    parts = [
        f"for {layer.scope}" if layer.scope else "",
        f"selects {_listed(layer.select)}" if layer.select is not None else "",
        f"adds {_listed(layer.extend)}" if layer.extend else "",
        f"skips {_listed(layer.skip)}" if layer.skip else "",
        f"limits {_listed(layer.limits)}" if layer.limits else "",
        f"min_score {layer.min_score:g}" if layer.min_score is not None else "",
    ]
    return "; ".join(part for part in parts if part) or "nothing"


def _listed(words: Collection[str]) -> str:
    """The words, or how many when they are more than a line holds; the list below has them all."""
    return ", ".join(words) if len(words) <= LISTED else f"{len(words)} rules"
