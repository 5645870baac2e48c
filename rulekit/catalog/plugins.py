"""Finding and loading plugins, each alone: a broken one is told, and leaves nothing behind."""

from __future__ import annotations

import importlib
import pkgutil
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

import pluggy
import rulekit_plugins

from rulekit.catalog import hookspecs
from rulekit.catalog.blame import blamed
from rulekit.catalog.tables import content_rules_of, facts_of
from rulekit.core.document import KINDS
from rulekit.core.pack import Pack
from rulekit.core.query import QuerySource
from rulekit.core.signal import Signal
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
        if source.name in off:
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
        problems = [problem for pack in packs for problem in _pack_problems(pack, before)]
    except RulekitError as error:
        return plugin.failed(error.problems)
    except (Exception, SystemExit) as error:  # noqa: BLE001  somebody else's code, at import
        return plugin.failed([blamed(error)], traceback.format_exc())
    if problems:
        return plugin.failed(problems)
    return replace(plugin, packs=packs)


def _ask(found: object) -> Iterable[Pack]:
    manager = pluggy.PluginManager(hookspecs.GROUP)
    manager.add_hookspecs(hookspecs)
    manager.register(found)
    try:
        manager.check_pending()  # a misspelt hook name is an error, not silence
    except pluggy.PluginValidationError:
        raise SpecError([_pending(manager, found)]) from None
    hooks = manager.get_hookcallers(found) or []
    if not hooks:
        message = "no hook is implemented; decorate `rulekit_packs` with `@rulekit.hookimpl`"
        raise SpecError([Problem(message, _file_of(found))])
    for answer in manager.hook.rulekit_packs():
        yield from _checked(answer, found)


def _pending(manager: pluggy.PluginManager, found: object) -> Problem:
    known = [name for name in vars(hookspecs) if name.startswith("rulekit_")]
    names = [name for name in dir(found) if name.startswith("rulekit_") and name not in known]
    wrong = next((name for name in names if manager.parse_hookimpl_opts(found, name)), "?")
    line = getattr(getattr(getattr(found, wrong, None), "__code__", None), "co_firstlineno", 0)
    message = f"there is no hook `{wrong}`{did_you_mean(wrong, known)}"
    return Problem(message, _file_of(found), line)


def _checked(answer: Any, found: object) -> Iterable[Pack]:
    packs = list(answer) if isinstance(answer, Iterable) else [answer]
    for pack in packs:
        if not isinstance(pack, Pack):
            message = f"rulekit_packs returned {type(pack).__name__}, not Pack"
            raise SpecError([Problem(message, _file_of(found))])
    return packs


def _file_of(found: object) -> str:
    return str(getattr(found, "__file__", None) or getattr(found, "__name__", found))


def _pack_problems(pack: Pack, before: Sequence[Pack]) -> list[Problem]:
    """What is wrong with a pack, given those before it; raises SpecError for its tables."""
    problems = [*_signal_problems(pack), *_language_problems(pack, before)]
    if pack.table:
        facts_of(pack.table)
    if pack.content_rules:
        content_rules_of(pack.content_rules)
    if pack.name in (other.name for other in before):
        problems.append(Problem(f"the name `{pack.name}` is taken by another pack"))
    rules: object = pack.rules
    if not isinstance(rules, Path):
        problems.append(Problem(f"the rules folder of `{pack.name}` is a Path, not `{rules}`"))
    elif not rules.is_dir():
        problems.append(Problem(f"the rules folder of `{pack.name}` is not there", str(pack.rules)))
    return problems


def _signal_problems(pack: Pack) -> list[Problem]:
    signals: tuple[object, ...] = pack.signals  # as the author filled it, which may be anything
    problems, seen = [], set[str]()
    for signal in signals:
        if not isinstance(signal, Signal):
            problems.append(Problem(f"`{pack.name}`: {signal!r} is not a Signal"))
            continue
        if not signal.name.startswith(f"{pack.name}."):
            message = f"a signal of `{pack.name}` is called `{pack.name}.<what>`"
            problems.append(Problem(f"{message}, not `{signal.name}`"))
        if signal.name in seen:
            problems.append(Problem(f"there are two signals called `{signal.name}`"))
        seen.add(signal.name)
    return problems


def _language_problems(pack: Pack, before: Sequence[Pack]) -> list[Problem]:
    problems: list[Problem] = []
    brought = {language.id: other.name for other in before for language in other.languages}
    for language in pack.languages:
        if language.id in brought:
            other = brought[language.id]
            problems.append(Problem(f"the pack `{other}` brings the language `{language.id}` too"))
        if not language.grammar.installed:
            message = f"the grammar {language.grammar.module} of `{language.id}` is not installed"
            problems.append(Problem(message, remedy=f"try: pip install {language.grammar.wheel}"))
        wrong = [one for one in language.extensions if not one.startswith(".")]
        problems += [
            Problem(f"an extension of `{language.id}` begins with a dot, not `{one}`")
            for one in wrong
        ]
        if language.kind not in KINDS:
            near = did_you_mean(language.kind, KINDS) or f"; known: {', '.join(KINDS)}"
            problems.append(Problem(f"unknown kind `{language.kind}` of `{language.id}`{near}"))
        problems += query_source(pack, language.queries).problems()
    return problems


def query_source(pack: Pack, path: Path) -> QuerySource:
    """A pack's query file as text; raises SpecError when it cannot be read."""
    try:
        return QuerySource(pack.name, path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise SpecError([Problem(f"cannot be read: {error}", str(path))]) from None
