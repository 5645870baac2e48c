"""Names that two plugins bring, or one brings twice, with both places."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from rulekit.catalog.plugin import Plugin
from rulekit.errors import Problem
from rulekit.hooks.names import HOOKS

LANGUAGES = "languages"  # named by their ids, and brought by packs
SORTS = (*HOOKS.values(), LANGUAGES)


def collisions(plugin: Plugin, before: Sequence[Plugin]) -> Iterator[Problem]:
    """Packs, languages, readers, steps and so on of a plugin whose names are taken already."""
    for sort in SORTS:
        holders = {name: other for other in reversed(before) for name in _names(other, sort)}
        seen: set[str] = set()
        for name in _names(plugin, sort):
            if name in seen:
                message = f"the plugin brings two {sort} called `{name}`"
                yield Problem(message, remedy="give one of them another name")
            elif name in holders:
                yield _taken(sort.removesuffix("s"), name, plugin, holders[name])
            seen.add(name)


def _names(plugin: Plugin, sort: str) -> list[str]:
    if sort == LANGUAGES:
        return [one.id for one in plugin.languages]
    return [one.name for one in getattr(plugin, sort)]


def _taken(what: str, name: str, plugin: Plugin, holder: Plugin) -> Problem:
    """A name that another plugin has; the remedies keep one of the two each."""
    message = f"the {what} `{name}` is there already: the plugin `{holder.name}` "
    message += f"({holder.origin}, {holder.file}) brings it"
    keep = f"-p no:{shlex.quote(holder.name)} keeps this one"
    return Problem(message, remedy=f"{keep}, -p no:{shlex.quote(plugin.name)} the other")
