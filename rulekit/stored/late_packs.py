"""Parts of plugins that are imported when something of theirs is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rulekit.core.late import LateMapping
from rulekit.errors import PluginError
from rulekit.hooks.names import HOOKS

if TYPE_CHECKING:
    from rulekit.catalog.plugin import Plugin
    from rulekit.hooks.pack import Pack

BUNDLED = "bundled"
HOOK_OF = {field: hook for hook, field in HOOKS.items()}
APART = tuple(field for field in HOOK_OF if field != "packs")  # what plugins bring beside packs


class LatePacks:
    """What plugins bring, each plugin imported when something of it is first needed.

    `origins` are those of the plugins, by name; `off` are others that are left out. Raises
    PluginError for a plugin that breaks by then.
    """

    def __init__(self, origins: Mapping[str, str], off: Sequence[str] = ()) -> None:
        self.origins, self.off = origins, off
        self._plugins = LateMapping(origins, self._plugin)
        self._parts: dict[str, LateMapping[str, Any]] = {}

    def parts(self, sort: str, owners: Mapping[str, str]) -> LateMapping[str, Any]:
        """The parts of a sort by name, `owners` being the plugins that bring them."""
        if sort not in self._parts:
            brought = LateMapping(self.origins, lambda plugin: dict(self._named(plugin, sort)))
            self._parts[sort] = LateMapping(owners, lambda name: brought[owners[name]][name])
        return self._parts[sort]

    def _named(self, plugin: str, sort: str) -> Iterable[tuple[str, Any]]:
        if sort in APART:
            return ((one.name, one) for one in self._brought(plugin, sort))
        packs: Iterable[Pack] = self._brought(plugin, "packs")
        if sort in ("parse_guard", "embeds"):
            languages = (language for pack in packs for language in pack.languages)
            return ((one.id, getattr(one, sort)) for one in languages)
        if sort == "natural_languages":
            return ((pack.name, pack.natural_languages) for pack in packs)
        return ((one.name, one) for pack in packs for one in getattr(pack, sort))

    def _brought(self, plugin: str, field: str) -> Iterable[Any]:
        if self.origins[plugin] != BUNDLED:
            parts: Iterable[Any] = getattr(self._plugins[plugin], field)
            return parts
        module = import_module(f"rulekit_plugins.{plugin}.plugin")
        hook: Callable[[], Iterable[Any]] = getattr(module, HOOK_OF[field])
        return hook()

    def _plugin(self, name: str) -> Plugin:
        from rulekit.catalog.plugins import load_plugin  # bundled packs need no pluggy

        plugin = load_plugin(name, self.off)
        if plugin.status != "ok":
            raise PluginError(plugin.problems)
        return plugin
