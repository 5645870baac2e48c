"""Questions to an audit: the words of one, and what is wrong with them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from typing import get_args

from rulekit.core.verdict import CAUSES, Decision
from rulekit.errors import Problem, UsageError, did_you_mean

ONE = ("id", "path", "row")
MANY = ("rule", "cause", "sample")


def as_keyword(name: str, value: object = None) -> str:
    """A word of a query as Python has it."""
    return f"`{name}`" if value is None else f"{name}={value}"


@dataclass(frozen=True)
class AuditQuery:
    """The rows of an audit that somebody asks for; every row if nothing is said.

    `rule` asks for the rows that a rule failed; with `near`, for those that it failed or passed
    within that distance of its limit, the nearest first. `cause` is a word of CAUSES that ended the
    rows. `id`, `path` and `row` (`SHARD#row=N`, or N in an audit of one shard) name a document.
    `sample` takes candidates of this decision in an order that looks random and that `seed`
    changes, with `rule` or `cause` among their rows. `limit` is the most rows that are told.

    `spell` writes a word and its value as whoever asks does, for messages. Raises UsageError for
    words that do not go together.
    """

    rule: str | None = None
    near: float | None = None
    cause: str | None = None
    id: str | None = None
    path: str | None = None
    row: str | int | None = None
    sample: Decision | None = None
    limit: int | None = None
    seed: int | None = None
    spell: Callable[..., str] = field(default=as_keyword, repr=False, compare=False)

    def __post_init__(self) -> None:
        say = self.spell
        if self.near is not None and (self.rule is None or self.sample):
            message = f"{say('near')} is for one rule, and not for {say('sample')}: "
            raise UsageError(f"{message}say {say('rule', 'R')} {say('near', 'X')}")
        if self.near is not None and (math.isnan(self.near) or self.near < 0):
            message = "say a number from 0 on, in the unit of the rule's value"
            raise UsageError(f"{say('near', self.near)}: {message}")
        one, many = self.given(ONE), self.given(MANY)
        if len(one) > 1 or (one and many) or {"rule", "cause"} <= {*many}:
            words = " and ".join(say(name) for name in (*one, *many))
            raise UsageError([Problem(f"{words} do not go together", remedy=ways(say))])
        if self.seed is not None and not self.sample:
            spare = "the seed of `spare` is in the audit's plan"
            raise UsageError(f"{say('seed')} is for {say('sample')}; {spare}")
        if self.sample is not None and self.sample not in get_args(Decision):
            raise UsageError(f"{say('sample', self.sample)}: say drop, keep or error")
        if self.limit is not None and self.limit < 0:
            raise UsageError(f"{say('limit', self.limit)}: say how many, from 0 on")

    @property
    def picks(self) -> bool:
        """True if some rows are asked for, not every one."""
        return bool(self.given((*ONE, *MANY)))

    def given(self, names: Iterable[str]) -> list[str]:
        """Names of the words among these that are given."""
        return [name for name in names if getattr(self, name) is not None]

    def check(self, rules: Iterable[str], folder: object, steps: Iterable[str] = ()) -> None:
        """Raise UsageError, with the nearest, for a rule or a cause that there is not.

        The `steps` of a curation are causes, too.
        """
        if self.rule is not None and self.rule not in (known := [*rules]):
            message = f"{self.spell('rule', self.rule)}: `{folder}` has no such rule"
            if self.rule in CAUSES:
                raise UsageError(f"{message}, did you mean {self.spell('cause', self.rule)}?")
            raise UsageError(message + did_you_mean(self.rule, known))
        causes = [*steps, *CAUSES]
        if self.cause is not None and self.cause not in causes:
            message = f"{self.spell('cause', self.cause)}: there is no such cause"
            message += did_you_mean(self.cause, causes)
            raise UsageError([Problem(message, remedy=f"the causes are {', '.join(causes)}")])


WORDS = tuple(one.name for one in fields(AuditQuery) if one.name != "spell")


def ways(say: Callable[..., str]) -> str:
    """The ways to ask, in words that `say` spells."""
    one = [say("id", "X"), say("path", "P"), say("row", "SHARD#row=N")]
    rule = f"{say('rule', 'R')} [{say('near', 'X')}]"
    sample = say("sample", "drop|keep|error")
    return f"say {', '.join(one)}, {rule}, {say('cause', 'WORD')}, or {sample}"
