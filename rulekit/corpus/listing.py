"""Files and folders by the words for them: on this machine, and in stores."""

from __future__ import annotations

import glob
import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple, Protocol

from rulekit.corpus.job import Stamp
from rulekit.errors import Problem, RulekitError, UsageError
from rulekit.places.address import WEB, is_address, refuse_half, shown, without_query
from rulekit.places.glob import is_odd, named_by
from rulekit.places.info import Info
from rulekit.places.noted import forget_noted
from rulekit.places.place import place_of
from rulekit.places.remote_path import RemotePath

IsLeftOut = Callable[[str], bool]
_MANIFEST = "manifest.json"  # no folder without one is an audit


class Below(NamedTuple):
    """Files below a folder, those that are hidden, and folders that are `left_out` as a whole."""

    files: list[str]
    hidden: list[str]
    left_out: list[str]


class Listing(Protocol):
    """Answers of a file system."""

    def named(self, word: str) -> list[str]:
        """Paths that a word or a glob names."""

    def is_folder(self, path: str) -> bool:
        """True for a folder."""

    def is_file(self, path: str) -> bool:
        """True for a regular file."""

    def below(self, folder: str, is_ours: IsLeftOut, is_audit: IsLeftOut) -> Below:
        """Files below a folder, but those in hidden folders, `_SUCCESS` and such; none of ours."""

    def stamp(self, path: str) -> Stamp | None:
        """Size and version, where they are part of the listing."""

    def hint(self, word: str) -> str:
        """The next step for a word that names nothing; "" for none."""


class LocalListing:
    """Files and folders of this machine."""

    def named(self, word: str) -> list[str]:
        """The path itself if anything is there, else what the glob names."""
        return [word] if os.path.lexists(word) else sorted(glob.glob(word, recursive=True))

    def is_folder(self, path: str) -> bool:
        """True for a folder, and for a link to one."""
        return os.path.isdir(path)

    def is_file(self, path: str) -> bool:
        """True for a regular file, and for a link to one."""
        return os.path.isfile(path)

    def below(self, folder: str, is_ours: IsLeftOut, is_audit: IsLeftOut) -> Below:
        """Walk the folder, through no link."""
        found = Below([], [], [])
        for where, folders, names in os.walk(folder):
            for name in sorted(folders):
                path = os.path.join(where, name)
                if name[0] in "._" or is_ours(path):
                    folders.remove(name)
                elif is_audit(path):
                    folders.remove(name)
                    found.left_out.append(path)
            folders.sort()
            for name in sorted(names):
                (found.hidden if name[0] in "._" else found.files).append(os.path.join(where, name))
        return found

    def stamp(self, path: str) -> Stamp | None:  # noqa: ARG002  a disk is asked when it is time
        """None: it is asked for when the shard is opened."""
        return None

    def hint(self, word: str) -> str:
        """Nothing, but for an address that has lost a slash, for which UsageError is raised."""
        refuse_half(word)
        return ""


class RemoteListing:
    """Files and folders of stores; what one listing tells is not asked for again."""

    def __init__(self) -> None:
        self._known: dict[str, Info] = {}

    def named(self, word: str) -> list[str]:
        """The address itself if anything is there, else what the glob names, as on a disk."""
        place = RemotePath.of(word)
        if (found := self._info(place)) is not None:
            self._known[place.address] = found
            return [place.address]
        if place.scheme in WEB or not glob.has_magic(place.address):
            return []
        named = named_by(place.address)
        self._known |= named
        return [one for one in named if _hidden(one) <= _hidden(place.address)]

    def _info(self, place: RemotePath) -> Info | None:
        return self._known.get(place.address) or place.info()

    def is_folder(self, path: str) -> bool:
        """True if there is anything below it."""
        found = self._there(path)
        return found is not None and found.is_folder

    def is_file(self, path: str) -> bool:
        """True for a file."""
        found = self._there(path)
        return found is not None and not found.is_folder

    def _there(self, path: str) -> Info | None:
        if path not in self._known and (found := RemotePath(path).info()):
            self._known[path] = found
        return self._known.get(path)

    def below(self, folder: str, is_ours: IsLeftOut, is_audit: IsLeftOut) -> Below:
        """Part what one listing tells."""
        names = RemotePath(folder).files()
        found, apart = Below([], [], []), dict[str, bool]()
        found.left_out.extend(f"{folder}/{name}" for name in sorted(filter(is_odd, names)))
        for name in sorted(itertools.filterfalse(is_odd, names), key=_as_walked):
            inside = [f"{folder}/{parent}" for parent in _parents(name)]
            for one in inside:
                if one not in apart:
                    known = f"{one}/{_MANIFEST}"[len(folder) + 1 :] in names and is_audit(one)
                    found.left_out.extend(
                        [one] if known and not any(map(apart.get, inside)) else []
                    )
                    apart[one] = known or is_ours(one) or one.rpartition("/")[2][0] in "._"
            if any(apart[one] for one in inside):
                continue
            path = f"{folder}/{name}"
            self._known[path] = names[name]
            (found.hidden if path.rpartition("/")[2][0] in "._" else found.files).append(path)
        return found

    def stamp(self, path: str) -> Stamp | None:
        """Size and version."""
        found = self._there(path)
        return found and (found.size, found.version)

    def hint(self, word: str) -> str:
        """How far the address leads: the folder on its way that is there."""
        place = RemotePath.of(word)
        if place.scheme in WEB:
            is_glob = glob.has_magic(word.partition("?")[0])
            spelling = "look at its spelling"
            return "a web server lists no files: name each as it is" if is_glob else spelling
        while "/" in place.address.partition("://")[2]:
            place = place.parent
            if not glob.has_magic(place.address) and self._is_there(place):
                return f"`{place}` is there, and nothing in it is called so"
        return ""

    def _is_there(self, place: RemotePath) -> bool:
        """True if it is; not everybody may look above his own folder."""
        try:
            return place.exists()
        except RulekitError:
            forget_noted()
            return False


def _hidden(address: str) -> int:
    """How many parts of a path are hidden: `*` and `**` stand for none of these."""
    return sum(part.startswith(".") for part in address.split("/"))


def _as_walked(name: str) -> tuple[tuple[bool, str], ...]:
    """The order in which a disk is walked: the files of a folder before its folders."""
    *folders, file = PurePosixPath(name).parts
    return (*((True, one) for one in folders), (False, file))


def _parents(name: str) -> Iterator[str]:
    """The folders that a path goes through, the outermost first."""
    parts = PurePosixPath(name).parts[:-1]
    return ("/".join(parts[: i + 1]) for i in range(len(parts)))


def refuse_mixed(paths: list[str]) -> None:
    """Raise UsageError for shards of which some are in stores and some on this machine."""
    far = [path for path in paths if is_address(path)]
    if far and len(far) < len(paths):
        here = next(path for path in paths if not is_address(path))
        message = f"`{shown(far[0])}` is in a store, and `{here}` on this machine"
        remedy = "judge them one after the other: an audit names its shards by where they lie"
        raise UsageError([Problem(message, remedy=remedy)])


def place_name(path: str) -> str:
    """The path of a shard as its name is made of it: of a store, its scheme comes first."""
    place = place_of(path)
    if isinstance(place, RemotePath):
        return without_query(place.address).replace("://", "/", 1)
    return os.path.abspath(path)


def real_name(path: str) -> str:
    """The same with links followed, by which is told what lies in the folder of an audit."""
    return place_name(path) if is_address(path) else os.path.realpath(path)
