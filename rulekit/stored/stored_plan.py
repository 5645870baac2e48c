"""A plan that was stored: what judging asks of it, without the files that it was made of."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from rulekit.catalog.languages import Languages
from rulekit.core.gate import learn
from rulekit.core.gates import Gates
from rulekit.core.late import LateMapping
from rulekit.language.detect import LanguageTable
from rulekit.plan.facts import PlanFacts
from rulekit.plan.rule_set import RuleSet
from rulekit.signals.recipe import made
from rulekit.spec.patterns import covering, read_patterns
from rulekit.stored.codec import decoder
from rulekit.stored.late_packs import LatePacks
from rulekit.stored.stored_query import StoredQuery
from rulekit.syntax.grammar import Syntax

if TYPE_CHECKING:
    from rulekit.core.document import Document, Kind
    from rulekit.core.rule import Rule
    from rulekit.core.scorecard import Scorecard
    from rulekit.core.signal import Signal
    from rulekit.plan.options import PlanOptions
    from rulekit.plan.pipeline_parts import PipelineParts
    from rulekit.plan.plan import Plan
    from rulekit.signals.recipe import Recipe
    from rulekit.syntax.query import QuerySource


class StoredPlan(PlanFacts):
    """Stands for a Plan. What it does not know itself it asks the `whole` plan, which it builds.

    Its rules, signals and tables are made of `data` (stored/plain_plan.py) when they are needed.
    """

    def __init__(
        self, data: Mapping[str, Any], options: PlanOptions, build: Callable[[PlanOptions], Plan]
    ) -> None:
        self.options = options
        self._data, self._build = data, build
        vars(self).update(data["facts"])
        learn(*data["patterns"])
        self.stored_fingerprint = data["fingerprint"]
        self._packs = LatePacks(data["plugins"], options.off)
        self._owners: Mapping[str, Mapping[str, str]] = data["owners"]
        self._signals = LateMapping(data["recipes"], self._signal)
        self._decode = decoder(self._signals.__getitem__)
        self._rules = LateMapping(range(len(data["rules"])), self._rule)
        self._rule_sets = LateMapping(data["rule_sets"], self._rule_set)

    @cached_property
    def whole(self) -> Plan:
        """The plan itself, built of its files as they are now; raises RulekitError."""
        return self._build(self.options)

    def __getattr__(self, name: str) -> Any:
        """Whatever is not stored, as the whole plan has it."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.whole, name)

    @property
    def selected(self) -> tuple[Rule, ...]:
        """Rules that the layers select for some document."""
        return self.whole.selected

    @cached_property
    def scorecard(self) -> Scorecard:
        """The scorecard of the profile."""
        card: Scorecard = self._decode(self._data["scorecard"])
        return card

    def rules_for(self, document: Document) -> RuleSet:
        """The rules that judge a document."""
        natural_language = document.natural_language.id if document.natural_language else ""
        return self.rule_set(document.language, document.kind, document.id, natural_language)

    def rule_set(
        self, language: str, kind: Kind, path: str = "", natural_language: str = ""
    ) -> RuleSet:
        """The rules for a document; the same object for documents that are judged alike."""
        place = (language if language in self._data["special"] else "", kind, natural_language)
        if place not in self._rule_sets or self.overrides_of(path):
            return self.whole.rule_set(language, kind, path, natural_language)
        return self._rule_sets[place]

    def overrides_of(self, path: str) -> tuple[int, ...]:
        """Overrides whose patterns match; they count from the folder of rulekit.toml."""
        return covering(self._overrides, self.root, path)

    @cached_property
    def _overrides(self) -> list[Any]:
        return [read_patterns(lines) for lines in self.override_paths]

    @cached_property
    def languages(self) -> Languages:
        """The known languages, whose grammars query only for what the selected rules ask."""
        data, owners = self._data, self._owners
        identifiers = self._packs.parts("natural_languages", owners["identifiers"])
        embeds = self._packs.parts("embeds", owners["embeds"])
        syntaxes = LateMapping(data["syntaxes"], self._syntax)
        return Languages(self.table, syntaxes, identifiers, embeds, data["wanted"], self._gates_of)

    @cached_property
    def table(self) -> LanguageTable:
        """All languages that are known."""
        facts, rules = self._data["facts_of"], self._data["content_rules"]
        return LanguageTable.indexed(
            LateMapping(facts, lambda language: self._decode(facts[language])),
            LateMapping(rules, lambda key: self._decode(rules[key])),
            self._data["indexes"],
        )

    @cached_property
    def readers(self) -> Mapping[str, Any]:
        """Readers of shards of corpora, by name."""
        return self._parts("readers")

    @cached_property
    def runners(self) -> Mapping[str, Any]:
        """Runners other than the local one, by name."""
        return self._parts("runners")

    @cached_property
    def harnesses(self) -> Mapping[str, Any]:
        """What runs solutions with their tests, by language."""
        return self._parts("harnesses")

    @cached_property
    def pipeline_parts(self) -> PipelineParts:
        """All that pipelines are made of."""
        from rulekit.plan.pipeline_parts import PipelineParts

        return PipelineParts(
            self._parts("steps"),
            self._parts("detectors"),
            self._parts("benchmarks"),
            self._parts("cutters"),
            frozenset(self.table.ids),
            self._data["captures"],
            tuple(map(Path, self._data["pipeline_folders"])),
            lambda: self.whole.catalog,
        )

    def _parts(self, sort: str) -> Mapping[str, Any]:
        return self._packs.parts(sort, self._owners[sort])

    def _gates_of(self, language: str) -> Gates:
        gates = self._data["gates"]
        return Gates.of(gates[language if language in gates else ""])

    def _syntax(self, language: str) -> Syntax:
        data, decode = marshal.loads(self._data["syntaxes"][language]), self._decode  # noqa: S302
        guards = self._packs.parts("parse_guard", self._owners["parse_guard"])
        source = cache(lambda: decode(data["source"]))
        query = StoredQuery(data["captures"], data["structures"], decode, source, few=self.few)
        return Syntax(
            language,
            decode(data["grammar"]),
            cast("QuerySource", query),
            parse_guard=guards.get(language),
        )

    def _signal(self, name: str) -> Signal:
        return self._made(self._data["recipes"][name])

    def _made(self, recipe: Recipe) -> Signal:
        finders = self._packs.parts("finders", self._owners["finders"])
        return made(recipe, finders, self._brought)

    @cached_property
    def _brought(self) -> Mapping[str, Signal]:
        """Signals that packs, models, replies and weights bring, by name."""
        models, owners = self._data["models"], self._owners["signals"]
        weights = self._data["weights"]
        replies = self._reply_signals if self._data["replies"] else {}
        of_packs: Mapping[str, Signal] = self._packs.parts("signals", owners)

        def brought(name: str) -> Signal:
            if name in replies:
                return replies[name]
            if name in weights:
                return self._weighted(*weights[name])
            if name not in models:
                return of_packs[name]
            from rulekit.catalog.model_folders import known_model  # which few rules need

            path, linked = models[name]
            return known_model(Path(path), self._parts("kinds"), linked=linked).signal

        return LateMapping([*models, *replies, *weights, *owners], brought)

    def _weighted(self, name: str, terms: Iterable[tuple[Recipe, float, float]]) -> Signal:
        from rulekit.signals.weighted import WeightedTerm, weighted  # which few rules need

        made = [WeightedTerm(self._made(recipe), weight, mean) for recipe, weight, mean in terms]
        return weighted(name, made)

    @property
    def _reply_signals(self) -> Mapping[str, Signal]:
        from rulekit.catalog.reply_folders import KnownReplies
        from rulekit.replies.folder import ReplyFolder
        from rulekit.replies.reply_set import ReplySet

        stored = self._data["replies"]
        parts = [tuple(ReplyFolder(Path(one[0]), *one[1:]) for one in each) for each in stored]
        return KnownReplies({each[0].name: ReplySet(each) for each in parts}).signals

    def _rule(self, number: int) -> Rule:
        rule: Rule = self._decode(self._data["rules"][number])
        return rule

    def _rule_set(self, place: tuple[str, Kind, str]) -> RuleSet:
        rules, min_score = self._data["rule_sets"][place]
        return RuleSet.of(tuple(map(self._rules.__getitem__, rules)), self.scorecard, min_score)
