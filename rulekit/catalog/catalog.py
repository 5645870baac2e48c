"""The catalog: everything that is installed, checked and indexed, built once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rulekit.catalog.check_pack import query_source
from rulekit.catalog.check_plugin import fit_problems
from rulekit.catalog.compile_rule import Names, RuleFile
from rulekit.catalog.extra_rules import extra_rules
from rulekit.catalog.language_tables import content_rules_of, facts_of
from rulekit.catalog.languages import Languages
from rulekit.catalog.plugins import Plugin, PluginSource, load_plugins
from rulekit.catalog.rule_files import PackRules, Tune, read_folder, tune_problems
from rulekit.core.document import KINDS, PROSE
from rulekit.core.signal import Signal
from rulekit.errors import SpecError
from rulekit.hooks.pack import Language, Pack
from rulekit.hooks.reader import Reader
from rulekit.hooks.runner import Runner
from rulekit.language.detect import ContentRule, LanguageFacts, LanguageTable
from rulekit.syntax.grammar import Syntax


@dataclass(frozen=True)
class Scope:
    """Documents of a language, of a kind, or of prose in a natural language; all "", everything."""

    language: str = ""
    kind: str = ""
    natural_language: str = ""

    @property
    def everything(self) -> bool:
        """Whether it is no particular language or kind."""
        return not self.kind


@dataclass(frozen=True)
class Catalog:
    """What is installed. `plugins` holds the broken and switched-off ones too."""

    plugins: tuple[Plugin, ...]
    rules: Mapping[str, RuleFile]
    tunes: Mapping[str, Tune]
    signals: Mapping[str, Signal]
    syntaxes: Mapping[str, Syntax]
    names: Names
    extra: tuple[Path, ...] = ()

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        """The packs of working plugins, bundled first, by name."""
        return tuple(pack for plugin in self.plugins for pack in plugin.packs)

    @cached_property
    def readers(self) -> Mapping[str, Reader]:
        """What reads the shards of corpora, by name."""
        return {reader.name: reader for plugin in self.plugins for reader in plugin.readers}

    @cached_property
    def runners(self) -> Mapping[str, Runner]:
        """Where else corpora can be judged, by name."""
        return {runner.name: runner for plugin in self.plugins for runner in plugin.runners}

    @property
    def absent(self) -> frozenset[str]:
        """Names of the plugins whose rules are not known, broken or switched off."""
        return frozenset(plugin.name for plugin in self.plugins if plugin.status != "ok")

    @cached_property
    def table(self) -> LanguageTable:
        """All languages, from the packs' tables and from the languages that they bring."""
        facts: list[LanguageFacts] = []
        content: dict[str, tuple[ContentRule, ...]] = {}
        for pack in self.packs:
            if pack.table:
                facts += facts_of(pack.table)
            if pack.content_rules:
                content |= content_rules_of(pack.content_rules)
        known = {fact.id: fact for fact in facts}
        facts += [_facts(language, known) for pack in self.packs for language in pack.languages]
        try:
            return LanguageTable(facts, content)
        except ValueError as error:
            raise SpecError(f"the packs' languages do not fit together: {error}") from None

    def scope(self, word: str) -> Scope | None:
        """What a word means of `python`, `data`, `prose-zh` and the like; None when nothing."""
        kind, _, natural_language = word.partition("-")
        if word in KINDS:
            return Scope("", word)
        if word in self.table:
            return Scope(word, self.table.facts(word).kind)
        return (
            Scope("", kind, natural_language)
            if kind == PROSE and natural_language in self.languages.natural_languages
            else None
        )

    @property
    def scopes(self) -> frozenset[str]:
        """Every word that means some documents."""
        prose = (
            f"{PROSE}-{natural_language}" for natural_language in self.languages.natural_languages
        )
        return frozenset({*KINDS, *self.table.ids, *prose})

    @cached_property
    def languages(self) -> Languages:
        """All languages with every capture of their grammars: where documents are made."""
        return Languages(self.packs, self.table, self.syntaxes)

    @cached_property
    def profile_folders(self) -> tuple[Path, ...]:
        """Where profiles may stand, each folder once."""
        folders = [*(pack.rules for pack in self.packs), *self.extra]
        return tuple(dict.fromkeys(folder / "profiles" for folder in folders))


def _facts(language: Language, known: Mapping[str, LanguageFacts]) -> LanguageFacts:
    """What a pack says of its language's files; what it leaves out, the table knows."""
    base = known.get(language.id)
    return LanguageFacts(
        id=language.id,
        name=base.name if base else language.id,
        kind=base.kind if base else language.kind,
        extensions=language.extensions,
        filenames=language.filenames,
        interpreters=language.interpreters,
        aliases=(),
        popular=bool(base and base.popular),
    )


def load_catalog(
    off: Iterable[str] = (),
    extra: Sequence[Path] = (),
    sources: Sequence[PluginSource] | None = None,
) -> Catalog:
    """Everything installed. Broken plugins are in it, marked; broken `extra` folders raise."""
    plugins = load_plugins(off, sources)
    while True:  # a plugin that breaks here takes its names with it, which may break another
        names = _names(plugins)
        folders = {plugin.name: _read_packs(plugin, names) for plugin in plugins}
        checked = [_checked(plugin, plugins, folders) for plugin in plugins]
        if checked == plugins:
            break
        plugins = checked
    packs = [pack for plugin in plugins for pack in plugin.packs]
    read = [found for folder in folders.values() for found in folder]
    rules = {file.rule.id: file for found in read for file in found.rules}
    rules |= extra_rules(extra, packs, rules, names)
    return Catalog(
        tuple(plugins),
        dict(sorted(rules.items())),
        {language: found.tune for found in read if found.tune for language in found.languages},
        {signal.name: signal for pack in packs for signal in pack.signals},
        {language.id: _syntax(pack, language) for pack in packs for language in pack.languages},
        names,
        tuple(extra),
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
    plugin: Plugin, plugins: Sequence[Plugin], folders: Mapping[str, Sequence[PackRules]]
) -> Plugin:
    """The plugin, or the same one broken when its files are wrong or fit nothing."""
    known = [file.rule.id for read in folders.values() for found in read for file in found.rules]
    broken = {name for name, read in folders.items() if any(found.problems for found in read)}
    absent = broken | {other.name for other in plugins if other.status != "ok"}
    problems = [
        problem
        for found in folders[plugin.name]
        for problem in (
            *found.problems,
            *(tune_problems(found.tune, known, absent) if found.tune else ()),
        )
    ]
    problems += fit_problems(plugin, plugins)
    return plugin.failed(problems) if problems else plugin


def _names(plugins: Iterable[Plugin]) -> Names:
    packs = [pack for plugin in plugins for pack in plugin.packs]
    off = [plugin.name for plugin in plugins if plugin.status != "ok"]
    captures = {
        capture
        for pack in packs
        for language in pack.languages
        for capture in query_source(pack, language.queries).captures
    }
    return Names.of((signal for pack in packs for signal in pack.signals), captures, off)


def _syntax(pack: Pack, language: Language) -> Syntax:
    source = query_source(pack, language.queries)
    return Syntax(language.id, language.grammar, source, parse_guard=language.parse_guard)
