"""What a package exports: its functions and classes, each once, by the shortest public name."""

from __future__ import annotations

import inspect
import pkgutil
import platform
import sys
from importlib import metadata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import ModuleType

    Losing = Callable[[str, str], object]

MODULE, CLASS, FUNCTION = "module", "class", "function"
KNOWN = 5_000  # names that are told of what could be asked for


class Export:
    """A public thing of a package, its kind, and the module that it is taken from."""

    def __init__(self, module: str, name: str, thing: Any) -> None:
        self.module, self.name, self.thing = module, name, thing
        self.path = f"{module}.{name}" if name else module
        self.kind = kind_of(thing)

    @property
    def place(self) -> tuple[int, int, str]:
        """Short names come first."""
        return (self.path.count("."), len(self.path), self.path)


def exports(modules: Mapping[str, ModuleType], root: str, lose: Losing) -> list[Export]:
    """All exports, the nearest to the root first, then by their names.

    `lose` is called with each listed name that is not there, and why.
    """
    found: dict[int, Export] = {}
    for module in modules:
        for name, thing in _public(module, modules[module], root, lose):
            one, other = Export(module, name, thing), found.get(id(thing))
            if other is None or one.place < other.place:
                found[id(thing)] = one  # which holds the thing, so that its id stays its own
    paths = {one.path: one for one in found.values()}
    for module, thing in modules.items():
        if isinstance(thing.__doc__, str) and thing.__doc__.strip():
            paths.setdefault(module, Export(module, "", thing))
    return sorted(paths.values(), key=lambda one: (one.path.count("."), one.path))


def kind_of(thing: Any) -> str:
    """The kind of a thing that can be told of; "" for any other."""
    if inspect.ismodule(thing):
        return MODULE
    if inspect.isclass(thing):
        return CLASS
    if inspect.isroutine(thing):
        return FUNCTION
    try:
        doc = thing.__doc__
        is_told = callable(thing) and isinstance(doc, str) and doc != type(thing).__doc__
    except Exception:  # noqa: BLE001  its attributes are its own affair
        return ""
    return FUNCTION if is_told else ""


def _public(path: str, module: ModuleType, root: str, lose: Losing) -> Iterator[tuple[str, Any]]:
    """Names and things that a module lists, or those that its package has defined."""
    listed = vars(module).get("__all__")
    is_listed = isinstance(listed, (list, tuple, set))
    names = {*listed} if isinstance(listed, (list, tuple, set)) else {*vars(module)}
    for name in sorted(one for one in names if isinstance(one, str) and one[:1] != "_"):
        try:
            thing = getattr(module, name)
            if kind_of(thing) in {CLASS, FUNCTION} and (is_listed or _is_own(thing, root)):
                yield name, thing
        except Exception as error:  # noqa: BLE001  of a name that is made when it is asked for
            lose(f"{path}.{name}", explained(error))


def _is_own(thing: Any, root: str) -> bool:
    """True if it was defined in the package, or in a private module beside."""
    home = getattr(thing, "__module__", None)
    if not isinstance(home, str):
        return False
    top = root.partition(".")[0]
    is_beside = home.partition(".")[0] in {top, f"_{top}"} and f".{home}".find("._") >= 0
    return is_beside or f"{home}.".startswith(f"{root}.")


def known_names(name: str) -> list[str]:
    """Names of public modules that are there, beside one that is not."""
    parent, _, _ = name.rpartition(".")
    if parent:
        path = vars(sys.modules[parent]).get("__path__", ()) if parent in sys.modules else ()
        here = {f"{parent}.{one.name}" for one in pkgutil.iter_modules(path)}
    else:
        here = {one.name for one in pkgutil.iter_modules()} | {*sys.builtin_module_names}
        here |= {*getattr(sys, "stdlib_module_names", ())}
    return sorted(one for one in here if "._" not in f".{one}")[:KNOWN]


def hint_of(name: str) -> str:
    """Where something of that name is, which is no module."""
    parent, _, last = name.rpartition(".")
    if parent in sys.modules and last in vars(sys.modules[parent]):
        return f"it is a name in `{parent}`, which can be described"
    brought = [one for one in _brought(name) if not one.startswith("_")]
    if name in brought:
        return "it is installed as a link to its sources, which are not read here"
    return f"the distribution of that name has {', '.join(brought)}" if brought else ""


def _brought(distribution: str) -> list[str]:
    """Modules that a distribution brought, whose name need not be theirs."""
    if not hasattr(metadata, "packages_distributions"):
        return []
    named = metadata.packages_distributions().items()
    return sorted(top for top, all_of in named if _plain(distribution) in map(_plain, all_of))


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def explained(error: BaseException) -> str:
    """The kind of an error, and what it says."""
    try:
        text = str(error)
    except Exception:  # noqa: BLE001  a message may be code of the package
        text = ""
    kind = type(error).__name__
    return f"{kind}: {text[:500]}" if text else kind


def distribution_of(name: str, module: ModuleType) -> tuple[str, str]:
    """The distribution that a module came with, and its version; of the standard library, Python's.

    Where none says that it brought it, the name is "", and the version what the module says.
    """
    top = name.partition(".")[0]
    if _is_standard(top):
        return "Python", platform.python_version()
    try:
        named = sorted({*_distributions(top)})
        found = named[0] if len(named) == 1 else _by_file(named, module)
        if found:
            return found, metadata.version(found)
    except Exception:  # noqa: BLE001, S110  its files may be broken in many ways
        pass
    version = vars(sys.modules[top]).get("__version__", "")
    return "", version if isinstance(version, str) else ""


def _is_standard(top: str) -> bool:
    if hasattr(sys, "stdlib_module_names"):
        return top in sys.stdlib_module_names
    file = str(vars(sys.modules[top]).get("__file__"))  # before Python 3.10
    library = inspect.__file__[: -len("inspect.py")]
    is_beside = file.startswith(library) and "-packages" not in file[len(library) :]
    return is_beside or top in sys.builtin_module_names


def _distributions(top: str) -> list[str]:
    if hasattr(metadata, "packages_distributions"):
        return metadata.packages_distributions().get(top, [])
    try:
        return [metadata.metadata(top)["Name"]]
    except metadata.PackageNotFoundError:
        return []


def _by_file(names: list[str], module: ModuleType) -> str:
    """The distribution among several, as of a namespace, that brought the file of a module."""
    file = vars(module).get("__file__")
    for name in names:
        if file and any(str(one.locate()) == file for one in metadata.files(name) or ()):
            return name
    return ""
