"""Finding and loading plugins, each alone: a broken one is told, and leaves nothing behind."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any

import pluggy
import rulekit_plugins
import rulekit_rules

from rulekit.catalog.check_pack import pack_problems
from rulekit.catalog.plugin import HOOKS, PARTS, Plugin
from rulekit.catalog.plugin_traceback import blamed
from rulekit.errors import Problem, RulekitError, SpecError, UsageError, did_you_mean, nearest
from rulekit.hooks import hookspecs
from rulekit.hooks.pack import Language, Pack
from rulekit.syntax.grammar import Grammar

AGAIN = " (again)"  # behind the name of a plugin that has another's; bundled ones come first


@dataclass(frozen=True)
class PluginSource:
    """A plugin that was found but not yet imported.

    `rules` is the folder in which the rules of its packs stand; None: where each pack says.
    """

    name: str
    origin: str
    version: str
    load: Callable[[], object]
    rules: Path | None = None


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
            point.name, _origin(point), point.dist.version if point.dist else "", point.load
        )
        for point in metadata.entry_points(group=hookspecs.GROUP)
    ]
    return sorted(bundled, key=_name) + sorted(outside, key=_name)


def _name(source: PluginSource) -> str:
    return source.name


def _origin(point: metadata.EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.value


def load_plugins(off: Iterable[str], sources: Sequence[PluginSource] | None = None) -> list[Plugin]:
    """All plugins that were found, each loaded or with the reason why not.

    Raises UsageError when a plugin to leave `off` is not there.
    """
    off = set(off)
    found = _told_apart(find_sources() if sources is None else sources)
    names = [source.name for source in found]
    for name in sorted(off.difference(names)):
        raise UsageError(f"there is no plugin `{name}` to leave out{nearest(name, names)}")
    loaded: list[Plugin] = []
    for source in found:
        plugin = Plugin(source.name, source.origin, source.version)
        if source.name in off:
            loaded.append(replace(plugin, status="off"))
        elif source.name.endswith(AGAIN):
            first = source.name.removesuffix(AGAIN)
            loaded.append(
                plugin.failed([Problem(f"the name `{first}` is taken by another plugin")])
            )
        else:
            loaded.append(_load(source, loaded))
    return loaded


def _told_apart(sources: Iterable[PluginSource]) -> list[PluginSource]:
    """The sources, those whose name an earlier one has with AGAIN: the first has the name."""
    found: dict[str, PluginSource] = {}
    for source in sources:
        name = source.name
        while name in found:
            name += AGAIN
        found[name] = replace(source, name=name)
    return list(found.values())


def _load(source: PluginSource, before: Sequence[Plugin]) -> Plugin:
    """Import, register, ask and check one plugin in a manager of its own, so nothing can leak."""
    plugin = Plugin(source.name, source.origin, source.version)
    try:
        with redirect_stdout(sys.stderr):  # what it prints is no part of a report
            found = source.load()
            plugin = replace(plugin, **_ask(found), file=_file_of(found))
        if lacking := _lacking(plugin):
            return replace(
                Plugin(source.name, source.origin, source.version, "off"), problems=lacking
            )
        plugin = replace(plugin, packs=tuple(_placed(one, source, plugin) for one in plugin.packs))
        problems = [*_taken(plugin, before)]
        packs = [pack for other in before for pack in other.packs]
        for pack in plugin.packs:
            problems += pack_problems(pack, packs)
            packs.append(pack)
    except RulekitError as error:
        return plugin.failed(error.problems)
    except KeyboardInterrupt:
        raise  # the user's, as far as anybody can tell
    except BaseException as error:  # noqa: BLE001  somebody else's code, at import
        return plugin.failed([blamed(error)], traceback.format_exc())
    return plugin.failed(problems) if problems else plugin


def _ask(found: object) -> dict[str, Any]:
    """A plugin's parts by field; raises SpecError for hooks that are none or bring nothing."""
    manager = pluggy.PluginManager(hookspecs.GROUP)
    manager.add_hookspecs(hookspecs)
    if wrong := _wrong_hooks(manager, found):
        raise SpecError(wrong)
    manager.register(found)
    if not manager.get_hookcallers(found):
        message = "no hook is implemented; decorate `rulekit_packs` with `@rulekit.hookimpl`"
        raise SpecError([Problem(message, _file_of(found))])
    brought = {}
    for hook, field in HOOKS.items():
        caller = getattr(manager.hook, hook)
        parts = [part for answer in caller() for part in _checked(answer, hook, found)]
        if caller.get_hookimpls() and not parts:
            raise SpecError([Problem(f"{hook} brings nothing", *_place_of(found, hook))])
        brought[field] = tuple(parts)
    return brought


def _placed(pack: Pack, source: PluginSource, plugin: Plugin) -> Pack:
    """The pack with the place of its rules, which it may give relative to its plugin's module."""
    rules: object = pack.rules
    if not isinstance(rules, Path):
        return pack  # pack_problems tells it, with all other parts that are of another type
    place = source.rules or Path(plugin.file).parent / rules
    if not place.is_absolute():  # never where somebody happens to be
        raise SpecError(f"the plugin has no file: the pack `{pack.name}` must say where `rules` is")
    return replace(pack, rules=place)


def _lacking(plugin: Plugin) -> tuple[Problem, ...]:
    """The grammars of an extra that is not installed: nobody asked for it, so nothing is broken."""
    grammars = [
        language.grammar
        for pack in plugin.packs
        for language in (pack.languages if isinstance(pack.languages, tuple | list) else ())
        if isinstance(language, Language) and isinstance(language.grammar, Grammar)
    ]
    return tuple(
        Problem(
            f"the grammar {grammar.module} is not installed",
            remedy=f"try: pip install 'rulekit[{grammar.extra}]'",
        )
        for grammar in grammars
        if grammar.extra and not grammar.installed
    )


def _taken(plugin: Plugin, before: Iterable[Plugin]) -> Iterable[Problem]:
    """All but packs are called by name, so there is one of each."""
    for field in HOOKS.values():
        if field == "packs":  # pack_problems tells more of them
            continue
        names = [part.name for other in before for part in getattr(other, field)]
        for part in getattr(plugin, field):
            if part.name in names:
                yield Problem(f"the name `{part.name}` is taken by another of the {field}")
            names.append(part.name)


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


def _checked(answer: Any, hook: str, found: object) -> list[Any]:
    wanted = PARTS[HOOKS[hook]]
    parts = list(answer) if isinstance(answer, Iterable) else [answer]
    for part in parts:
        if isinstance(part, type) or not isinstance(part, wanted):
            message = f"{hook} returned {type(part).__name__}, not {wanted.__name__}"
            raise SpecError([Problem(message, *_place_of(found, hook))])
    return parts


def _file_of(found: object) -> str:
    """The file of a plugin's module; its name when the module has none."""
    module = inspect.getmodule(found)
    return str(getattr(module, "__file__", None) or getattr(found, "__name__", found))


def _place_of(found: object, hook: str) -> tuple[str, int]:
    """File and line of a hook's implementation; line 0 when it cannot be told."""
    code = getattr(getattr(found, hook, None), "__code__", None)
    return _file_of(found), getattr(code, "co_firstlineno", 0)
