"""Copies of what others publish, known by the path: folders of installers, names of libraries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rulekit import Document, LatePattern, Signal, Span

from .copy_names import (
    ARDUINO,
    BESIDE,
    DISTRIBUTION,
    FILES,
    FOLDER,
    FOLDERS,
    INSIDE,
    KEEPERS,
    LIBRARIES,
    MODULES,
    ORDINAL,
    OTHERS,
    PAIRS,
    RELEASE,
    SCRIPTS,
    SITES,
    SOURCE_ENDINGS,
    SOURCES,
    THEME,
)

NAMES = 4_096  # folders and files whose names are remembered: files stand beside each other

_BUILD = LatePattern(
    r"([.-](min|slim|all|core|full|pkgd|umd|esm|cjs|runtime|bundle|global|common|prod|dev"
    r"|development|production|rtl|default|v?\d[\w.]*))+$"
)
_RELEASED = LatePattern(r"[-_@](v?\d[^/]*|master|main)$")
_RELEASE_MARK = re.compile(r"[-_@](?:v?\d|ma)")


# What a path without a copy has none of: a folder that is known or may stand before or behind one,
# a mark of the patterns. Nine paths of ten are told by it.
_TELLING = FOLDERS | {"libraries", "exam", "deps"}
_TELLING |= {pair.partition("/")[0] for pair in PAIRS}
_MARK = re.compile(
    r"[-@](?:v|r|svn-r)?\d|-(?:master|main)/|textmesh|standard |framework/|twenty"
    r"|_(?:hal_d|fwlib|spl/|st|usb)"
)


def _promising(document: Document) -> bool:
    path = document.path.lower()
    folders = path[: path.rfind("/") + 1]
    parts = folders.split("/")
    return (
        not _TELLING.isdisjoint(parts)
        or not (SITES.isdisjoint(parts) or OTHERS.isdisjoint(parts))
        or _MARK.search(folders) is not None
    )


def _parts(document: Document) -> Iterator[tuple[str, Span]]:
    """The parts of the path in lower case, each with its place."""
    at = 0
    for part in document.path.split("/"):
        size = len(part.encode())
        yield part.lower(), Span(at, at + size)
        at += size + 1


def copied_folders(document: Document) -> list[Span]:
    """Folders of the path into which installers and package managers unpack."""
    if not _promising(document):
        return []
    *folders, (file, _) = _parts(document)
    names = ["", *(name for name, _ in folders), ""]
    around = zip(names, names[2:], strict=False)
    return [
        span
        for (name, span), (above, below) in zip(folders, around, strict=True)
        if _is_unpacked(name, above, below)
        or (above and _is_release(name, below or file))
        or (name == "libraries" and ARDUINO.search(document.path.lower()))
        if not _is_own(name, document)
    ]


@lru_cache(NAMES)
def _is_unpacked(name: str, above: str, below: str) -> bool:
    """True for a folder that is known by its name and those around it; "" for no folder."""
    return (
        name in FOLDERS
        or bool(FOLDER.fullmatch(name) or THEME.fullmatch(name))
        or f"{above}/{name}" in PAIRS
        or (above in SITES and name in OTHERS and below != "")
        or (above in KEEPERS and bool(RELEASE.fullmatch(name)))
        or (above == "deps" and below in INSIDE)
        or (name == "libraries" and "arduino" in above)
        or (name == "exam" and above.endswith("evt"))
    )


@lru_cache(NAMES)
def _is_release(name: str, inside: str) -> bool:
    """True for a folder that is named after a release and holds what distributions hold."""
    if name.endswith(("-master", "-main")):
        return True
    if ORDINAL.fullmatch(name) or not DISTRIBUTION.fullmatch(name):
        return False
    return inside in INSIDE or inside.partition(".")[0] in BESIDE


def named_libraries(document: Document) -> list[Span]:
    """Parts of the path that are named after a library, in a repository that is not its own."""
    path = document.path.lower()
    at = path.rfind("/") + 1
    is_library = _is_library(path[at:])
    if not is_library and not _may_be_named(path[:at]):
        return []
    *folders, (name, place) = _parts(document)
    found = [
        span
        for folder, span in folders
        if (bare := _RELEASED.sub("", folder)) in LIBRARIES or bare.startswith("jquery.")
        if not _is_own(folder, document)
    ]
    return [*found, place] if is_library and not _is_own(name, document) else found


@lru_cache(NAMES)
def _may_be_named(folders: str) -> bool:
    """Tell whether a library is among the folders, or a release may be one."""
    return (
        not LIBRARIES.isdisjoint(folders.split("/"))
        or "jquery." in folders
        or _RELEASE_MARK.search(folders) is not None
    )


def _is_own(part: str, document: Document) -> bool:
    """True if a part of the path has the repository's name: a library is at home in its own."""
    repository = _bare(document.location.repository.rpartition("/")[2])
    return repository != "" and repository == _bare(_RELEASED.sub("", part.partition(".")[0]))


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower())).removesuffix("js")


@lru_cache(NAMES)
def _is_library(name: str) -> bool:
    """True if a file is named after a library."""
    stem, _, ending = name.rpartition(".")
    if ending in ("js", "css"):
        bare = _BUILD.sub("", stem)
        return bare in SCRIPTS or bare.startswith(("jquery.", "bootstrap.", "owl.theme"))
    if ending in SOURCE_ENDINGS and SOURCES.fullmatch(stem):
        return True
    return name in FILES or bool(MODULES.fullmatch(name))


COPY_SIGNALS = (
    Signal(
        "code.copied_folders",
        "matches",
        "folders of the path into which installers and package managers unpack",
        lambda document: len(copied_folders(document)),
        copied_folders,
        on_path=True,
    ),
    Signal(
        "code.named_libraries",
        "matches",
        "parts of the path that are named after a library which is handed on as files",
        lambda document: len(named_libraries(document)),
        named_libraries,
        on_path=True,
    ),
)
