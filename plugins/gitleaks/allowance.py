"""What a gitleaks.toml says is no secret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .pattern import any_of, any_word
from .toml_file import AllowanceSpec


@dataclass(frozen=True)
class LeakSighting:
    """What a rule matched: the secret, all of the match, and its lines."""

    secret: bytes
    match: bytes
    line: bytes
    path: bytes


@dataclass(frozen=True)
class Allowance:
    """Tells what is no secret; None stands for a check that is not made."""

    needs_all: bool
    unknown: bool  # whether it asks for commits, which no file here has
    target: str
    paths: Any
    regexes: Any
    stopwords: Any

    def allows_file(self, path: bytes) -> bool:
        """True where the path alone is enough."""
        return not self.needs_all and self.paths is not None and bool(self.paths.search(path))

    def allows(self, seen: LeakSighting) -> bool:
        """True for what is no secret."""
        target: bytes = getattr(seen, self.target)
        checks = (
            (self.paths, seen.path),
            (self.regexes, target),
            (self.stopwords, seen.secret),
        )
        holds = [bool(pattern.search(text)) for pattern, text in checks if pattern is not None]
        if self.needs_all:
            return not self.unknown and bool(holds) and all(holds)
        return any(holds)


def build_allowance(spec: AllowanceSpec) -> Allowance:
    """The allowance of a specification; raises RefusedPattern."""
    return Allowance(
        needs_all=spec.condition == "and",
        unknown=bool(spec.commits),
        target=spec.regextarget or "secret",
        paths=any_of(spec.paths),
        regexes=any_of(spec.regexes),
        stopwords=any_word(spec.stopwords),
    )
