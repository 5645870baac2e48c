"""Plans kept for the next process: found by what was asked, used if nothing has changed since."""

from __future__ import annotations

import gc
import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import rulekit_plugins
import rulekit_rules

from rulekit.plan.options import SHOWN, SPEED, PlanOptions
from rulekit.stored.cache_folder import cache_folder, read_entry, write_entry
from rulekit.stored.witness import SETTLED, installed, looks_at, now, unchanged

if TYPE_CHECKING:
    from rulekit.plan.plan import Plan

FORM = 8
ROOT = Path(__file__).parent.parent
PLUGINS, BUNDLED = (Path(str(one.__file__)).parent for one in (rulekit_plugins, rulekit_rules))
CODE = (".py", ".scm", ".json")
RULES = (".yaml", ".yml", ".model")


class PlanCache:
    """The place of the plan that options ask for, among those that are kept."""

    def __init__(self, options: PlanOptions) -> None:
        self.options = options
        self.begun = now()
        self.folder = cache_folder() if options.cached else None
        self.name = _name(options) if self.folder else ""

    def find(self, build: Callable[[PlanOptions], Plan]) -> Plan | None:
        """The plan that was kept; None when there is none, or one of its files has changed.

        `build` makes the whole plan, for whoever asks it more than judging does.
        """
        from rulekit.stored.stored_plan import StoredPlan

        content = read_entry(self.folder, self.name) if self.folder else None
        if content is None:
            return None
        try:
            looks, data = _plain(content)
            known = unchanged(looks)
            return cast("Plan", StoredPlan(data, self.options, build)) if known else None
        except (EOFError, KeyError, TypeError, ValueError):
            return None

    def keep(self, plan: Plan, settled: int = SETTLED) -> bool:
        """Store a plan that was just built; False where that cannot be done.

        None is stored with a plugin that is broken, or of files that changed less than `settled`
        nanoseconds before they were read.
        """
        from rulekit.stored.plain_plan import plain_plan

        if self.folder is None or plan.broken:
            return False
        looks = looks_at([str(Path(one).absolute()) for one in _files(plan)], self.begun, settled)
        if looks is None:
            return False
        try:
            plain: Any = (looks, plain_plan(plan))
            return write_entry(self.folder, self.name, marshal.dumps(plain))
        except (TypeError, ValueError):  # a pack brings what is no plain data
            return False


def _plain(content: bytes) -> Any:
    """The data of an entry, which is sealed and of the user's own folder.

    It has 40,000 tuples, and nothing in circles: to look for those would take as long again.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        return marshal.loads(content)  # noqa: S302
    finally:
        if collected:
            gc.enable()


def _name(options: PlanOptions) -> str:
    """The name of an entry: what was asked, here, of all that is installed."""
    asked = {name: value for name, value in asdict(options).items() if name not in (*SHOWN, *SPEED)}
    named = map(
        Path, [*options.rules, *options.replies, *([options.config] if options.config else [])]
    )
    here = "" if all(one.is_absolute() for one in named) else str(Path.cwd())
    known = (FORM, sys.version, ROOT, PLUGINS, BUNDLED, installed(), here, asked)
    return hashlib.sha256(repr(known).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _files(plan: Plan) -> Iterator[str]:
    """Files that a plan was made of, and folders in which another one would be part of it."""
    from rulekit.plan.fingerprint import files_of
    from rulekit.replies.folder import MANIFEST

    for home in (ROOT, PLUGINS):
        yield from _below(home, CODE)
    yield str(PLUGINS)  # another folder in it is another plugin
    for plugin in plan.catalog.plugins:
        if plugin.status == "ok" and plugin.origin != "bundled":
            yield from map(str, files_of(plugin))
    rules = (pack.rules for pack in plan.catalog.packs)
    for folder in {*rules, *plan.catalog.extra}:
        yield from _below(folder, RULES, folders=True)
    for model in plan.catalog.models.values():
        yield from map(str, model.files)
    for one in plan.catalog.replies.values():
        for part in one.folders:
            yield from (str(part.path / MANIFEST), str(part.file))
    if plan.config:
        yield str(plan.options.config)


def _below(folder: Path, endings: tuple[str, ...], *, folders: bool = False) -> Iterator[str]:
    for here, below, names in os.walk(folder):
        below[:] = [one for one in below if one != "__pycache__"]
        if folders:
            yield here
        yield from (f"{here}{os.sep}{name}" for name in names if name.endswith(endings))
