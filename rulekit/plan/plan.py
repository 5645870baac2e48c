"""The plan: which rules, with which limits, judge which documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from rulekit.catalog.catalog import Catalog, Scope
from rulekit.catalog.languages import Languages
from rulekit.catalog.model_folders import KnownModel
from rulekit.catalog.weight_folders import WeightFile
from rulekit.core.document import Document, Kind
from rulekit.core.gates import Gates
from rulekit.core.rule import Rule
from rulekit.core.scorecard import Scorecard
from rulekit.core.signal import Signal
from rulekit.errors import PluginError, Problem, SpecError, UsageError
from rulekit.plan.check_plan import (
    needed_but_broken,
    profile_problems,
    project_problems,
    unknown_rule,
)
from rulekit.plan.facts import PlanFacts
from rulekit.plan.layers import (
    Layer,
    Profile,
    adjusted,
    chosen,
    override_layer,
    override_patterns,
    profile_layers,
    project_layer,
    read_profiles,
    tune_layers,
)
from rulekit.plan.options import PlanOptions, Project
from rulekit.plan.rule_set import RuleSet
from rulekit.plan.scorecard import read_scorecard
from rulekit.plan.set_option import parse_set
from rulekit.plan.used_models import model_problems, used_models, used_weights
from rulekit.plan.used_replies import reply_problems, used_replies
from rulekit.replies.reply_set import ReplySet
from rulekit.spec.patterns import covering
from rulekit.spec.selection import unknown
from rulekit.spec.text_file import PROJECT_FILE

DEFAULT_PROFILE = "default"
NO_SCORECARD = Scorecard(0.0, ())


class Plan(PlanFacts):
    """The layers of a run over a catalog; `rule_set` folds them for one sort of document."""

    def __init__(self, catalog: Catalog, options: PlanOptions, project: Project) -> None:
        self.catalog = catalog
        self.options = options
        self.project = project
        spec = project.spec
        self.seed = options.seed if options.seed is not None else spec.seed or 0
        chosen_profile = spec.profile if options.profile is None else options.profile
        self.profile = DEFAULT_PROFILE if chosen_profile is None else chosen_profile
        self.profiles = self._read_profiles()
        others = options.select is not None or spec.select is not None
        # It was fitted beside the profile's rules; other ones have a score by weight.
        self.scorecard_file = None if others else read_scorecard(catalog, self.profiles)
        self.layers = [
            *tune_layers(catalog),
            *profile_layers(self.profiles),
            project_layer(spec, PROJECT_FILE),
        ]
        limits = parse_set(options.settings)
        self.last = Layer("--set", options.select, options.extend_select, options.ignore, limits)
        self._overrides = [
            (paths, override_layer(one, PROJECT_FILE))
            for paths, one in zip(override_patterns(spec, project.tree), spec.override, strict=True)
        ]
        self._rule_sets: dict[tuple[str, str, str, tuple[int, ...]], RuleSet] = {}
        self._all_signals: dict[tuple[str, str], tuple[Signal, ...]] = {}
        self._known_gates: dict[str, Gates] = {}
        self._check()

    def _read_profiles(self) -> list[Profile]:
        try:
            return read_profiles(self.catalog, self.profile)
        except UsageError as error:
            tree = self.project.tree
            if self.options.profile or not self.project.spec.profile or not tree:
                raise
            problem = tree.problem(error.problems[0].message, ("profile",))
            raise SpecError([problem]) from None

    @cached_property
    def languages(self) -> Languages:
        """The catalog's languages, whose grammars query only for what the selected rules ask."""
        return self.catalog.languages.restricted_to(self._wanted, self._gates)

    def rules_for(self, document: Document) -> RuleSet:
        """The rules that judge a document."""
        natural_language = document.natural_language.id if document.natural_language else ""
        return self.rule_set(document.language, document.kind, document.id, natural_language)

    def all_signals(self, language: str, kind: Kind) -> tuple[Signal, ...]:
        """Named signals and those of all rules for such documents, selected or not, by name."""
        if (language, kind) not in self._all_signals:
            applicable = (rule for rule in self._rules if rule.applies_to(language, kind))
            found = dict(self.catalog.names.named_signals)
            found |= {one.name: one for rule in applicable for one in rule.signals}
            self._all_signals[language, kind] = tuple(found[name] for name in sorted(found))
        return self._all_signals[language, kind]

    def rule_set(
        self, language: str, kind: Kind, path: str = "", natural_language: str = ""
    ) -> RuleSet:
        """The rules for a document; the same object for documents that are judged alike."""
        overrides = self.overrides_of(path)
        key = (language, kind, natural_language, overrides)
        if key not in self._rule_sets:
            self._rule_sets[key] = self._fold(language, kind, natural_language, overrides)
        return self._rule_sets[key]

    def layers_for(
        self, language: str, kind: str, overrides: Iterable[int] = (), natural_language: str = ""
    ) -> list[Layer]:
        """The layers that say anything of such documents, lowest first."""
        extra = [self._overrides[i][1] for i in overrides]
        layers = [*self.layers, *extra, self.last]
        return [layer for layer in layers if layer.covers(language, kind, natural_language)]

    def overrides_of(self, path: str) -> tuple[int, ...]:
        """Overrides whose patterns match; they count from the folder of rulekit.toml."""
        return covering([paths for paths, _ in self._overrides], self.root, path)

    @cached_property
    def selected(self) -> tuple[Rule, ...]:
        """Rules that the layers select for some document, with the limits of their files."""
        everywhere = [layer for layer in [*self.layers, self.last] if not layer.scope]
        extended = [Layer(layer.name, extend=layer.extend) for layer in self.layers if layer.scope]
        return tuple(chosen(self._rules, [*everywhere[:-1], *extended, everywhere[-1]]))

    @property
    def scorecard(self) -> Scorecard:
        """The scorecard of the profile; one without terms, which scores nothing, if it has none."""
        return self.scorecard_file.scorecard if self.scorecard_file else NO_SCORECARD

    @cached_property
    def models(self) -> Mapping[str, KnownModel]:
        """Models, by name, that the selected rules or the scorecard read, or their weights do."""
        return used_models(self.catalog.models, self._signals)

    @cached_property
    def replies(self) -> Mapping[str, ReplySet]:
        """Replies, by the name of what was asked, that the same read."""
        return used_replies(self.catalog.replies, self._signals)

    @cached_property
    def weights(self) -> Mapping[str, WeightFile]:
        """Weights, by name, that the selected rules or the scorecard read."""
        return used_weights(self.catalog.weights, self._signals)

    @cached_property
    def _signals(self) -> list[Signal]:
        signals = [signal for rule in self.selected for signal in rule.signals]
        signals += [term.signal for term in self.scorecard.terms]
        weighed = used_weights(self.catalog.weights, signals).values()
        return signals + [term.signal for file in weighed for term in file.terms]

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        return tuple(file.rule for file in self.catalog.rules.values())

    @cached_property
    def _wanted(self) -> Mapping[str, frozenset[str]]:
        """Captures that the selected rules ask of each language."""
        scored = {need for term in self.scorecard.terms for need in term.signal.needs}
        return {
            language: frozenset(
                need
                for rule in self.selected
                if not rule.languages or language in rule.languages
                for signal in rule.signals
                for need in signal.needs
            )
            | scored
            for language in self.catalog.syntaxes
        }

    def _gates(self, language: str) -> Gates:
        """Patterns that the selected rules ask of texts in a language."""
        if language not in self._known_gates:
            rules = (one for one in self.selected if not one.languages or language in one.languages)
            scored = {gate for term in self.scorecard.terms for gate in term.signal.gates}
            asked = {gate for rule in rules for signal in rule.signals for gate in signal.gates}
            self._known_gates[language] = Gates.of(asked | scored)
        return self._known_gates[language]

    def _fold(
        self, language: str, kind: Kind, natural_language: str, overrides: tuple[int, ...]
    ) -> RuleSet:
        layers = self.layers_for(language, kind, overrides, natural_language)
        applicable = [rule for rule in self._rules if rule.applies_to(language, kind)]
        rules = tuple(adjusted(rule, layers) for rule in chosen(applicable, layers))
        scores = [layer.min_score for layer in layers if layer.min_score is not None]
        return RuleSet.of(rules, self.scorecard, scores[-1] if scores else None)

    def _check(self) -> None:
        """Refuse a plan that would not do what was asked; every reason at once."""
        if needed := needed_but_broken(self.catalog, [*self.layers, self.last]):
            raise PluginError(needed)
        problems = profile_problems(self.catalog, self.profiles)
        problems += project_problems(self.catalog, self.project)
        every = self.options.all_signals
        problems += model_problems((self.catalog.models if every else self.models).values())
        problems += reply_problems((self.catalog.replies if every else self.replies).values())
        if problems:
            raise SpecError(problems)
        if wrong := self._wrong_words():
            broken = [plugin.name for plugin in self.catalog.plugins if plugin.status == "failed"]
            remedy = f"a broken plugin may bring it: {', '.join(broken)}" if broken else ""
            raise UsageError([Problem(message, remedy=remedy) for message in wrong])
        if not self.selected:
            raise UsageError("the selection has no rule; `rulekit rules` lists those there are")
        self._fold_everywhere()

    def _wrong_words(self) -> list[str]:
        """Complaints about the words of the command line."""
        last, catalog = self.last, self.catalog
        words = [*(last.select or ()), *last.extend, *last.skip]
        found = [unknown(word, catalog.rules, catalog.absent) for word in words]
        set_ = [unknown_rule(catalog, rule) for rule in last.limits]
        return [one for one in found if one] + [f"--set: {one}" for one in set_ if one]

    def _fold_everywhere(self) -> None:
        """Fold the limits for every scope that a layer names, so that no document meets a bad one.

        Raises SpecError for limits that nothing can be within.
        """
        for word in sorted({layer.scope for layer in self.layers}):
            scope = self.catalog.scope(word) or Scope()
            at = (scope.language, scope.kind)
            layers = self.layers_for(*at, (), scope.natural_language)
            for rule in self._rules:
                adjusted(rule, layers)
            for i, (_, override) in enumerate(self._overrides):
                layers = (
                    self.layers_for(*at, (i,), scope.natural_language) if override.limits else []
                )
                for rule_id in override.limits:
                    if file := self.catalog.rules.get(rule_id):
                        adjusted(file.rule, layers)
