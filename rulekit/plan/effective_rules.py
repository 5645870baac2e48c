"""Rules as the layers of a plan leave them, for lists and pages, not for judging."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rulekit.catalog.catalog import Catalog, Scope
from rulekit.core.captures import Capturer
from rulekit.core.rule import Rule
from rulekit.errors import UsageError, did_you_mean
from rulekit.plan.layers import (
    Layer,
    adjusted,
    chosen,
    narrowness,
    profile_layers,
    profile_names,
    read_profiles,
    tune_layers,
)
from rulekit.plan.plan import Plan


@dataclass(frozen=True)
class EffectiveRule:
    """A rule with the limits in force, whether it is on, who set its limit, what it lacks.

    `lacks` says why it can never be measured in the scope; "" when it can. `elsewhere` has other
    limits by kind or language, "off" among them, when the scope is everything.
    """

    rule: Rule
    on: bool
    limit_from: str
    lacks: str = ""
    elsewhere: Mapping[str, str] = field(default_factory=dict)


def scope_of(catalog: Catalog, word: str | None) -> Scope:
    """The scope that a word names, or the one language that has it as a name or alias (`c++`).

    Raises UsageError when it is no kind and no language.
    """
    if not word:
        return Scope()
    if found := catalog.scope(word):
        return found
    if len(known := catalog.table.named(word)) == 1:
        return scope_of(catalog, known[0])
    raise UsageError(f"`{word}` is no kind and no language{did_you_mean(word, catalog.scopes)}")


def home_of(catalog: Catalog, rule: Rule) -> Scope:
    """The scope that a rule is for, when that is a single language or kind; else everything."""
    if len(rule.languages) == 1:
        return scope_of(catalog, next(iter(rule.languages)))
    return scope_of(catalog, next(iter(rule.kinds)) if len(rule.kinds) == 1 else None)


def rule_views(plan: Plan, scope: Scope, path: str = "") -> list[EffectiveRule]:
    """Rules that may apply in a scope, as the layers leave them; `path` adds its overrides.

    Where the scope is everything, a rule is seen in the one language or kind that it is for.
    """
    rules = [file.rule for file in plan.catalog.rules.values()]
    if not scope.everything:
        wanted = [rule for rule in rules if rule.applies_to(scope.language, scope.kind)]
        return [_view(plan, rule, scope, path) for rule in wanted]
    views = [_view(plan, rule, home_of(plan.catalog, rule), path) for rule in rules]
    layers = [*plan.layers, plan.last]
    return [replace(one, elsewhere=_limits(plan.catalog, one.rule, layers)) for one in views]


def _view(plan: Plan, rule: Rule, scope: Scope, path: str) -> EffectiveRule:
    overrides = plan.overrides_of(path)
    layers = plan.layers_for(scope.language, scope.kind, overrides, scope.natural_language)
    changed, on = adjusted(rule, layers), bool(chosen([rule], layers))
    bounds = (changed.keep.minimum, changed.keep.maximum)
    setters = sorted({bound.set_by for bound in bounds if bound}) if on else []
    syntax = plan.catalog.languages.capturer(scope.language)
    missing = lacks(rule, syntax) if scope.language else ""
    return EffectiveRule(changed, on, ", ".join(setters), missing)


def lacks(rule: Rule, syntax: Capturer | None) -> str:
    """Why a rule can never be measured in a language: no parser, or none of its captures."""
    own = own_needs(rule)
    if own and syntax is None:
        return "no parser"
    if own and syntax and not own & syntax.provided:
        return f"no {', '.join(f'@{name}' for name in sorted(own))} is marked"
    return ""


def own_needs(rule: Rule) -> set[str]:
    """The captures that a rule is about: not those of comments, unless it needs no other."""
    needs = {need for signal in rule.signals for need in signal.needs}
    return needs - {"comment", "docstring"} or needs


def limits_by_profile(catalog: Catalog, rule: Rule) -> dict[str, dict[str, str]]:
    """A rule's limit in its file and in each profile, where it is "off" or a range as text.

    Each by what it is for: "" is everything, the others are kinds and languages with another limit.
    """
    limits = {"rule": {"": str(rule.keep)}}
    tunes = tune_layers(catalog)
    for name in profile_names(catalog):
        layers = [*tunes, *profile_layers(read_profiles(catalog, name))]
        general = _limit(rule, layers, home_of(catalog, rule))
        limits[name] = {"": general} | _limits(catalog, rule, layers)
    return limits


def _limits(catalog: Catalog, rule: Rule, layers: list[Layer]) -> dict[str, str]:
    """The kinds, natural languages and languages where a rule has another limit than in general."""
    general = _limit(rule, layers, home_of(catalog, rule))
    words = {layer.scope for layer in layers if layer.scope}
    scopes = {word: scope_of(catalog, word) for word in sorted(words, key=narrowness)}
    limits: dict[str, str] = {}
    for word, scope in scopes.items():
        if rule.applies_to(scope.language, scope.kind):
            found = _limit(rule, layers, scope)
            if found != limits.get(scope.kind, general):
                limits[word] = found
    return limits


def _limit(rule: Rule, layers: list[Layer], scope: Scope) -> str:
    at = [one for one in layers if one.covers(scope.language, scope.kind, scope.natural_language)]
    return str(adjusted(rule, at).keep) if chosen([rule], at) else "off"
