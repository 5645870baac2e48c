"""An engine that other libraries copy to their processes: its options travel, not the engine."""

from __future__ import annotations

from dataclasses import replace

from rulekit.core.verdict import Verdict
from rulekit.corpus.roles import Columns
from rulekit.corpus.row import raw_verdict
from rulekit.engine import Engine
from rulekit.errors import Problem, UsageError
from rulekit.hooks.reader import Raw
from rulekit.loader import build_engine
from rulekit.plan.fingerprint import fingerprint, fingerprint_hash
from rulekit.plan.options import PlanOptions

_BUILT: dict[tuple[PlanOptions, str], Engine] = {}  # of this process, and of what it forks


class Portable:
    """An engine by its options and fingerprint, which are all that is copied and hashed of it.

    It is built here, so that a mistake in the options is told at once (RulekitError), and once
    more in each process that a copy comes to, on first use. Copies judge alike or not at all.
    `language` is what a document is said to be in when nothing else says it.
    """

    def __init__(self, options: PlanOptions, language: str = "") -> None:
        options = replace(options, failed_only=True)  # its columns hold no finding
        engine = build_engine(options)
        if language and not engine.plan.table.named(language):
            raise UsageError(f"no language `{language}` is known")
        self.options = options
        self.language = language
        self.fingerprint = fingerprint_hash(fingerprint(engine.plan))
        _BUILT[options, self.fingerprint] = engine

    @property
    def engine(self) -> Engine:
        """The engine of this process; raises UsageError when it would judge by something else."""
        key = self.options, self.fingerprint
        if key not in _BUILT:
            engine = build_engine(self.options)
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
        return vars(self) | {"options": self.options.to_json()}

    def __setstate__(self, state: dict[str, str]) -> None:
        options = PlanOptions.from_json(state["options"])
        vars(self).update(state | {"options": options})


def _differs(there: str, here: str) -> UsageError:
    message = f"rulekit or its rules have changed: made with {there}, this process has {here}"
    return UsageError([Problem(message, remedy="make the step again, with what is installed now")])
