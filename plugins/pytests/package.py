"""The program that loads one package and tells its public names, alone in a sandbox.

It has to run in the Python of others, so it knows no more than that of version 3.8.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import platform
import sys
from types import ModuleType
from typing import Any

from .entry import entry_of
from .export import Export, distribution_of, explained, exports, hint_of, known_names

RESULT = 900_000  # bytes that one program tells: a sandbox takes 1 MB; another tells the rest
MODULES = 500  # of a package, that are loaded
TESTS = {"conftest", "setup", "test", "tests"}
HOME = "described-home"  # the folder of the user that a package sees


class Telling:
    """Writes lines of JSON to a descriptor that no package knows."""

    def __init__(self) -> None:
        self.channel = os.dup(3)
        os.close(3)
        self.room = RESULT

    def fits(self, **words: Any) -> bool:
        """Tell it, unless there is no room left for it; False if there is none."""
        line = json.dumps(words).encode() + b"\n"
        if len(line) > self.room:
            return False
        self.always(line)
        return True

    def always(self, line: bytes) -> None:
        """Write a line."""
        self.room -= len(line)
        while line:
            line = line[os.write(self.channel, line) :]


def main() -> None:
    """Read what is asked for from standard input, and tell it."""
    asked = json.load(sys.stdin)
    telling = Telling()
    home = _settle()
    try:
        describe(asked, telling, home)
    except BaseException as error:  # noqa: BLE001  of objects that tell of themselves
        telling.fits(why="it cannot be told: " + explained(error))
    os._exit(0)  # whatever the package has started


def _settle() -> str:
    """A home of its own, whose path is returned, and nothing to read from or print to."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.mkdir(HOME)  # noqa: PTH102  pathlib would be loaded for it
    home = os.path.join(os.getcwd(), HOME)  # noqa: PTH109, PTH118
    os.environ.update(HOME=home, TMPDIR=home)
    os.chdir(home)
    sys.path[:] = [one for one in sys.path if one]  # not what lies in the folder of this program
    sys.argv[:] = [""]
    return home


def describe(asked: dict[str, Any], telling: Telling, home: str) -> None:
    """Load a package and tell its entries, from the first that is asked for."""
    name, most = asked["name"], asked["most"]
    modules = _modules(name, asked["without"], telling)
    if not modules:
        return
    found = exports(modules, name, lambda lost, why: telling.fits(lost=lost, why=why))
    following = 0
    for number in range(asked["first"], min(most, len(found))):
        if not telling.fits(**_entry(found[number], asked["characters"], home)):
            following = number
            break
    distribution, version = distribution_of(name, modules[name])
    telling.always(
        json.dumps(
            {
                "left": max(0, len(found) - most),
                "following": following,
                "distribution": distribution,
                "version": version,
                "interpreter": platform.python_version(),
            }
        ).encode()
        + b"\n"
    )


def _entry(export: Export, characters: int, home: str) -> dict[str, Any]:
    try:
        return entry_of(export, characters, home)
    except Exception as error:  # noqa: BLE001  of a thing that cannot be looked at
        return {"lost": export.path, "why": explained(error)}


def _modules(name: str, without: list[str], telling: Telling) -> dict[str, ModuleType]:
    """A module and those public ones below it, as far as they can be loaded; nearest first."""
    modules: dict[str, ModuleType] = {}
    queue = [name]
    for number, one in enumerate(queue):
        if one in without:
            continue
        if len(modules) >= MODULES:
            telling.fits(lost=one, why=f"{len(queue) - number} modules are beyond {MODULES}")
            break
        telling.fits(loading=one)
        try:
            modules[one] = importlib.import_module(one)
        except BaseException as error:  # noqa: BLE001  whatever it is, it is told
            if one == name:
                telling.fits(**_refused(error, name))
                return {}
            telling.fits(lost=one, why=explained(error))
        else:
            queue += _below(one, modules[one])
        telling.fits(loading="")
    return modules


def _refused(error: BaseException, name: str) -> dict[str, Any]:
    """Why a package cannot be loaded; if it is not there, with names that are."""
    absent = error.name if isinstance(error, ModuleNotFoundError) else None
    if not absent or not f"{name}.".startswith(f"{absent}."):
        return {"why": explained(error)}
    why, hint = f"there is no module `{absent}`", hint_of(absent)
    return {"why": f"{why}: {hint}" if hint else why, "known": [] if hint else known_names(absent)}


def _below(name: str, module: ModuleType) -> list[str]:
    """Public modules of a package; of a namespace, its folders too."""
    path = [*vars(module).get("__path__", ())]
    names = {one.name for one in pkgutil.iter_modules(path)}
    if vars(module).get("__file__") is None:
        names |= {one.name for folder in path for one in os.scandir(folder) if one.is_dir()}
    return [f"{name}.{one}" for one in sorted(names - TESTS) if _is_public(one)]


def _is_public(name: str) -> bool:
    return name.isidentifier() and not name.startswith("_")
