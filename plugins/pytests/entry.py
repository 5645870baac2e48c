"""The entry of one export: its signatures, its docstring, and the methods of a class."""

from __future__ import annotations

import enum
import inspect
import re
from typing import TYPE_CHECKING, Any

from .export import CLASS, FUNCTION, MODULE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .export import Export

DEFAULT = 200  # characters of a default value; a longer one is `...`
SUMMARY = 200  # characters of the summary of a method
NAMES = 200  # methods of a class, and values of an enumeration
HEAD = 2_000  # characters of a signature that stands in several lines of a docstring
TEXT_SIGNATURE = ")\n--\n\n"  # the end of one that C code has written for `inspect`
BEGINNING = 8  # paragraphs of a docstring that may say that all of it is deprecated
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")  # of an object: another one each time
ENDED = {"is", "are", "was", "were", "been", "now"}


class Bare(str):
    """A text that stands in a signature without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def entry_of(export: Export, characters: int, home: str) -> dict[str, Any]:
    """What is told of an export, in so many characters; the folder of the user is `~`."""
    doc = doc_of(export.thing)
    content = ADDRESS.sub(" at 0x…", "\n".join(_parts(export, doc))).replace(home, "~").rstrip()
    is_cut = len(content) > characters
    return {
        "kind": export.kind,
        "path": export.path,
        "content": content[: characters - 1] + "…" if is_cut else content,
        "cut": is_cut,
        "deprecated": is_deprecated(export.thing, doc),
    }


def _parts(export: Export, doc: str) -> Iterator[str]:
    heads, rest = heads_of(export, doc)
    yield from heads
    if rest:
        yield f"\n{rest}"
    if export.kind == CLASS:
        yield from _members(export.thing)


def doc_of(thing: Any) -> str:
    """The docstring of a thing, not of what it derives from; "" for none."""
    try:
        doc = vars(thing).get("__doc__") if inspect.isclass(thing) else thing.__doc__
    except Exception:  # noqa: BLE001  its attributes are its own affair
        doc = None
    return inspect.cleandoc(doc).strip() if isinstance(doc, str) else ""


def heads_of(export: Export, doc: str) -> tuple[list[str], str]:
    """Lines with the full name and the signature, and the docstring that is left.

    What has no signature of Python's, as in extensions, may have several as its docstring begins.
    """
    if export.kind == MODULE:
        return [f"module {export.path}"], doc
    before = f"{export.kind} " if export.kind == CLASS else _way(export.thing)
    signature = signature_of(export.thing)
    written, rest = _written({export.name, getattr(export.thing, "__name__", "")}, doc)
    if written and signature in {"", "(*args, **kwargs)"}:
        module = export.path[: -len(export.name)]
        return [f"{before}{module}{one}" for one in written], rest
    return [f"{before}{export.path}{signature or _unknown(export)}"], rest


def _unknown(export: Export) -> str:
    return "(...)" if export.kind == FUNCTION else ""


def _way(thing: Any) -> str:
    return "async " if inspect.iscoroutinefunction(thing) else ""


def signature_of(thing: Any) -> str:
    """The signature as Python shows it, with short defaults; "" where nobody knows it."""
    try:
        signature = inspect.signature(thing)
        parameters = [_shown(one) for one in signature.parameters.values()]
        returns = _bare(signature.return_annotation)
        return str(signature.replace(parameters=parameters, return_annotation=returns))
    except Exception:  # noqa: BLE001  ValueError, TypeError, and what a `repr` raises
        return ""


def _shown(parameter: inspect.Parameter) -> inspect.Parameter:
    default = parameter.default
    if default is not parameter.empty:
        default = Bare(_value(default))
    return parameter.replace(default=default, annotation=_bare(parameter.annotation))


def _value(default: Any) -> str:
    """A default value, in short; classes and functions by their names."""
    name = getattr(default, "__qualname__", None)
    if isinstance(name, str) and (inspect.isclass(default) or inspect.isroutine(default)):
        home = str(default.__module__)
        return name if home == "builtins" else f"{home}.{name}"
    text = repr(default)
    return text if len(text) <= DEFAULT and "\n" not in text else "..."


def _bare(annotation: Any) -> Any:
    """An annotation that was written as a text is shown as it was written."""
    return Bare(annotation) if isinstance(annotation, str) else annotation


def _written(names: set[str], doc: str) -> tuple[list[str], str]:
    """The signatures that a docstring begins with, each in one line, and what follows them."""
    lines, found = doc.replace(TEXT_SIGNATURE, ")\n").split("\n"), []
    while lines and lines[0].partition("(")[0] in names:
        head, rest = lines[0], lines[1:]
        while head.count("(") > head.count(")") and rest and len(head) < HEAD:
            head += f" {rest.pop(0).strip()}"
        result = head.rpartition(")")[2].strip()
        if ")" not in head or (result and not result.startswith(("->", "-->"))):
            break  # a sentence that begins with its name
        found.append(head)
        lines = rest
    return found, "\n".join(lines).strip()


def _members(kind: type) -> Iterator[str]:
    if isinstance(kind, enum.EnumMeta):
        yield f"\nValues: {', '.join([*kind.__members__][:NAMES])}"
    methods = [*_methods(kind)]
    if methods:
        yield "\nMethods:"
        yield from methods[:NAMES]


def _methods(kind: type) -> Iterator[str]:
    """Public methods and properties that the package has given a class, in a line each."""
    for name in sorted(one for one in dir(kind) if not one.startswith("_")):
        owner = next((one for one in kind.__mro__ if name in vars(one)), None)
        if owner is None or (owner is not kind and _top(owner) != _top(kind)):
            continue
        told = _method(name, vars(owner)[name])
        if told:
            yield told


def _top(kind: type) -> str:
    return str(kind.__module__).partition(".")[0]


def _method(name: str, raw: Any) -> str:
    before, one = "", raw
    if isinstance(raw, property) or inspect.isdatadescriptor(raw):
        return _summed(f"    property {name}", raw)
    if isinstance(raw, (classmethod, staticmethod)):
        before, one = f"{type(raw).__name__} ", raw.__func__
    if not callable(one) and not inspect.isroutine(one):
        return ""
    if inspect.isclass(one):
        return _summed(f"    class {name}", one)
    return _summed(f"    {before}{_way(one)}{name}{signature_of(one) or '(...)'}", one)


def _summed(head: str, thing: Any) -> str:
    """A line with the first line of the docstring behind it."""
    doc = doc_of(thing)
    _, rest = _written({getattr(thing, "__name__", "")}, doc)
    first = (rest or doc).partition("\n")[0].strip()[:SUMMARY]
    return f"{head}: {first}" if first else head


def is_deprecated(thing: Any, doc: str) -> bool:
    """True if Python's decorator says so, or the beginning of the docstring."""
    try:
        if isinstance(vars(thing).get("__deprecated__"), str):
            return True
    except TypeError:  # it has no attributes of its own
        pass
    return any(_says_so(one) for one in _beginning(doc))


def _beginning(doc: str) -> Iterator[str]:
    """The paragraphs before the first section, which may be of a parameter."""
    for paragraph in doc.split("\n\n")[:BEGINNING]:
        first, _, rest = paragraph.partition("\n")
        is_heading = len(first.split()) == 1 and first.endswith(":")
        if is_heading or rest.startswith("---") or first.startswith(":param"):
            return
        yield paragraph


def _says_so(paragraph: str) -> bool:
    """`Deprecated since 2.0`, `This function is deprecated`; not `Find deprecated functions`."""
    if paragraph.startswith(".. deprecated::"):
        return True
    words = [one.strip(".,;:!*_`()[]'\"").lower() for one in paragraph.split()[:6]]
    words = [one for one in words if one]
    if "deprecated" not in words:
        return False
    place = words.index("deprecated")
    is_of_it = words[0] in {"this", "the", "it"} or paragraph.startswith("`")
    return place == 0 or (is_of_it and words[place - 1] in ENDED)
