"""A plan as plain data: every rule set that it can give, and what else judging asks of it."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from rulekit.catalog.compile_rule import recipe_of
from rulekit.core.document import KINDS, PROSE, Kind
from rulekit.core.gate import KNOWN
from rulekit.errors import PluginError
from rulekit.plan.fingerprint import deciding
from rulekit.stored.codec import encode
from rulekit.stored.late_packs import APART

if TYPE_CHECKING:
    from rulekit.catalog.plugin import Plugin
    from rulekit.catalog.weight_folders import WeightFile
    from rulekit.plan.plan import Plan
    from rulekit.signals.recipe import Recipe

# Facts of a plan (plan/facts.py) that are stored as they are.
FACTS = (
    *("profile", "seed", "titles", "reads_texts", "pack_count", "bundled", "broken"),
    *("config", "root", "excludes", "max_drop_rate", "suffixes"),
    *("baseline", "override_paths"),
)
Place = tuple[str, Kind, str]  # language, kind and natural language of documents; "" is any other


def plain_plan(plan: Plan) -> dict[str, Any]:
    """All that `StoredPlan` needs, in types that `marshal` writes.

    Raises TypeError when something of it has no such form.
    """
    return {
        "facts": {name: encode(getattr(plan, name)) for name in FACTS},
        "fingerprint": deciding(plan),
        "patterns": tuple(KNOWN),
        "recipes": {name: encode(recipe) for name, recipe in _recipes(plan)},
        "models": {
            name: (str(one.path.absolute()), one.linked)
            for name, one in plan.catalog.models.items()
        },
        "replies": tuple(
            tuple((str(part.path.absolute()), *astuple(part)[1:]) for part in one.folders)
            for one in plan.catalog.replies.values()
        ),
        "weights": {
            name: (file.name, encode(_terms(file))) for name, file in plan.catalog.weights.items()
        },
        "scorecard": encode(plan.scorecard),
        **_rule_sets(plan),
        **_languages(plan),
        **_owners(plan),
        "captures": {name: syntax.provided for name, syntax in plan.catalog.syntaxes.items()},
        "pipeline_folders": tuple(map(str, plan.pipeline_parts.folders)),
    }


def special_languages(plan: Plan) -> list[str]:
    """Languages of which a rule or a layer speaks, or a pack brings; all others are judged alike.

    One that is called like a kind is one of them, as a layer for the kind would speak of it.
    """
    named = {layer.scope for layer in plan.layers} | {*KINDS} | plan.catalog.syntaxes.keys()
    named |= {one for file in plan.catalog.rules.values() for one in file.rule.languages}
    return sorted(named & {*plan.table.ids})


def places(plan: Plan) -> Iterator[Place]:
    """Each sort of documents that has a rule set of its own."""
    sorts: list[tuple[str, Kind]] = [("", kind) for kind in KINDS]
    sorts += [(one, plan.table.facts(one).kind) for one in special_languages(plan)]
    for language, kind in sorts:
        spoken = plan.languages.natural_languages if kind == PROSE else ()
        yield from ((language, kind, each) for each in ("", *spoken))


def _rule_sets(plan: Plan) -> dict[str, Any]:
    numbers: dict[Any, int] = {}
    sets = {}
    for language, kind, natural_language in places(plan):
        found = plan.rule_set(language, kind, "", natural_language)
        rules = tuple(numbers.setdefault(encode(rule), len(numbers)) for rule in found.rules)
        sets[language, kind, natural_language] = (rules, found.min_score)
    return {"rules": tuple(numbers), "rule_sets": sets}


def _recipes(plan: Plan) -> Iterator[tuple[str, Recipe]]:
    """Every signal of a rule or of the scorecard, by name, as its file says it."""
    for file in plan.catalog.rules.values():
        written = (file.spec.signal, *(guard.signal for guard in file.spec.when))
        for signal, spec in zip(file.rule.signals, written, strict=True):
            yield signal.name, recipe_of(spec)
    if card := plan.scorecard_file:
        for term, said in zip(card.scorecard.terms, card.spec.terms, strict=True):
            yield term.signal.name, recipe_of(said.signal)


def _terms(file: WeightFile) -> list[tuple[Recipe, float, float]]:
    return [(recipe_of(one.signal), one.weight, one.mean) for one in file.spec.terms]


def _languages(plan: Plan) -> dict[str, Any]:
    table, languages = plan.table, plan.languages
    special = special_languages(plan)
    return {
        "facts_of": {one: encode(table.facts(one)) for one in table.ids},
        "content_rules": {key: encode(tuple(one)) for key, one in table.content_rules.items()},
        "indexes": table.indexes,
        # Half of all, of which a text needs one: each is read when it is asked for.
        "syntaxes": {name: marshal.dumps(_syntax(plan, name)) for name in languages.syntaxes},
        "wanted": dict(languages.wanted or {}),
        "special": frozenset(special),
        "gates": {
            one: languages.gates(one).patterns if languages.gates else () for one in ("", *special)
        },
    }


def _syntax(plan: Plan, language: str) -> dict[str, Any]:
    """The grammar and queries of a language, merged for the captures that will be asked of it.

    A grammar that does not load is told when a text needs it.
    """
    syntax = plan.languages.syntaxes[language]
    known = {}
    for asked in {one.asked for one in plan.languages.held(language)}:
        with suppress(PluginError):
            known[asked] = encode(syntax.source.structures(syntax.grammar.language, asked))
    return {
        "grammar": encode(syntax.grammar),
        "captures": syntax.source.captures,
        "structures": known,
        "source": encode(syntax.source),
    }


def _owners(plan: Plan) -> dict[str, Any]:
    """The plugins of all that is code, by name: it is imported when it is needed."""
    working = [one for one in plan.catalog.plugins if one.status == "ok"]
    languages = [(one, language) for one in working for language in one.languages]
    packs = [(one, pack) for one in working for pack in one.packs]
    return {
        "plugins": {one.name: one.origin for one in working},
        "owners": {
            "signals": _names((one, pack.signals) for one, pack in packs),
            "finders": _names((one, pack.finders) for one, pack in packs),
            **{sort: _names((one, getattr(one, sort)) for one in working) for sort in APART},
            "parse_guard": {each.id: one.name for one, each in languages if each.parse_guard},
            "embeds": {each.id: one.name for one, each in languages if each.embeds},
            "identifiers": {pack.name: one.name for one, pack in packs if pack.natural_languages},
        },
    }


def _names(parts: Iterable[tuple[Plugin, Iterable[Any]]]) -> dict[str, str]:
    return {one.name: plugin.name for plugin, brought in parts for one in brought}
