"""Packages that somebody copied into a repository, told by the files that they brought along.

A folder below the root holds a copy when a submodule stands there, or when the package in it says
that it lives in a repository of another owner and another name, and shows a second sign: a kind of
manifest that people write only to publish, or that npm has installed, or a licence of its own. A
package of one's own says this repository, or none, or that it is private.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from rulekit.spec.text_file import RefusedFile, read_beneath

_HOME = re.compile(
    r"(?:github|gitlab|bitbucket)(?:\.(?:com|org))?[/:]([\w.-]+/[\w.-]+?)(?:\.git)?(?![\w.-])",
    re.IGNORECASE,
)
_SHORT = re.compile(r"[\w.-]+/[\w.-]+")  # npm's own way to name a repository of GitHub
_KEY = re.compile(r"(?m)^[ \t]*(?:url|repository|homepage)[ \t]*=(.+)")
_POD = re.compile(r"\.(?:source|homepage)[ \t]*=(.+)")
_SUBMODULE = re.compile(r"(?m)^[ \t]*path[ \t]*=(.+)$")
_INSTALLED = re.compile(r'"_(?:resolved|id|from)"\s?:')  # what npm notes where it installs
MANY = 20  # manifests of a folder that are read: more are somebody's collection
_LICENCE = re.compile(r"(?:licen[cs]e|copying|unlicense)\b.*", re.IGNORECASE)


def _json_homes(text: str) -> list[str]:
    try:
        known = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if not isinstance(known, Mapping) or known.get("private") is True:  # npm's word for: mine
        return []
    support = known.get("support")
    said = [known.get("repository"), known.get("homepage")]
    said += [support.get("source")] if isinstance(support, Mapping) else []
    words = [one.get("url") if isinstance(one, Mapping) else one for one in said]
    return [home for word in words if isinstance(word, str) for home in _homes(word)]


def _homes(text: str) -> list[str]:
    """Repositories that a text names, as owner/name in lower case."""
    found = _HOME.findall(text) or _SHORT.findall(text if _SHORT.fullmatch(text.strip()) else "")
    return [home.lower() for home in found]


def _by(pattern: re.Pattern[str]) -> Callable[[str], list[str]]:
    return lambda text: [home for said in pattern.findall(text) for home in _homes(said)]


# Manifests, and how each says where its package lives.
MANIFESTS: Mapping[str, Callable[[str], list[str]]] = {
    "package.json": _json_homes,
    "bower.json": _json_homes,
    "composer.json": _json_homes,
    "library.json": _json_homes,
    "library.properties": _by(_KEY),
    ".podspec": _by(_POD),
    "Cargo.toml": _by(_KEY),
}
# What nobody writes but to publish: with it, another home is sign enough.
PUBLISHED = ("library.json", "library.properties", ".podspec", "bower.json")


class _Folder(NamedTuple):
    """What a folder tells: repositories that its package names, and if it is published as one."""

    homes: frozenset[str] = frozenset()
    published: bool = False


class Packages:
    """The packages in repositories, each folder looked at once."""

    def __init__(self) -> None:
        self._folders: dict[str, _Folder] = {}
        self._roots: dict[str, tuple[str, frozenset[str], tuple[str, ...]]] = {}

    def copied(self, root: str, path: str) -> str:
        """The folder, from the root, of the copied package in which a file stands; "" for none."""
        _, here, submodules = self._root(root)
        folders = _above(path)
        for folder in folders:
            if folder in submodules:
                return folder
        for folder in folders if here else ():  # where home is not known, nothing is foreign
            told = self._folder(os.path.join(root, folder))
            if any(_are_kin(home, other) for home in told.homes for other in here):
                return ""
            if told.homes and told.published:
                return folder
        return ""

    def home(self, root: str) -> str:
        """The name of a repository, as owner/name in lower case, by its origin; "" for none."""
        return self._root(root)[0]

    def _root(self, root: str) -> tuple[str, frozenset[str], tuple[str, ...]]:
        """The name of a repository, all its homes, and its submodules."""
        if root not in self._roots:
            remotes = _homes(_text(root, ".git/config"))
            homes = self._folder(root).homes.union(remotes)
            modules = tuple(map(str.strip, _SUBMODULE.findall(_text(root, ".gitmodules"))))
            self._roots[root] = next(iter(remotes), ""), homes, modules
        return self._roots[root]

    def _folder(self, folder: str) -> _Folder:
        if folder not in self._folders:
            self._folders[folder] = _looked_at(folder)
        return self._folders[folder]


def _are_kin(home: str, other: str) -> bool:
    """True for repositories of one owner, or of one name: forks, and what one takes along."""
    (owner, name), (owner_2, name_2) = home.split("/"), other.split("/")
    return owner == owner_2 or name == name_2


def _above(path: str) -> list[str]:
    """Folders on the way to a file, below the root, the nearest first."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in reversed(range(1, len(parts)))]


def _looked_at(folder: str) -> _Folder:
    try:
        names = sorted(os.listdir(folder))
    except (OSError, ValueError):  # no path, with a NUL
        return _Folder()
    homes: set[str] = set()
    published = any(_LICENCE.fullmatch(name) for name in names)
    for kind, name in islice(_manifests(names), MANY):
        text = _text(folder, name)
        if found := MANIFESTS[kind](text):
            homes.update(found)
            published = published or kind in PUBLISHED or bool(_INSTALLED.search(text))
    return _Folder(frozenset(homes), published)


def _manifests(names: list[str]) -> Iterator[tuple[str, str]]:
    """Kind and name of each manifest among the names."""
    for name in names:
        for kind in (name, os.path.splitext(name)[1]):
            if kind in MANIFESTS:
                yield kind, name
                break


def _text(folder: str, name: str) -> str:
    """The text of a small file; "" when there is none, or it is not read."""
    try:
        return read_beneath(folder, name).decode("utf-8", "replace")
    except (OSError, ValueError, RefusedFile):
        return ""
