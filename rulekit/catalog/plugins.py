"""Finding and loading plugins, each alone: a broken one is told, and leaves nothing behind."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import metadata
from typing import Any, Literal

import pluggy
import rulekit_plugins

from rulekit.catalog import hookspecs
from rulekit.catalog.blame import blamed
from rulekit.catalog.packs import pack_problems
from rulekit.core.pack import Pack
from rulekit.errors import Problem, RulekitError, SpecError, UsageError, did_you_mean

Status = Literal["ok", "failed", "off"]


@dataclass(frozen=True)
class Plugin:
    """One plugin: where it comes from and what became of it.

    `problems` say what is wrong with a failed one; `trace` is Python's own account for its author.
    """

    name: str
    origin: str
    version: str
    status: Status = "ok"
    packs: tuple[Pack, ...] = ()
    problems: tuple[Problem, ...] = ()
    trace: str = ""

    def failed(self, problems: Sequence[Problem], trace: str = "") -> Plugin:
        """The same plugin, known to be broken and bringing nothing."""
        return replace(self, status="failed", packs=(), problems=tuple(problems), trace=trace)


@dataclass(frozen=True)
class Source:
    """A plugin that was found but not yet imported."""

    name: str
    origin: str
    version: str
    load: Callable[[], object]


def find_sources() -> list[Source]:
    """Bundled plugins by folder, then those of other distributions by entry point, by name."""
    own = metadata.version("rulekit")
    bundled = [
        Source(
            module.name,
            "bundled",
            own,
            partial(importlib.import_module, f"rulekit_plugins.{module.name}.plugin"),
        )
        for module in pkgutil.iter_modules(rulekit_plugins.__path__)
        if module.ispkg
    ]
    outside = [
        Source(point.name, _origin(point), point.dist.version if point.dist else "", point.load)
        for point in metadata.entry_points(group=hookspecs.GROUP)
    ]
    return sorted(bundled, key=_name) + sorted(outside, key=_name)


def _name(source: Source) -> str:
    return source.name


def _origin(point: metadata.EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.value


def load_plugins(off: Iterable[str], sources: Sequence[Source] | None = None) -> list[Plugin]:
    """Every plugin that was found, loaded or with the reason why not.

    Raises UsageError when a plugin to leave `off` is not there.
    """
    off = set(off)
    found = find_sources() if sources is None else sources
    names = [source.name for source in found]
    for name in sorted(off.difference(names)):
        near = did_you_mean(name, names) or f"; there are: {', '.join(names)}"
        raise UsageError(f"there is no plugin `{name}` to leave out{near}")
    loaded: list[Plugin] = []
    for source in found:
        if source.name in (plugin.name for plugin in loaded):
            twice = Plugin(source.name, source.origin, source.version)
            message = f"the name `{source.name}` is taken by another plugin"
            loaded.append(replace(twice.failed([Problem(message)]), name=f"{source.name} (again)"))
        elif source.name in off:
            loaded.append(Plugin(source.name, source.origin, source.version, "off"))
        else:
            loaded.append(_load(source, [pack for plugin in loaded for pack in plugin.packs]))
    return loaded


def _load(source: Source, before: Sequence[Pack]) -> Plugin:
    """Import, register, ask and check one plugin in a manager of its own, so nothing can leak."""
    plugin = Plugin(source.name, source.origin, source.version)
    try:
        found = source.load()
        packs = tuple(_ask(found))
        problems = [
            problem
            for i, pack in enumerate(packs)
            for problem in pack_problems(pack, [*before, *packs[:i]])
        ]
    except RulekitError as error:
        return plugin.failed(error.problems)
    except (Exception, SystemExit) as error:  # noqa: BLE001  somebody else's code, at import
        return plugin.failed([blamed(error)], traceback.format_exc())
    if problems:
        return plugin.failed(problems)
    return replace(plugin, packs=packs)


def _ask(found: object) -> list[Pack]:
    """The packs of a plugin; raises SpecError for hooks that are none or bring none."""
    manager = pluggy.PluginManager(hookspecs.GROUP)
    manager.add_hookspecs(hookspecs)
    if wrong := _wrong_hooks(manager, found):
        raise SpecError(wrong)
    manager.register(found)
    if not manager.get_hookcallers(found):
        message = "no hook is implemented; decorate `rulekit_packs` with `@rulekit.hookimpl`"
        raise SpecError([Problem(message, _file_of(found))])
    packs = [pack for answer in manager.hook.rulekit_packs() for pack in _checked(answer, found)]
    if not packs:
        raise SpecError([Problem("rulekit_packs brings no pack", *_place_of(found))])
    return packs


def _wrong_hooks(manager: pluggy.PluginManager, found: object) -> list[Problem]:
    """Functions that are marked as hooks and are none, or that want arguments."""
    known = [name for name in vars(hookspecs) if name.startswith("rulekit_")]
    problems = []
    for name in dir(found):
        if not manager.parse_hookimpl_opts(found, name):
            continue
        if name not in known:
            message = f"there is no hook `{name}`{did_you_mean(name, known)}"
            problems.append(Problem(message, *_place_of(found, name)))
        elif arguments := inspect.signature(getattr(found, name)).parameters:
            message = f"`{name}` takes no argument, not `{', '.join(arguments)}`"
            problems.append(Problem(message, *_place_of(found, name)))
    return problems


def _checked(answer: Any, found: object) -> Iterable[Pack]:
    packs = list(answer) if isinstance(answer, Iterable) else [answer]
    for pack in packs:
        if not isinstance(pack, Pack):
            message = f"rulekit_packs returned {type(pack).__name__}, not Pack"
            raise SpecError([Problem(message, *_place_of(found))])
    return packs


def _file_of(found: object) -> str:
    return str(getattr(found, "__file__", None) or getattr(found, "__name__", found))


def _place_of(found: object, hook: str = "rulekit_packs") -> tuple[str, int]:
    """File and line of a hook's implementation; line 0 when it cannot be told."""
    code = getattr(getattr(found, hook, None), "__code__", None)
    return _file_of(found), getattr(code, "co_firstlineno", 0)
