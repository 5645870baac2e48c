"""The detector `gitleaks`: one pass over a text tells which rules can find anything in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import re2
import rulekit

from .allowance import build_allowance
from .leak_rule import LeakRule, build_rule
from .pattern import RefusedPattern
from .toml_file import LeakRules, LeakRuleSpec, read_rules

KIND = "key"

# Off unless the file says itself what is off: of 19 hits that gitleaks' rules had in 2,867 files of
# 33 repositories 4 were wrong, and all of this rule: names of an interface and of an enumeration.
OFF = ("generic-api-key",)


class LeakDetector:
    """Finds what the rules of a file say; those without a regular expression are not of texts."""

    def __init__(self, rules: LeakRules, file: Path) -> None:
        specs = _switched_on(rules, file)
        self._rules = _built(rules, specs, file)
        self._always = [i for i, spec in enumerate(specs) if not spec.keywords]
        words = sorted({word.lower() for spec in specs for word in spec.keywords})
        self._of_word = [
            [i for i, spec in enumerate(specs) if word in map(str.lower, spec.keywords)]
            for word in words
        ]
        self._words = re2.Set.SearchSet()
        for word in words:
            self._words.Add(f"(?i){re2.escape(word)}")
        self._words.Compile()

    def find(self, row: rulekit.CuratedRow) -> Iterator[rulekit.Detection]:
        """Secrets in a row; those of several rules may overlap."""
        data, path = row.data, row.path.encode("utf-8", "replace")
        for rule in self._awake(data):
            for start, end in rule.find(data, path):
                yield rulekit.Detection(start, end, KIND, f"gitleaks/{rule.id}")

    def _awake(self, data: bytes) -> Sequence[LeakRule]:
        words: Iterable[int] = self._words.Match(data) or () if self._of_word else ()
        awake = {*self._always, *(rule for word in words for rule in self._of_word[word])}
        return [self._rules[i] for i in sorted(awake)]


def build_detector(
    file: Path | None,
) -> Callable[[rulekit.CuratedRow], Iterable[rulekit.Detection]]:
    """The detector's function; raises RulekitError for a file that is not there or wrong."""
    if file is None:
        message = "the detector `gitleaks` has no rules of its own: fetch config/gitleaks.toml of"
        remedy = "and name it: `- {use: gitleaks, file: ./gitleaks.toml}`"
        raise rulekit.UsageError(f"{message} the gitleaks repository, {remedy}")
    return LeakDetector(read_rules(file), file).find


def _switched_on(rules: LeakRules, file: Path) -> Sequence[LeakRuleSpec]:
    """Rules that find something in texts and are not off."""
    off = OFF if rules.extend is None else rules.extend.disabledrules
    specs = [spec for spec in rules.rules if spec.id not in off]
    known = [spec.id for spec in rules.rules]
    if twice := sorted({name for name in known if known.count(name) > 1}):
        raise rulekit.RulekitError(f"{file}: the rule `{twice[0]}` is there twice: take one out")
    for spec in specs:
        if not spec.regex and not spec.path:
            message = f"{file}: rule `{spec.id}`: it has neither a `regex` nor a `path`"
            raise rulekit.RulekitError(message)
    return [spec for spec in specs if spec.regex and not spec.skipreport]


def _built(rules: LeakRules, specs: Sequence[LeakRuleSpec], file: Path) -> Sequence[LeakRule]:
    """All rules; raises RulekitError that names each whose expressions RE2 refuses."""
    everywhere = [*rules.allowlists, *([rules.allowlist] if rules.allowlist else [])]
    built, refused = [], []
    try:
        shared = [build_allowance(one) for one in everywhere if not one.targetrules]
    except RefusedPattern as error:
        raise rulekit.RulekitError(f"{file}: allowlists: {_reason(error)}") from None
    for spec in specs:
        targeted = [one for one in everywhere if spec.id in one.targetrules]
        try:
            built.append(build_rule(spec, shared, targeted))
        except RefusedPattern as error:
            refused.append(f"{file}: rule `{spec.id}`: {_reason(error)}")
    if refused:
        refused.append("RE2 does not read these expressions: take them out, or write them anew")
        raise rulekit.RulekitError("\n".join(refused))
    return built


def _reason(error: RefusedPattern) -> str:
    return error.problems[0].message
