"""A rule that was read, ready to find."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import re2
import rulekit

from .address import ADDRESSES
from .entropy import entropy
from .rule import Condition, PiiRuleSpec, WordList
from .sighting import AROUND, Sighting, path_part

Test = Callable[[Sighting], bool]


@dataclass(frozen=True)
class RuleFinder:
    """Finds what a rule says."""

    id: str
    kind: str
    pattern: Any
    groups: Mapping[str, int]
    looks_into: Sequence[Callable[[bytes], bool]]  # what is asked of the path, once for a file
    tests: Sequence[Test]  # what is asked of each match; all must hold

    def find(self, data: bytes, path: str) -> Iterator[rulekit.Detection]:
        """Its detections in a text, in order."""
        if not all(test(path_part(path)) for test in self.looks_into):
            return
        for match in self.pattern.finditer(data):
            seen = Sighting(data, path, match, self.groups)
            if all(test(seen) for test in self.tests):
                start, end = seen.span
                yield rulekit.Detection(start, end, self.kind, self.id)


def build_finder(id: str, spec: PiiRuleSpec, lists: Mapping[str, WordList]) -> RuleFinder:
    """The finder of a rule; raises RulekitError that names the rule and the pattern or list."""
    pattern = compiled(spec.pattern, id)
    groups = {"value": 0, **pattern.groupindex}
    reader = _ConditionReader(id, frozenset({*AROUND, *groups}), lists)
    of_path, of_match = [], [_fits(spec)]
    for condition in spec.needs:
        found = reader.pattern_of(condition)
        if condition.at == "path":
            of_path.append(_finds(found))
        else:
            of_match.append(_sees(condition.at, found))
    for at, refused in reader.alternatives(spec.unless).items():
        if at == "path":
            of_path.append(_lacks(refused))
        else:
            of_match.append(_sees_no(at, refused))
    of_match += [reader.both_refused(one) for one in spec.unless if one.also]
    return RuleFinder(id, spec.kind, pattern, groups, of_path, of_match)


def compiled(pattern: str, id: str) -> Any:
    """A pattern in RE2; raises RulekitError where it is none."""
    options = re2.Options()
    options.log_errors = False  # RE2 would write to stderr what is raised
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        said = error.args[0]
        reason = said.decode() if isinstance(said, bytes) else str(said)
        message = f"the rule `{id}` has a pattern that RE2 refuses: `{pattern}`: {reason}"
        raise rulekit.RulekitError(message) from None


@dataclass(frozen=True)
class _ConditionReader:
    """Reads the conditions of one rule."""

    id: str
    parts: frozenset[str]
    lists: Mapping[str, WordList]

    def pattern_of(self, condition: Condition) -> Any:
        """What a condition looks for, in RE2."""
        if condition.at not in self.parts:
            there = ", ".join(sorted(self.parts))
            message = f"the rule `{self.id}` has a condition at `{condition.at}`"
            raise rulekit.RulekitError(f"{message}; there are: {there}")
        return compiled(condition.pattern or self._listed(condition), self.id)

    def alternatives(self, conditions: Sequence[Condition]) -> Mapping[str, Any]:
        """By part, one pattern for all conditions: a match is asked one question about each."""
        texts: dict[str, list[str]] = {}
        for one in conditions:
            if one.also is None:
                texts.setdefault(one.at, []).append(f"(?:{self.pattern_of(one).pattern})")
        return {at: compiled("|".join(each), self.id) for at, each in texts.items()}

    def both_refused(self, condition: Condition) -> Test:
        """The test that not all of a chain of conditions hold."""
        chain: list[tuple[str, Any]] = []
        link: Condition | None = condition
        while link is not None:
            chain.append((link.at, self.pattern_of(link)))
            link = link.also
        return lambda seen: not all(pattern.search(seen.part(at)) for at, pattern in chain)

    def _listed(self, condition: Condition) -> str:
        name = str(condition.list)
        if name not in self.lists:
            there = ", ".join(sorted(self.lists))
            message = f"the rule `{self.id}` has no list `{name}`; there are: {there}"
            raise rulekit.RulekitError(message)
        words = "|".join(re2.escape(word) for word in self.lists[name].words)
        return f"(?i){words}" if condition.part else f"(?i)^(?:{words})$"


def _fits(spec: PiiRuleSpec) -> Test:
    """What is asked of the value itself."""
    is_address = ADDRESSES[spec.address] if spec.address else None

    def fits(seen: Sighting) -> bool:
        start, end = seen.span
        if not 0 < end - start <= spec.longest:
            return False
        if spec.entropy is not None and entropy(seen.value) < spec.entropy:
            return False
        return is_address is None or is_address(seen.value)

    return fits


def _finds(pattern: Any) -> Callable[[bytes], bool]:
    return lambda text: pattern.search(text) is not None


def _lacks(pattern: Any) -> Callable[[bytes], bool]:
    return lambda text: pattern.search(text) is None


def _sees(at: str, pattern: Any) -> Test:
    return lambda seen: pattern.search(seen.part(at)) is not None


def _sees_no(at: str, pattern: Any) -> Test:
    return lambda seen: pattern.search(seen.part(at)) is None
