"""Patterns of git for paths: one pass over them, whoever wrote them and however many there are."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from rulekit.core.dataclass import dataclass
from rulekit.core.regex import pattern

# A plain pattern is found by its words: `name`, `*.end`, `/from/the/folder`, each also as a folder.
# All others, globs, are tried on every path, and so their number and length are limited.
GLOBS = 1_000  # the longest of github.com/github/gitignore has about 200
GLOB_CHARACTERS = 20_000  # of all of them
TOGETHER = 30  # globs that are first tried as one: about the root of their number
_WORD = r"[\w.@+~%,=-]+"
_PLAIN = re.compile(rf"(?:/?{_WORD}(?:/{_WORD})*|\*\.{_WORD})/?", re.ASCII)
# How pathspec ends its expressions: at an entry or what is below it, or at a folder only.
_ENTRY, _FOLDER = "(?:(?P<ps_d>/)|$)", "(?P<ps_d>/)"


class TooManyGlobs(ValueError):  # noqa: N818  an answer, not a failure
    """More patterns with wildcards than can be tried on every path."""

    def __init__(self) -> None:
        characters = f"over {GLOB_CHARACTERS:,} characters of them"
        super().__init__(f"over {GLOBS:,} patterns with wildcards, or {characters}")


class _Globs:
    """Some globs, number and expression, the last first."""

    def __init__(self, globs: Sequence[tuple[int, str]]) -> None:
        self.globs = [(number, pattern(expression.encode())) for number, expression in globs]
        self.any = _compiled("|".join(expression for _, expression in globs))

    def last(self, path: bytes) -> int | None:
        """The number of the last one that matches."""
        if self.any is not None and not self.any.search(path):
            return None
        return next((number for number, one in self.globs if one.search(path)), None)


@dataclass(frozen=True)
class Patterns:
    """Patterns in their order; the last one that names an entry has the word.

    `plain` has the number of the last pattern of its words; `undone` are the numbers of those that
    begin with `!`. `size` is how many characters the globs have.
    """

    plain: dict[str, int]
    globs: tuple[_Globs, ...]  # the last first
    undone: frozenset[int]
    count: int = 0
    size: int = 0

    def says(self, path: str, is_folder: bool) -> bool | None:
        """True if an entry is matched, False if it is excepted, None if no pattern speaks of it.

        `path` counts from the folder of the patterns. What is below a folder is not matched with
        it: that was decided on the way.
        """
        path = path.encode("utf-8", "replace").decode()  # patterns know only characters
        found = max(self.plain.get(key, -1) for key in _keys(path, is_folder))
        data = (path + "/" * is_folder).encode()
        glob = next((n for globs in self.globs if (n := globs.last(data)) is not None), -1)
        found = max(found, glob)
        return None if found < 0 else found not in self.undone

    def covers(self, path: str) -> bool:
        """True if a file is matched, or any folder on the way to it."""
        folders = [i for i, c in enumerate(path) if c == "/" and i]
        return any(self.says(path[:i], True) for i in folders) or bool(self.says(path, False))


def _keys(path: str, is_folder: bool) -> list[str]:
    """The plain patterns that name an entry."""
    name = path.rpartition("/")[2]
    keys = [name, f"/{path}", *(f"*{name[i:]}" for i, c in enumerate(name) if c == ".")]
    return [*keys, *(f"{key}/" for key in keys)] if is_folder else keys


def read_patterns(lines: Iterable[str], others: Iterable[Patterns] = ()) -> Patterns:
    """The patterns of these lines; raises TooManyGlobs, counting `others` that are in force too.

    A line that git's own rules forbid says nothing, as in git.
    """
    plain: dict[str, int] = {}
    globs: dict[str, int] = {}  # of a pattern that is there twice the last one counts
    undone = set()
    for number, line in enumerate(lines):
        bare = line.removeprefix("!")
        if bare != line:
            undone.add(number)
        if _PLAIN.fullmatch(bare):
            rooted = "/" in bare[:-1] and not bare.startswith("/")
            plain[f"/{bare}" if rooted else bare] = number
        elif bare.strip() and not line.startswith("#"):
            globs.pop(line, None)
            globs[line] = number
    size = sum(map(len, globs))
    before = [(one.count, one.size) for one in others]
    count, length = (sum(column) for column in zip(*before, (len(globs), size), strict=True))
    if count > GLOBS or length > GLOB_CHARACTERS:
        raise TooManyGlobs
    made = [(number, _expression(line)) for line, number in reversed(globs.items())]
    tried = [(number, expression) for number, expression in made if expression]
    parts = tuple(_Globs(tried[i : i + TOGETHER]) for i in range(0, len(tried), TOGETHER))
    return Patterns(plain, parts, frozenset(undone), len(globs), size)


def covering(patterns: Sequence[Patterns], root: str, path: str) -> tuple[int, ...]:
    """The numbers of those that name a file, or a folder on the way to it; they count from root."""
    if not (path and patterns):
        return ()
    relative = os.path.relpath(path, root).replace(os.sep, "/")
    return tuple(i for i, one in enumerate(patterns) if one.covers(relative))


def _expression(line: str) -> str:
    """A pattern for RE2; "" for one that says nothing."""
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern  # 15 ms, and most have none

    with suppress(ValueError):
        expression, _ = GitIgnoreSpecPattern.pattern_to_regex(line)
        entry = (expression or "").replace(_ENTRY, "/?$").replace(_FOLDER, "/$")
        return entry if _compiled(entry) is not None else ""
    return ""


def _compiled(expression: str) -> Any:
    """An expression of RE2; None for one that it does not take."""
    import re2

    with suppress(re2.error):
        return pattern(expression.encode())
    return None
