"""Packs of plugins that are imported when something of theirs is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from rulekit.core.late import LateMapping
from rulekit.errors import PluginError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rulekit.catalog.plugin import Plugin
    from rulekit.core.document import Document
    from rulekit.core.finder import Finder
    from rulekit.core.natural_language import LanguageIdentifier
    from rulekit.core.signal import Signal
    from rulekit.hooks.pack import Language, Pack
    from rulekit.syntax.embedded import Piece

BUNDLED = "bundled"


class Origin(NamedTuple):
    """Where a plugin comes from: its distribution and version, or `bundled`, and its module."""

    origin: str
    version: str
    entry: str


class LatePacks:
    """The packs of plugins, `origins` by name, each imported when it is first needed."""

    def __init__(self, origins: Mapping[str, Origin]) -> None:
        self.origins = origins
        self.plugins = LateMapping(origins, self._plugin)

    def packs(self, plugin: str) -> Iterable[Pack]:
        """The packs that a plugin brings; raises PluginError when it brings none any more."""
        if self.origins[plugin].origin != BUNDLED:
            return self.plugins[plugin].packs
        brought: Callable[[], Iterable[Pack]] = bundled_module(plugin).rulekit_packs
        return brought()

    def parts(self, field: str, owners: Mapping[str, str]) -> LateMapping[str, Any]:
        """The parts of packs in a field, by name, each of the plugin that owns it."""
        found = LateMapping(
            dict.fromkeys(owners.values()),
            lambda plugin: {
                getattr(one, "name", None) or one.id: one
                for pack in self.packs(plugin)
                for one in getattr(pack, field)
            },
        )
        return LateMapping(owners, lambda name: found[owners[name]][name])

    def _plugin(self, name: str) -> Plugin:
        from rulekit.catalog.plugins import load_plugin  # a check by bundled packs needs no pluggy

        plugin = load_plugin(name, *self.origins[name])
        if plugin.status == "failed":
            raise PluginError(plugin.problems)
        return plugin


def bundled_module(plugin: str) -> Any:
    """The module of a bundled plugin."""
    return import_module(f"rulekit_plugins.{plugin}.plugin")
