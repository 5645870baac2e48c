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
from .sighting import AROUND, Sighting

Test = Callable[[Sighting], bool]


@dataclass(frozen=True)
class RuleFinder:
    """Finds what a rule says."""

    id: str
    kind: str
    pattern: Any
    groups: Mapping[str, int]
    tests: Sequence[Test]  # the cheapest first; all must hold

    def find(self, data: bytes, path: str) -> Iterator[rulekit.Detection]:
        """Its detections in a text, in order."""
        for match in self.pattern.finditer(data):
            seen = Sighting(data, path, match, self.groups)
            if all(test(seen) for test in self.tests):
                start, end = seen.span
                yield rulekit.Detection(start, end, self.kind, self.id)


def build_finder(id: str, spec: PiiRuleSpec, lists: Mapping[str, WordList]) -> RuleFinder:
    """The finder of a rule; raises RulekitError that names the rule and the pattern or list."""
    pattern = compiled(spec.pattern, id)
    groups = {"value": 0, **pattern.groupindex}
    tests = [_fits(spec)]
    tests += [_condition(one, groups, lists, id) for one in spec.needs]
    tests += [_not(_condition(one, groups, lists, id)) for one in spec.unless]
    return RuleFinder(id, spec.kind, pattern, groups, tests)


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


def _condition(
    spec: Condition, groups: Mapping[str, int], lists: Mapping[str, WordList], id: str
) -> Test:
    known = {*AROUND, *groups}
    if spec.at not in known:
        there = ", ".join(sorted(known))
        message = f"the rule `{id}` has a condition at `{spec.at}`; there are: {there}"
        raise rulekit.RulekitError(message)
    pattern = compiled(spec.pattern or _listed(spec, lists, id), id)
    at = spec.at
    also = _condition(spec.also, groups, lists, id) if spec.also else None

    def holds(seen: Sighting) -> bool:
        return bool(pattern.search(seen.part(at))) and (also is None or also(seen))

    return holds


def _listed(spec: Condition, lists: Mapping[str, WordList], id: str) -> str:
    name = str(spec.list)
    if name not in lists:
        there = ", ".join(sorted(lists))
        raise rulekit.RulekitError(f"the rule `{id}` has no list `{name}`; there are: {there}")
    words = "|".join(re2.escape(word) for word in lists[name].words)
    return f"(?i){words}" if spec.part else f"(?i)^(?:{words})$"


def _not(test: Test) -> Test:
    return lambda seen: not test(seen)
