"""Patterns of git for paths: one pass over them, whoever wrote them and however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import re2
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from rulekit.core.compiled_query import pattern

# A plain pattern is found by its words: `name`, `*.end`, `/from/the/folder`, each also as a folder.
# All others, globs, are tried one after the other, and so their number and length are limited.
GLOBS = 1_000  # the longest of github.com/github/gitignore has about 200
GLOB_CHARACTERS = 20_000  # of all of them
_WORD = r"[\w.@+~%,=-]+"
_PLAIN = re.compile(rf"(?:/?{_WORD}(?:/{_WORD})*|\*\.{_WORD})/?", re.ASCII)
# How pathspec ends its expressions: at an entry or what is below it, or at a folder only.
_ENTRY, _FOLDER = "(?:(?P<ps_d>/)|$)", "(?P<ps_d>/)"


class TooManyGlobs(ValueError):  # noqa: N818  an answer, not a failure
    """More patterns with wildcards than can be tried on every path."""

    def __init__(self) -> None:
        characters = f"over {GLOB_CHARACTERS:,} characters of them"
        super().__init__(f"over {GLOBS:,} patterns with wildcards, or {characters}")


@dataclass(frozen=True)
class Patterns:
    """Patterns in their order; the last one that names an entry has the word.

    `plain` has the number of the last pattern of its words, `globs` number and expression, the last
    first; `undone` are the numbers of those that begin with `!`.
    """

    plain: dict[str, int]
    globs: tuple[tuple[int, Any], ...]
    undone: frozenset[int]
    size: int = 0  # characters of the globs

    def says(self, path: str, is_folder: bool) -> bool | None:
        """Whether an entry is matched; None when nothing is said of it.

        `path` counts from the folder of the patterns. What is below a folder is not matched with
        it: that was decided on the way.
        """
        path = path.encode("utf-8", "replace").decode()  # patterns know only characters
        found = max((self.plain.get(key, -1) for key in _keys(path, is_folder)), default=-1)
        data = (path + "/" * is_folder).encode()
        for number, expression in self.globs:
            if number < found:
                break
            if expression.search(data):
                found = number
                break
        return None if found < 0 else found not in self.undone

    def covers(self, path: str) -> bool:
        """Whether a file is matched, or any folder on the way to it."""
        folders = [i for i, c in enumerate(path) if c == "/" and i]
        return any(self.says(path[:i], True) for i in folders) or bool(self.says(path, False))


def _keys(path: str, is_folder: bool) -> list[str]:
    """The plain patterns that name an entry."""
    name = path.rpartition("/")[2]
    keys = [name, f"/{path}", *(f"*{name[i:]}" for i, c in enumerate(name) if c == ".")]
    return [*keys, *(f"{key}/" for key in keys)] if is_folder else keys


def read_patterns(lines: Iterable[str], globs: int = 0, size: int = 0) -> Patterns:
    """The patterns of these lines; raises TooManyGlobs, also with those that are in force already.

    A line that git's own rules forbid says nothing, as in git.
    """
    plain: dict[str, int] = {}
    others: dict[str, int] = {}  # of a pattern that is there twice the last one counts
    undone = set()
    for number, line in enumerate(lines):
        bare = line.removeprefix("!")
        if bare != line:
            undone.add(number)
        if _PLAIN.fullmatch(bare):
            rooted = "/" in bare[:-1] and not bare.startswith("/")
            plain[f"/{bare}" if rooted else bare] = number
        elif bare.strip() and not line.startswith("#"):
            others.pop(line, None)
            others[line] = number
    size += sum(map(len, others))
    if globs + len(others) > GLOBS or size > GLOB_CHARACTERS:
        raise TooManyGlobs
    made = [(number, _expression(line)) for line, number in reversed(others.items())]
    tried = tuple((number, expression) for number, expression in made if expression)
    return Patterns(plain, tried, frozenset(undone), sum(map(len, others)))


def _expression(line: str) -> Any:
    """A pattern for RE2; None for one that says nothing."""
    with suppress(ValueError, re2.error):
        expression, _ = GitIgnoreSpecPattern.pattern_to_regex(line)
        if expression is not None:
            entry = expression.replace(_ENTRY, "/?$").replace(_FOLDER, "/$")
            return pattern(entry.encode())
    return None
