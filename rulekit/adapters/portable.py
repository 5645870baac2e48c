"""An engine that other libraries copy to their processes: its recipe travels, not the engine."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, TypedDict

from rulekit.core.verdict import Verdict
from rulekit.corpus.job import Columns
from rulekit.corpus.row import raw_verdict
from rulekit.errors import Problem, UsageError
from rulekit.hooks.reader import Raw
from rulekit.loader import LocalEngine, build_engine
from rulekit.plan.fingerprint import fingerprint, fingerprint_hash
from rulekit.plan.options import PlanOptions

Name = str | os.PathLike[str]
_BUILT: dict[tuple[PlanOptions, str], LocalEngine] = {}  # of this process, and of what it forks


class Choices(TypedDict, total=False):
    """What `rulekit.load` takes beside the profile, as far as it decides verdicts."""

    select: Iterable[str] | None
    extend_select: Iterable[str]
    ignore: Iterable[str]
    settings: Iterable[str]
    seed: int | None
    config: Name | None
    rules: Iterable[Name]
    off: Iterable[str]


class Portable:
    """An engine by its settings and identity, which are all that is copied and hashed of it.

    It is built here, so that a mistake in the settings is told at once (RulekitError), and once
    more in each process that a copy comes to, on first use. Copies judge alike or not at all.
    `language` is what a document is said to be in when nothing else says it.
    """

    def __init__(self, settings: PlanOptions, language: str = "") -> None:
        engine = build_engine(settings)
        if language and not engine.plan.catalog.table.named(language):
            raise UsageError(f"no language `{language}` is known")
        self.settings = settings
        self.language = language
        self.fingerprint = fingerprint_hash(fingerprint(engine.plan))
        _BUILT[settings, self.fingerprint] = engine

    @property
    def engine(self) -> LocalEngine:
        """The engine of this process; raises UsageError when it would judge by something else."""
        key = self.settings, self.fingerprint
        if key not in _BUILT:
            engine = build_engine(self.settings)
            here = fingerprint_hash(fingerprint(engine.plan))
            if here != self.fingerprint:
                raise _differs(self.fingerprint, here)
            _BUILT[key] = engine
        return _BUILT[key]

    def verdict(self, columns: Columns, raw: Raw) -> Verdict:
        """The verdict on a row. What is wrong with it is an `error`; nothing is raised for it."""
        return raw_verdict(self.engine, columns, raw, language=self.language)

    def __getstate__(self) -> dict[str, str]:
        # As text: the bytes of pickled tuples, and so a hash, depend on which are one object.
        return vars(self) | {"settings": self.settings.to_json()}

    def __setstate__(self, state: dict[str, str]) -> None:
        settings = PlanOptions.from_json(state["settings"])
        vars(self).update(state | {"settings": settings})


def settings_of(profile: str | None, choices: Choices) -> PlanOptions:
    """The recipe for what `rulekit.load` would build of the same words."""
    plain = {name: _plain(name, value) for name, value in choices.items() if value is not None}
    return PlanOptions(profile=profile, **plain)


def _plain(name: str, value: Any) -> Any:
    """Paths as text and lists as tuples; a word alone is a list of one, not of its letters."""
    if name in ("seed", "config"):
        return os.fspath(value) if name == "config" else value
    words = (value,) if isinstance(value, str | os.PathLike) else value
    return tuple(os.fspath(word) for word in words)


def _differs(there: str, here: str) -> UsageError:
    message = f"rulekit or its rules have changed: made with {there}, this process has {here}"
    return UsageError([Problem(message, remedy="make the step again, with what is installed now")])
