"""The options of a plan: what a user says about rules, the same in Python and on a command line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True)
class PlanOptions:
    """All that decides verdicts beside the files it names. Plain data: it travels as JSON.

    `settings` are limits, such as `"python/pass-heavy.max=0.1"`; `config` is a rulekit.toml;
    `rules` are folders with more rules; `off` are plugins to leave out. Lists may be given as any
    iterable of words or paths, a word alone is a list of one; they are kept as tuples of text.
    """

    profile: str | None = None
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    seed: int | None = None
    config: str | None = None
    rules: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    all_signals: bool = False
    used_signals: bool = False
    all_evidence: bool = False

    def __post_init__(self) -> None:
        """Raises TypeError for a list of anything but words and paths."""
        for one in fields(self):
            value = getattr(self, one.name)
            if value is not None and "tuple" in str(one.type):
                object.__setattr__(self, one.name, _listed(value))
        if self.config is not None:
            object.__setattr__(self, "config", os.fspath(self.config))

    def to_json(self) -> str:
        """The options as one line."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(text: str) -> PlanOptions:
        """The options that `to_json` wrote."""
        return PlanOptions(**json.loads(text))


def _listed(words: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> tuple[str, ...]:
    """A word alone is a list of one, not of its letters."""
    listed = [words] if isinstance(words, str | os.PathLike) else words
    return tuple(os.fspath(word) for word in listed)
