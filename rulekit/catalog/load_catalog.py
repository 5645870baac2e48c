"""Building the catalog: plugins loaded and checked together, their rules read and compiled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.check_pack import fit_problems, needs_problems
from rulekit.catalog.compile_rule import Names
from rulekit.catalog.extra_rules import extra_rules
from rulekit.catalog.implications import implication_problems, with_implications
from rulekit.catalog.language_tables import facts_of
from rulekit.catalog.model_folders import KnownModel, find_models, taken_models
from rulekit.catalog.plugin import Plugin
from rulekit.catalog.plugin_source import PluginSource
from rulekit.catalog.plugins import load_plugins
from rulekit.catalog.query_files import (
    inheritance_problems,
    inheriting,
    query_sources,
    refused_by_grammar,
)
from rulekit.catalog.reply_folders import KnownReplies, find_replies
from rulekit.catalog.rule_files import PackRules, read_folder, tune_problems
from rulekit.catalog.weight_folders import find_weights, read_weights, with_weights
from rulekit.errors import Problem
from rulekit.hooks.pack import Pack
from rulekit.syntax.grammar import Syntax
from rulekit.syntax.query import QuerySource


def load_catalog(
    off: Iterable[str] = (),
    extra: Sequence[Path] = (),
    sources: Sequence[PluginSource] | None = None,
    replies: Iterable[Path] = (),
) -> Catalog:
    """Load all that is installed: broken plugins are marked, broken `extra` folders raise.

    `replies` are folders of a model's replies, which raise if they are none.
    """
    extra = [*{folder.absolute(): folder for folder in extra}.values()]  # each once
    known_replies = find_replies(replies)
    plugins = load_plugins(off, sources)
    while True:  # a plugin that breaks here takes its names with it, which may break another
        packs = [pack for plugin in plugins for pack in plugin.packs]
        queries = query_sources(packs)
        kinds = {kind.name: kind for plugin in plugins for kind in plugin.kinds}
        models = find_models(packs, extra, kinds)
        plain = _names(plugins, queries, models, known_replies)
        weights = find_weights(packs, extra, plain)
        names, languages = with_weights(plain, weights), _languages(packs, queries)
        folders = {plugin.name: _read_packs(plugin, names) for plugin in plugins}
        checked = [
            _checked(plugin, plugins, folders, queries, plain, languages, models)
            for plugin in plugins
        ]
        if checked == plugins:
            break
        plugins = checked
    read = [found for folder in folders.values() for found in folder]
    rules = {file.rule.id: file for found in read for file in found.rules}
    rules |= extra_rules(extra, packs, rules, names)
    return Catalog(
        tuple(plugins),
        with_implications(dict(sorted(rules.items()))),
        {language: found.tune for found in read if found.tune for language in found.languages},
        names.signals,
        {syntax.language: syntax for syntax in _syntaxes(packs, queries)},
        names,
        tuple(extra),
        models,
        known_replies.sets,
        weights,
    )


def _read_packs(plugin: Plugin, names: Names) -> list[PackRules]:
    return [
        read_folder(
            pack.rules / pack.name,
            [language.id for language in pack.languages],
            names,
            linked=True,  # some installers link every file to their store
        )
        for pack in plugin.packs
    ]


def _checked(
    plugin: Plugin,
    plugins: Sequence[Plugin],
    folders: Mapping[str, Sequence[PackRules]],
    queries: Mapping[str, QuerySource],
    names: Names,
    languages: Collection[str],
    models: Mapping[str, KnownModel],
) -> Plugin:
    """The plugin, or the same one broken when its files are wrong or fit nothing."""
    known = [file.rule.id for read in folders.values() for found in read for file in found.rules]
    broken = {name for name, read in folders.items() if any(found.problems for found in read)}
    absent = broken.union(*(other.absent for other in plugins))
    problems: list[Problem] = []
    for found in folders[plugin.name]:
        problems += found.problems
        problems += tune_problems(found.tune, known, absent) if found.tune else ()
        problems += implication_problems(found.rules, known, absent)
    packs = [pack for other in plugins for pack in other.packs]
    for pack in plugin.packs:
        problems += read_weights(pack.rules, names, linked=True)[1]
        wrong = needs_problems(pack, names.captures, languages, absent)
        problems += [replace(one, path=plugin.file) for one in wrong]
        problems += [*fit_problems(pack, packs, absent), *taken_models(pack.rules, models)]
        for language in pack.languages:
            problems += inheritance_problems(language.id, queries, absent)
    for language in plugin.languages if problems else ():
        problems += refused_by_grammar(queries[language.id], language)
    return plugin.failed(problems) if problems else plugin


def _languages(packs: Iterable[Pack], queries: Mapping[str, QuerySource]) -> frozenset[str]:
    """The ids of all languages that a table knows or a pack brings."""
    tables = [facts_of(pack.table) for pack in packs if pack.table]
    return frozenset(queries).union(fact.id for table in tables for fact in table)


def _names(
    plugins: Iterable[Plugin],
    queries: Mapping[str, QuerySource],
    models: Mapping[str, KnownModel],
    replies: KnownReplies,
) -> Names:
    packs = [pack for plugin in plugins for pack in plugin.packs]
    return Names.of(
        signals=[
            *(signal for pack in packs for signal in pack.signals),
            *(file.signal for file in models.values()),
        ],
        finders=(finder for pack in packs for finder in pack.finders),
        captures=(capture for source in queries.values() for capture in source.captures),
        absent=(name for plugin in plugins for name in plugin.absent),
        replies=replies,
    )


def _syntaxes(packs: Iterable[Pack], queries: Mapping[str, QuerySource]) -> Iterator[Syntax]:
    for pack in packs:
        for language in pack.languages:
            source = inheriting(language.id, queries)
            guard = language.parse_guard
            yield Syntax(language.id, language.grammar, source, parse_guard=guard)
