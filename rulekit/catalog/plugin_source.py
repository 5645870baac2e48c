"""Where plugins are found, and what each is called when two have one name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import metadata
from pathlib import Path

import rulekit_plugins
import rulekit_rules

from rulekit.errors import UsageError, nearest
from rulekit.hooks.hookimpl import GROUP

AGAIN = " (again)"  # behind the name of a plugin that its own distribution brings twice


@dataclass(frozen=True)
class PluginSource:
    """A plugin that was found but not yet imported.

    `origin` is its distribution and version, or `bundled`. `rules` is the folder in which the rules
    of its packs stand; None: where each pack says. `entry` is its entry point's value, a module.
    """

    name: str
    origin: str
    version: str
    load: Callable[[], object]
    rules: Path | None = None
    entry: str = ""

    @property
    def whole_name(self) -> str:
        """Its name with its distribution, `bundled/python`: it tells apart two of one name."""
        return f"{self.origin.partition(' ')[0]}/{self.name}"


@dataclass(frozen=True)
class ToldApart:
    """A source under the name that is its alone; `off`, or its name `taken` by another source."""

    source: PluginSource
    off: bool
    whole_name: str
    taken: PluginSource | None = None


def find_sources() -> list[PluginSource]:
    """Bundled plugins by folder, then those of other distributions by entry point, by name."""
    own, rules = metadata.version("rulekit"), Path(rulekit_rules.__file__).parent
    bundled = [
        PluginSource(
            module.name,
            "bundled",
            own,
            partial(importlib.import_module, f"rulekit_plugins.{module.name}.plugin"),
            rules,
        )
        for module in pkgutil.iter_modules(rulekit_plugins.__path__)
        if module.ispkg
    ]
    outside = [
        PluginSource(
            point.name,
            _origin(point),
            point.dist.version if point.dist else "",
            point.load,
            entry=point.value,
        )
        for point in metadata.entry_points(group=GROUP)
    ]
    return sorted(bundled, key=_name) + sorted(outside, key=_name)


def _name(source: PluginSource) -> str:
    return source.name


def _origin(point: metadata.EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.value


def told_apart(sources: Iterable[PluginSource], off: Collection[str]) -> list[ToldApart]:
    """The sources in their order, each with a name of its own.

    `python` leaves out every plugin of that name, `bundled/python` the one from there. Of those
    that are left the first has the name, the others their whole ones. Raises UsageError for a word
    of `off` that means none.
    """
    found = _whole_names(sources)
    _refuse_unknown(off, found)
    left_out = {whole for source, whole in found if source.name in off or whole in off}
    holders: dict[str, str] = {}  # whole names of those that have the plain one
    for source, whole in sorted(found, key=lambda one: one[1] in left_out):
        holders.setdefault(source.name, whole)
    by_name = {whole: source for source, whole in found}
    told = []
    for source, whole in found:
        holder = holders[source.name]
        name = source.name if whole == holder else whole
        taken = None if whole == holder else by_name[holder]
        told.append(ToldApart(replace(source, name=name), whole in left_out, whole, taken))
    return told


def _whole_names(sources: Iterable[PluginSource]) -> list[tuple[PluginSource, str]]:
    found: dict[str, PluginSource] = {}
    for source in sources:
        whole = source.whole_name
        while whole in found:
            whole += AGAIN
        found[whole] = source
    return [(source, whole) for whole, source in found.items()]


def _refuse_unknown(off: Iterable[str], found: Sequence[tuple[PluginSource, str]]) -> None:
    names = dict.fromkeys(source.name for source, _ in found)
    wholes = [whole for _, whole in found]
    for word in sorted({*off}.difference(names, wholes)):
        near = nearest(word, wholes if "/" in word else names)
        raise UsageError(f"there is no plugin `{word}` to leave out{near}")
