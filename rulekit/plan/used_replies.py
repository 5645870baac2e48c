"""The replies that a plan's verdicts hang on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rulekit.errors import Problem

if TYPE_CHECKING:
    from rulekit.core.signal import Signal
    from rulekit.replies.reply_set import ReplySet


def used_replies(sets: Mapping[str, ReplySet], signals: Iterable[Signal]) -> dict[str, ReplySet]:
    """The replies, by the name of what was asked, that these signals read, alone or in a ratio."""
    read = {signal.name for signal in signals}
    return {
        name: sets[name]
        for name in sorted(sets)
        if any(one.name in each for one in sets[name].signals for each in read)
    }


def reply_problems(used: Iterable[ReplySet]) -> list[Problem]:
    """Damage of files of replies: better told now than at the first text."""
    problems = (folder.problem() for one in used for folder in one.folders)
    return [one for one in problems if one]
