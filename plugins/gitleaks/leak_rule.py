"""A rule of a gitleaks.toml, ready to find."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .allowance import Allowance, LeakSighting, build_allowance
from .pattern import compiled
from .toml_file import AllowanceSpec, LeakRuleSpec

LINE = 2_000  # bytes of a line on each side that an allowance sees: a file may be one line
_ALLOWED = b"gitleaks:allow"  # a comment by which authors say that a line has no secret


@dataclass(frozen=True)
class LeakRule:
    """Finds the secrets of one rule, as gitleaks does."""

    id: str
    regex: Any
    path: Any
    group: int
    entropy: float
    allowances: Sequence[Allowance]

    def find(self, data: bytes, path: bytes) -> Iterator[tuple[int, int]]:
        """Bytes of secrets in a text, in order."""
        if self.path is not None and not self.path.search(path):
            return
        if any(one.allows_file(path) for one in self.allowances):
            return
        for match in self.regex.finditer(data):
            start, end = self._secret(match)
            if start < end and self._is_secret(data, path, match.span(), (start, end)):
                yield start, end

    def _secret(self, match: Any) -> tuple[int, int]:
        """The group that the rule names, else the first that has anything, else all of it."""
        groups = [self.group] if self.group else range(1, self.regex.groups + 1)
        spans = [match.span(group) for group in groups]
        start, end = next((span for span in spans if span[0] < span[1]), match.span())
        return start, end

    def _is_secret(
        self, data: bytes, path: bytes, match: tuple[int, int], secret: tuple[int, int]
    ) -> bool:
        value = data[slice(*secret)]
        if self.entropy and entropy(value) <= self.entropy:
            return False
        line = _line(data, *match)
        if _ALLOWED in line:
            return False
        seen = LeakSighting(value, data[slice(*match)].strip(b"\n"), line, path)
        return not any(one.allows(seen) for one in self.allowances)


def build_rule(
    spec: LeakRuleSpec, shared: Sequence[Allowance], targeted: Sequence[AllowanceSpec]
) -> LeakRule:
    """The rule of a specification, with what all rules allow; raises RefusedPattern."""
    own = [*spec.allowlists, *([spec.allowlist] if spec.allowlist else []), *targeted]
    return LeakRule(
        spec.id,
        compiled(spec.regex),
        compiled(spec.path) if spec.path else None,
        spec.secretgroup,
        float(spec.entropy),
        (*shared, *map(build_allowance, own)),
    )


def entropy(value: bytes) -> float:
    """Shannon's bits a sign."""
    shares = [count / len(value) for count in Counter(value).values()]
    return sum(-share * math.log2(share) for share in shares)


def _line(data: bytes, start: int, end: int) -> bytes:
    """The lines of a match, up to LINE bytes beyond it."""
    first = data.rfind(b"\n", max(0, start - LINE), start) + 1 or max(0, start - LINE)
    last = data.find(b"\n", end, end + LINE)
    return data[first : last if last >= 0 else end + LINE]
