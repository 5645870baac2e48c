"""A model's reason in a message: whatever it wrote, one line of what can be printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rulekit.core.escape import in_short
from rulekit.replies.texts import ANSWERED, SaidReply

LONGEST = 200  # characters of a reason that are told
SHOWN = 10  # replies of which the numbers are told


def told(replies: Sequence[SaidReply], prop: str, reason: str, value: float) -> str:
    """The reason of the first reply that gives this value, and what the others give."""
    answered = [one for one in replies if one.outcome == ANSWERED]
    said = [one.values.get(reason) for one in answered if one.values.get(prop) == value]
    text = next((one for one in said if isinstance(one, str) and one.strip()), "")
    parts = [f'"{in_short(" ".join(text.split()), LONGEST)}"'] if text else []
    return " ".join([*parts, *([_others(replies, prop)] if len(replies) > 1 else [])])


def _others(replies: Sequence[SaidReply], prop: str) -> str:
    """All replies in short: `(replies: 2, 3, 7; 1 unparsed)`."""
    values = [one.values.get(prop) for one in replies if one.outcome == ANSWERED]
    numbers = [f"{one:g}" for one in values if isinstance(one, int | float)]
    more = ["…"] if len(numbers) > SHOWN else []
    failed = Counter(one.outcome for one in replies if one.outcome != ANSWERED)
    groups = [", ".join([*numbers[:SHOWN], *more]), *(f"{n} {one}" for one, n in failed.items())]
    return f"(replies: {'; '.join(filter(None, groups))})"
