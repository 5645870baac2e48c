"""Finding files: directories as git sees them, in an order that does not change."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from rulekit.core.dataclass import dataclass
from rulekit.core.location import NOWHERE, Location
from rulekit.errors import Problem, UsageError
from rulekit.files.locations import Locations
from rulekit.files.repository import printable
from rulekit.places.address import refuse_half
from rulekit.spec.patterns import Patterns, TooManyGlobs, covering, read_patterns
from rulekit.spec.text_file import RefusedFile, read_beneath

IGNORE_FILE = ".gitignore"
VERSION_CONTROL = frozenset({".git", ".hg", ".svn", ".jj"})


@dataclass(frozen=True)
class FoundFile:
    """A file to judge.

    `path` is for people, `file` to open it, `location` is its place in its repository.
    `cause` is one of CAUSES when it is not to be read, with a `note` in words.
    """

    path: str
    file: str
    cause: str = ""
    note: str = ""
    location: Location = NOWHERE


Tell = Callable[[Problem], None]


class _Ignore(NamedTuple):
    """The patterns of one ignore file, which count from its folder."""

    folder: str
    patterns: Patterns

    def says(self, path: str, is_folder: bool) -> bool | None:
        """True if an absolute path is ignored; None when no pattern speaks of it."""
        inside = path.startswith(self.folder) and path[len(self.folder) :].startswith(os.sep)
        relative = path[len(self.folder) + 1 :] if inside else os.path.relpath(path, self.folder)
        return self.patterns.says(relative.replace(os.sep, "/"), is_folder)


def discover(
    paths: Sequence[str],
    *,
    exclude: Iterable[str] = (),
    root: str = ".",
    force: bool = False,
    ignore: bool = True,
    tell: Tell = lambda _problem: None,
) -> Iterator[FoundFile]:
    """Find every file below the paths, each once, sorted by name within its folder.

    A path that is named is taken even when git ignores it; below a folder, `.gitignore` files and
    `.git/info/exclude` are obeyed (a user's own global ignore file is not: it differs by machine).
    `exclude` are git-ignore patterns that count from `root`; a path that is named is taken even
    then, but for `force`. Links are reported, never followed.
    An ignore file that is not read is told. Raises UsageError for a path that is not there.
    """
    for path in paths:
        if not os.path.lexists(path):
            refuse_half(path)
            raise UsageError(f"there is no file or folder `{path}`")
    try:
        excluded = _Ignore(os.path.abspath(root), read_patterns(exclude))
    except TooManyGlobs as error:
        raise UsageError(f"too much is excluded: {error}") from None
    seen: set[str] = set()
    locations = Locations(tell)
    for path in paths:
        if force and _is_covered(path, excluded, root):
            continue
        for found in _below(path, excluded, ignore, tell):
            if (absolute := os.path.abspath(found.file)) not in seen:
                seen.add(absolute)
                yield replace(found, location=locations.of(absolute))


def _is_covered(path: str, excluded: _Ignore, root: str) -> bool:
    """True if a path or a folder on the way to it is excluded."""
    here = excluded.says(os.path.abspath(path), os.path.isdir(path))
    return bool(here or covering([excluded.patterns], root, path))


def _below(path: str, excluded: _Ignore, ignore: bool, tell: Tell) -> Iterator[FoundFile]:
    if not os.path.isdir(path):
        yield FoundFile(printable(path), path)
        return
    prefix = "" if os.path.normpath(path) == "." else os.path.normpath(path)
    above = _ignores_above(path, tell) if ignore else []
    if _ignored(os.path.abspath(path), True, above):
        above = []  # it was named, so what names it with all it holds is overruled
    yield from _walk(path, prefix, [*above, excluded], tell if ignore else None)


def _walk(
    folder: str, prefix: str, ignores: list[_Ignore], tell: Tell | None
) -> Iterator[FoundFile]:
    """Walk depth first; a stack of iterators instead of recursion, as folders can be deep.

    Without `tell`, ignore files are not read.
    """
    stack = [_entries(folder, prefix, ignores, tell)]
    while stack:
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
        elif isinstance(entry, FoundFile):
            yield entry
        else:
            stack.append(_entries(*entry, tell))


def _entries(
    folder: str, prefix: str, ignores: list[_Ignore], tell: Tell | None
) -> Iterator[FoundFile | tuple[str, str, list[_Ignore]]]:
    """Entries of a folder: files as FoundFile, folders as the arguments of the next call."""
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield FoundFile(printable(prefix or folder), folder, "unreadable", _why(error))
        return
    if tell and any(entry.name == IGNORE_FILE for entry in entries):
        nested = _ignore_file(folder, IGNORE_FILE, ignores, tell)
        ignores = [*ignores[:-1], *nested, ignores[-1]]  # what the user excludes has the last word
    absolute = os.path.abspath(folder)
    for entry in entries:
        path = f"{prefix}/{entry.name}" if prefix else entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        if entry.name in VERSION_CONTROL:
            continue
        if _ignored(os.path.join(absolute, entry.name), is_folder, ignores):
            continue
        if entry.is_symlink():
            yield FoundFile(printable(path), entry.path, "symbolic-link", "a link is not followed")
        elif is_folder:
            yield entry.path, path, ignores
        elif entry.is_file(follow_symlinks=False):
            yield FoundFile(printable(path), entry.path)
        else:
            yield FoundFile(printable(path), entry.path, "special-file", "not a regular file")


def _ignored(path: str, is_folder: bool, ignores: Sequence[_Ignore]) -> bool:
    """Decide as git does: the nearest ignore file that speaks of the path has the word."""
    for ignore in reversed(ignores):
        said = ignore.says(path, is_folder)
        if said is not None:
            return said
    return False


def _ignores_above(folder: str, tell: Tell) -> list[_Ignore]:
    """Read the ignore files from the repository's root to a folder inside it, outermost first."""
    here = Path(os.path.abspath(folder))
    root = next((one for one in (here, *here.parents) if os.path.lexists(one / ".git")), None)
    if root is None:
        return []
    between = [one for one in reversed(here.parents) if one == root or root in one.parents]
    found = _ignore_file(str(root), ".git/info/exclude", [], tell)
    for one in between:
        found += _ignore_file(str(one), IGNORE_FILE, found, tell)
    return found


def _ignore_file(folder: str, name: str, others: Sequence[_Ignore], tell: Tell) -> list[_Ignore]:
    """Read an ignore file, beside the others that are in force; return none if it is refused.

    What is in force at once is limited in all, so that the work for one path is.
    """
    path = os.path.join(folder, name)
    in_force = [one.patterns for one in others]
    try:
        lines = read_beneath(folder, name).decode("utf-8-sig", "replace").splitlines()
        return [_Ignore(os.path.abspath(folder), read_patterns(lines, in_force))]
    except (FileNotFoundError, NotADirectoryError):  # `.git` is a file in a work tree of git's
        return []
    except RefusedFile as refused:
        why, remedy = refused.reason, refused.remedy
    except TooManyGlobs as error:
        why, remedy = f"there are {error}", "name folders instead, or leave files out by --exclude"
    except OSError as error:
        why, remedy = _why(error), "see that it can be read, or remove it"
    tell(
        Problem(
            f"`{printable(path)}` is not read, and nothing is ignored by it: {why}", remedy=remedy
        )
    )
    return []


def _why(error: OSError) -> str:
    return error.strerror or str(error)
