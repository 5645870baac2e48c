"""The catalog: everything that is installed, checked and indexed, built once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from rulekit.catalog.compile_rule import Names, RuleFile
from rulekit.catalog.language_tables import content_rules_of, facts_of
from rulekit.catalog.languages import Languages
from rulekit.catalog.model_folders import KnownModel
from rulekit.catalog.plugin import Plugin
from rulekit.catalog.rule_files import Tune
from rulekit.catalog.weight_folders import WeightFile
from rulekit.core.document import KINDS, PROSE
from rulekit.core.signal import Signal
from rulekit.errors import SpecError
from rulekit.hooks.harness import Harness
from rulekit.hooks.pack import Language, Pack
from rulekit.hooks.reader import Reader
from rulekit.hooks.runner import Runner
from rulekit.hooks.step import Step
from rulekit.hooks.step_parts import Benchmark, Cutter, Detector
from rulekit.language.content_rule import ContentRule
from rulekit.language.detect import LanguageFacts, LanguageTable
from rulekit.replies.reply_set import ReplySet
from rulekit.syntax.grammar import Syntax


@dataclass(frozen=True)
class Scope:
    """Documents of a language, of a kind, or of prose in a natural language; all "", everything."""

    language: str = ""
    kind: str = ""
    natural_language: str = ""

    @property
    def everything(self) -> bool:
        """True for no particular language or kind."""
        return not self.kind


@dataclass(frozen=True)
class Catalog:
    """All that is installed; `plugins` holds the broken and switched-off ones too."""

    plugins: tuple[Plugin, ...]
    rules: Mapping[str, RuleFile]
    tunes: Mapping[str, Tune]
    signals: Mapping[str, Signal]
    syntaxes: Mapping[str, Syntax]
    names: Names
    extra: tuple[Path, ...] = ()
    models: Mapping[str, KnownModel] = field(default_factory=dict)  # by the names of their signals
    replies: Mapping[str, ReplySet] = field(default_factory=dict)  # by the names of what was asked
    weights: Mapping[str, WeightFile] = field(default_factory=dict)  # likewise

    @property
    def weighable(self) -> Names:
        """The names that weights may use: those that rules may, but for weights."""
        known = self.names.signals.items()
        return replace(
            self.names, signals={name: one for name, one in known if name not in self.weights}
        )

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        """The packs of working plugins, bundled first, by name."""
        return tuple(pack for plugin in self.plugins for pack in plugin.packs)

    @cached_property
    def readers(self) -> Mapping[str, Reader]:
        """Readers of shards of corpora, by name."""
        return {reader.name: reader for plugin in self.plugins for reader in plugin.readers}

    @cached_property
    def runners(self) -> Mapping[str, Runner]:
        """Runners other than the local one, by name."""
        return {runner.name: runner for plugin in self.plugins for runner in plugin.runners}

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """Steps of curations, by name."""
        return {step.name: step for plugin in self.plugins for step in plugin.steps}

    @cached_property
    def detectors(self) -> Mapping[str, Detector]:
        """Detectors of personal data and secrets, by name."""
        return {one.name: one for plugin in self.plugins for one in plugin.detectors}

    @cached_property
    def benchmarks(self) -> Mapping[str, Benchmark]:
        """Benchmarks that no corpus may hold, by name."""
        return {one.name: one for plugin in self.plugins for one in plugin.benchmarks}

    @cached_property
    def cutters(self) -> Mapping[str, Cutter]:
        """Cutters of documents into units, by name."""
        return {one.name: one for plugin in self.plugins for one in plugin.cutters}

    @cached_property
    def harnesses(self) -> Mapping[str, Harness]:
        """What runs solutions with their tests, by language."""
        return {one.name: one for plugin in self.plugins for one in plugin.harnesses}

    @property
    def absent(self) -> frozenset[str]:
        """Names of the plugins whose rules are not known, broken or switched off."""
        return frozenset(name for plugin in self.plugins for name in plugin.absent)

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
        """The documents that `python`, `data` or `prose-zh` means; None for other words."""
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
        """Words for which `scope` knows documents."""
        prose = (
            f"{PROSE}-{natural_language}" for natural_language in self.languages.natural_languages
        )
        return frozenset({*KINDS, *self.table.ids, *prose})

    @cached_property
    def languages(self) -> Languages:
        """All languages with every capture of their grammars: where documents are made."""
        identifiers = {one.name: one.natural_languages for one in self.packs}
        languages = (language for pack in self.packs for language in pack.languages)
        return Languages(
            self.table,
            self.syntaxes,
            {name: one for name, one in identifiers.items() if one},
            {language.id: language.embeds for language in languages if language.embeds},
        )

    @cached_property
    def profile_folders(self) -> tuple[Path, ...]:
        """Folders in which profiles may stand, each once."""
        folders = [*(pack.rules for pack in self.packs), *self.extra]
        return tuple(dict.fromkeys(folder / "profiles" for folder in folders))


def _facts(language: Language, known: Mapping[str, LanguageFacts]) -> LanguageFacts:
    """A pack's facts about its language, with those of the table that it leaves out."""
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
