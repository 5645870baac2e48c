"""Finding and loading plugins, each alone: a broken one is told, and leaves nothing behind."""

from __future__ import annotations

import inspect
import shlex
import sys
import traceback
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pluggy

from rulekit.catalog.check_pack import pack_problems
from rulekit.catalog.collision import collisions
from rulekit.catalog.plugin import PARTS, Plugin
from rulekit.catalog.plugin_source import PluginSource, ToldApart, find_sources, told_apart
from rulekit.catalog.plugin_traceback import blamed
from rulekit.errors import Problem, RulekitError, SpecError, did_you_mean
from rulekit.hooks import hookspecs
from rulekit.hooks.hookimpl import GROUP, MARK
from rulekit.hooks.names import HOOKS
from rulekit.hooks.pack import Language, Pack
from rulekit.syntax.grammar import Grammar

PACKS = next(iter(HOOKS))  # the hook whose parts are looked into; the others' are called by name


def load_plugins(off: Iterable[str], sources: Iterable[PluginSource] | None = None) -> list[Plugin]:
    """Import and check every plugin, in the order of the sources; `off` ones are not imported.

    Raises UsageError when a plugin to leave `off` is not there.
    """
    loaded: list[Plugin] = []
    for one in told_apart(find_sources() if sources is None else sources, set(off)):
        plugin = Plugin(one.source.name, one.source.origin, one.source.version)
        if one.off:
            loaded.append(replace(plugin, status="off"))
        elif one.taken:
            loaded.append(plugin.failed([_named_twice(one, one.taken)]))
        else:
            loaded.append(_load(one.source, loaded))
    return loaded


def load_plugin(name: str, off: Iterable[str] = ()) -> Plugin:
    """Import and check one plugin, by the name that it has among all of them but those `off`."""
    known = {one.source.name: one for one in told_apart(find_sources(), set(off))}
    if name not in known:
        return Plugin(name, "", "").failed([Problem(f"the plugin `{name}` is gone")])
    return _load(known[name].source, [])


def _named_twice(one: ToldApart, other: PluginSource) -> Problem:
    """The problem of a plugin whose name another has; the remedies keep one of the two each."""
    message = f"the name `{other.name}` is taken by another plugin ({other.origin}); "
    message += f"this one is of {one.source.origin}"
    keep = f"-p no:{shlex.quote(other.whole_name)} keeps this one"
    remedy = f"{keep}, -p no:{shlex.quote(one.whole_name)} the other; or give it another name"
    return Problem(message, remedy=remedy)


def _load(source: PluginSource, before: Sequence[Plugin]) -> Plugin:
    """Import, register, ask and check one plugin alone, so nothing can leak."""
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
        problems = [one for pack in plugin.packs for one in pack_problems(pack)]
        problems = problems or [*collisions(plugin, before)]  # of parts that are what they should
        path, line = _place_of(found, PACKS)
        problems = [one if one.path else replace(one, path=path, line=line) for one in problems]
    except RulekitError as error:
        return plugin.failed(error.problems)
    except KeyboardInterrupt:
        raise  # the user's, as far as anybody can tell
    except BaseException as error:  # noqa: BLE001  somebody else's code, at import
        return plugin.failed([blamed(error, source)], traceback.format_exc())
    return plugin.failed(problems) if problems else plugin


def _ask(found: object) -> dict[str, Any]:
    """A plugin's parts by field; raises SpecError for hooks that are none or bring nothing."""
    manager = _manager()
    if wrong := _wrong_hooks(manager, found):
        raise SpecError(wrong)
    manager.register(found)
    try:
        return _brought(manager, found)
    finally:
        manager.unregister(found)


@cache
def _manager() -> pluggy.PluginManager:
    """A manager in which one plugin is registered at a time: to read the hooks takes long."""
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    return manager


def _brought(manager: pluggy.PluginManager, found: object) -> dict[str, Any]:
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


def _wrong_hooks(manager: pluggy.PluginManager, found: object) -> list[Problem]:
    """Functions that are marked as hooks and are none, or that want arguments."""
    known = [name for name in vars(hookspecs) if name.startswith("rulekit_")]
    problems = []
    for name in dir(found):
        if not hasattr(getattr(found, name, None), MARK):
            continue
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
