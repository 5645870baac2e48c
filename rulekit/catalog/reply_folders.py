"""Folders of replies that a person or a project names, and the signals that rules find in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rulekit.core.signal import Signal
from rulekit.errors import Problem, SpecError, did_you_mean, nearest
from rulekit.replies.folder import ReplyFolder, read_reply_folder
from rulekit.replies.reply_set import ReplySet, reply_name

NONE = "no folder of replies is given: --replies DIR, or `replies` in rulekit.toml, names some"


@dataclass(frozen=True)
class KnownReplies:
    """Replies to what was asked, by its name."""

    sets: Mapping[str, ReplySet]

    @cached_property
    def signals(self) -> Mapping[str, Signal]:
        """Their signals by each name that a rule may write.

        That has the name of what was asked, or lacks it where nothing else has the property.
        """
        known = {one.name: one for each in self.sets.values() for one in each.signals}
        for each in self.sets.values():
            for prop in each.numbers:
                if len(self._with(prop)) == 1:
                    known[reply_name(prop)] = known[reply_name(prop, each.name)]
        return known

    def _with(self, prop: str) -> list[ReplySet]:
        return [one for one in self.sets.values() if prop in one.properties]

    def complaint(self, name: str) -> str:
        """Why a name of a reply is none of a signal; "" for one that means no reply."""
        if not self.sets and name.startswith(("reply(", "replies(")):
            return f"`{name}` is of a reply, and {NONE}"
        if not (name.startswith("reply(") and name.endswith(")")):
            return ""
        asked, _, prop = name[len("reply(") : -1].rpartition(":")
        if asked and asked not in self.sets:
            return f"nothing called `{asked}` was asked{nearest(asked, self.sets)}"
        sets = [self.sets[asked]] if asked else self._with(prop)
        if not sets:
            sets = [*self.sets.values()]
        if len(sets) > 1 and self._with(prop):
            ways = " or ".join(f"`{reply_name(prop, one.name)}`" for one in sets)
            return f"`{name}` is in the replies to several questions: write {ways}"
        return _no_number(prop, sets)


NO_REPLIES = KnownReplies({})


def _no_number(prop: str, sets: Iterable[ReplySet]) -> str:
    kinds = {name: kind for one in sets for name, kind in one.properties.items()}
    if prop in kinds:
        numbers = ", ".join(name for one in sets for name in one.numbers) or "none"
        message = f"`{prop}` is of the type {kinds[prop]}, and a rule limits numbers"
        return f"{message} and booleans; of these there are: {numbers}"
    there = ", ".join(f"{name} ({kind})" for name, kind in kinds.items())
    return f"a reply has no `{prop}`{did_you_mean(prop, kinds)}; it has {there}"


def find_replies(folders: Iterable[Path]) -> KnownReplies:
    """The replies in these folders; raises SpecError with every folder that is none.

    Folders with one name are parts of one set, if the same was asked of the same model.
    """
    sets: dict[str, ReplySet] = {}
    problems: list[Problem] = []
    for path in {one.absolute(): one for one in folders}.values():
        try:
            folder = read_reply_folder(path)
            sets[folder.name] = _joined(sets.get(folder.name), folder)
        except SpecError as error:
            problems += error.problems
    if problems:
        raise SpecError(problems)
    return KnownReplies(sets)


def _joined(known: ReplySet | None, folder: ReplyFolder) -> ReplySet:
    if known is None:
        return ReplySet((folder,))
    first = known.folders[0]
    if (first.asked, first.properties) == (folder.asked, folder.properties):
        return ReplySet((*known.folders, folder))
    message = (
        f"`{first.path}` has replies to another `{folder.name}`: another prompt, form or model"
    )
    remedy = f"give one of them another name: `ask: {folder.name}` in its file"
    raise SpecError([Problem(message, str(folder.path), remedy=remedy)])
