"""What a user asks of a stored audit: what goes together, and how many rows are wanted."""

from __future__ import annotations

import math
import shlex
from dataclasses import dataclass

from rulekit.errors import Problem, UsageError
from rulekit.plan.options import PlanOptions

LISTED = 20  # rows of a list, unless -n says otherwise
ONE = ("id", "path", "row")
LISTS = ("rule", "cause", "lot")
ASKED = (*ONE, *LISTS, "near", "limit")
WAYS = "say --id X, --path P, --row SHARD#row=N, --rule R [--near X], --cause WORD, or"
WAYS += " --random drop|keep|error"


@dataclass(frozen=True)
class AuditQuery:
    """What a user asks of an audit."""

    audit: str
    here: PlanOptions
    output: str
    everything: bool = False
    id: str | None = None
    path: str | None = None
    row: str | None = None
    rule: str | None = None
    cause: str | None = None
    near: float | None = None
    lot: str | None = None
    limit: int | None = None
    seed: int | None = None

    def __post_init__(self) -> None:
        """Raises UsageError for what does not go together."""
        one = [name for name in ONE if getattr(self, name) is not None]
        many = [name for name in LISTS if getattr(self, name) is not None]
        if self.near is not None and (self.rule is None or self.lot):
            raise UsageError("--near is for one rule, and not by lot: say --rule R --near X")
        if self.near is not None and math.isnan(self.near):
            raise UsageError("--near nan: say a number, in the unit of the rule's value")
        if len(one) > 1 or (one and many) or {"rule", "cause"} <= {*many}:
            words = " and ".join(option_of(name) for name in (*one, *many))
            raise UsageError([Problem(f"{words} do not go together", remedy=WAYS)])
        if self.limit is not None and not many:
            raise UsageError("-n is for lists: say it with --rule, --cause or --random")
        if self.seed is not None and not self.lot:
            raise UsageError("--seed is for --random; the seed of `spare` is in the audit's plan")
        if self.everything and not (one or (self.lot and self.wanted == 1)):
            raise UsageError("--all is for one row: say --id, --path, --row or --random alone")

    @property
    def wanted(self) -> int:
        """How many rows are wanted at the most."""
        return self.limit or (1 if self.lot else LISTED)

    @property
    def quoted(self) -> str:
        """The audit as a shell reads it."""
        return shlex.quote(self.audit)


def option_of(name: str) -> str:
    """What a user writes for what is asked."""
    return {"limit": "-n", "lot": "--random"}.get(name, f"--{name}")
