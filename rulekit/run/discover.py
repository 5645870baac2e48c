"""Finding files: directories as git sees them, in an order that does not change."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import re2
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from rulekit.core.compiled_query import pattern as compiled_pattern
from rulekit.errors import UsageError

# How pathspec ends its expressions: at an entry or what is below it, or at a folder only.
_ENTRY, _FOLDER = "(?:(?P<ps_d>/)|$)", "(?P<ps_d>/)"
VERSION_CONTROL = frozenset({".git", ".hg", ".svn", ".jj"})


@dataclass(frozen=True)
class Found:
    """A file to judge. `path` is how people see it, `file` how it is opened.

    `cause` says why it is not to be read, as one of CAUSES, with `note` in words.
    """

    path: str
    file: str
    cause: str = ""
    note: str = ""


@dataclass(frozen=True)
class _Ignore:
    """The patterns of one ignore file, in order, which count from its folder."""

    folder: str
    patterns: tuple[tuple[Any, bool], ...]

    def says(self, path: str, is_folder: bool) -> bool | None:
        """Whether a path below the folder is ignored; None when nothing is said of it."""
        relative = os.path.relpath(path, self.folder).replace(os.sep, "/") + "/" * is_folder
        relative = relative.encode("utf-8", "replace").decode()  # patterns know only characters
        data = relative.encode()
        said = (ignored for pattern, ignored in reversed(self.patterns) if pattern.search(data))
        return next(said, None)


def _ignore(folder: str, lines: Iterable[str]) -> _Ignore:
    """Patterns of git, each for the entry that it names: what is below was decided on the way.

    A pattern that git's own rules forbid says nothing, as in git.
    """
    compiled = []
    for line in lines:
        with suppress(ValueError, re2.error):
            expression, ignored = GitIgnoreSpecPattern.pattern_to_regex(line)
            if expression is not None and ignored is not None:
                entry = expression.replace(_ENTRY, "/?$").replace(_FOLDER, "/$")
                compiled.append((compiled_pattern(entry.encode()), ignored))
    return _Ignore(os.path.abspath(folder), tuple(compiled))


def discover(
    paths: Sequence[str], *, exclude: Iterable[str] = (), root: str = ".", ignore: bool = True
) -> Iterator[Found]:
    """Every file below the paths, each once, sorted by name within its folder.

    A path that is named is taken even when git ignores it; below a folder, `.gitignore` files and
    `.git/info/exclude` are obeyed (a user's own global ignore file is not: it differs by machine).
    `exclude` are git-ignore patterns that count from `root`. Links are reported, never followed.
    Raises UsageError for a path that is not there.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"there is no file or folder `{path}`")
    excluded = _ignore(root, exclude)
    seen: set[str] = set()
    for path in paths:
        for found in _below(path, excluded, ignore):
            if (absolute := os.path.abspath(found.file)) not in seen:
                seen.add(absolute)
                yield found


def _below(path: str, excluded: _Ignore, ignore: bool) -> Iterator[Found]:
    if not os.path.isdir(path):
        yield Found(printable(path), path)
        return
    prefix = "" if os.path.normpath(path) == "." else os.path.normpath(path)
    above = _ignores_above(path) if ignore else []
    if _ignored(path, True, above):  # it was named, so what names it with all it holds is overruled
        above = []
    yield from _walk(path, prefix, [*above, excluded], ignore)


def _walk(folder: str, prefix: str, ignores: list[_Ignore], ignore: bool) -> Iterator[Found]:
    """Depth first; a stack of iterators instead of recursion, as folders can be deep."""
    stack = [_entries(folder, prefix, ignores, ignore)]
    while stack:
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
        elif isinstance(entry, Found):
            yield entry
        else:
            stack.append(_entries(*entry, ignore))


def _entries(
    folder: str, prefix: str, ignores: list[_Ignore], ignore: bool
) -> Iterator[Found | tuple[str, str, list[_Ignore]]]:
    """What a folder holds: files as Found, folders as what `_entries` needs to go on."""
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield Found(printable(prefix or folder), folder, "unreadable", _why(error))
        return
    if ignore:
        nested = _ignore_file(folder, os.path.join(folder, ".gitignore"))
        ignores = [*ignores[:-1], *nested, ignores[-1]]  # what the user excludes has the last word
    for entry in entries:
        path = f"{prefix}/{entry.name}" if prefix else entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        if entry.name in VERSION_CONTROL or _ignored(entry.path, is_folder, ignores):
            continue
        if entry.is_symlink():
            yield Found(printable(path), entry.path, "symbolic-link", "a link is not followed")
        elif is_folder:
            yield entry.path, path, ignores
        elif entry.is_file(follow_symlinks=False):
            yield Found(printable(path), entry.path)
        else:
            yield Found(printable(path), entry.path, "special-file", "not a regular file")


def _ignored(path: str, is_folder: bool, ignores: Sequence[_Ignore]) -> bool:
    """As git decides: the ignore file nearest to the path that says anything has the word."""
    absolute = os.path.abspath(path)
    for ignore in reversed(ignores):
        said = ignore.says(absolute, is_folder)
        if said is not None:
            return said
    return False


def _ignores_above(folder: str) -> list[_Ignore]:
    """Ignore files between the repository's root and a folder inside it, outermost first."""
    here = Path(os.path.abspath(folder))
    root = next((one for one in (here, *here.parents) if (one / ".git").exists()), None)
    if root is None:
        return []
    between = [one for one in reversed(here.parents) if one == root or root in one.parents]
    found = _ignore_file(str(root), str(root / ".git" / "info" / "exclude"))
    for one in between:
        found += _ignore_file(str(one), str(one / ".gitignore"))
    return found


def _ignore_file(folder: str, path: str) -> list[_Ignore]:
    if not os.path.isfile(path):  # not there, or a pipe that would never end
        return []
    try:
        lines = Path(path).read_text("utf-8-sig", "replace").splitlines()
    except OSError:
        return []
    return [_ignore(folder, lines)]


def printable(path: str) -> str:
    """A path that can be printed: bytes that are not UTF-8 and line ends are shown escaped."""
    shown = (
        path.replace(os.sep, "/")
        .encode("utf-8", "surrogateescape")
        .decode("utf-8", "backslashreplace")
    )
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in shown)


def _why(error: OSError) -> str:
    return error.strerror or str(error)
