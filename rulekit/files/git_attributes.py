"""What `.gitattributes` say of files, as far as Linguist hears it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar, get_args

from rulekit.core.location import Mark
from rulekit.errors import Problem
from rulekit.files.repository import printable
from rulekit.spec.patterns import Patterns, TooManyGlobs, read_patterns
from rulekit.spec.text_file import RefusedFile, read_beneath

Said = TypeVar("Said", bool, str)
NAME = ".gitattributes"
MARKS: tuple[Mark, ...] = get_args(Mark)
FALSE = "false"  # any other word is true, as Linguist reads them
_LINE = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|(\S+))\s+(.*)')
_ATTRIBUTE = re.compile(r"([-!]?)linguist-([a-z]+)(?:=(\S+))?")


class _Attributes(NamedTuple):
    """One file of attributes: patterns of the files with a mark, and those of each language.

    Paths count from its folder; the last pattern that names a file has the word.
    """

    marks: dict[str, Patterns]
    languages: tuple[tuple[Patterns, str], ...]

    def says(self, mark: str, path: str) -> bool | None:
        """True or False if a file is said to have a mark or not; None if nothing is said."""
        patterns = self.marks.get(mark)
        return patterns.says(path, False) if patterns else None

    def language(self, path: str) -> str | None:
        """The language that a file is said to be in; "" if it is said to have none."""
        said = (word for patterns, word in reversed(self.languages) if patterns.says(path, False))
        return next(said, None)


class GitAttributes:
    """The files of attributes below the roots of repositories, each read once.

    `tell` is told of those that could not be read.
    """

    def __init__(self, tell: Callable[[Problem], None]) -> None:
        self.tell = tell
        self._read: dict[str, _Attributes | None] = {}

    def of(self, root: str, path: str) -> tuple[tuple[Mark, ...], str]:
        """Marks of a file and its language, "" for none; the nearest word counts, as in git."""
        said = list(self._above(root, path))
        marks = (mark for mark in MARKS if _first(one.says(mark, below) for one, below in said))
        return tuple(marks), _first(one.language(below) for one, below in said) or ""

    def _above(self, root: str, path: str) -> Iterator[tuple[_Attributes, str]]:
        """The files that may speak of a path, the nearest first, and the path from each."""
        parts = path.split("/")
        for count in reversed(range(len(parts))):
            folder = os.path.join(root, *parts[:count])
            if folder not in self._read:
                self._read[folder] = self._attributes(folder)
            if found := self._read[folder]:
                yield found, "/".join(parts[count:])

    def _attributes(self, folder: str) -> _Attributes | None:
        try:
            text = read_beneath(folder, NAME).decode("utf-8-sig", "replace")
            return read_attributes(text.splitlines())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except RefusedFile as refused:
            why, remedy = refused.reason, refused.remedy
        except TooManyGlobs as error:
            why, remedy = f"there are {error}", "name folders instead"
        except ValueError:  # no path, with a NUL
            return None
        except OSError as error:
            why, remedy = error.strerror or str(error), "see that it can be read, or remove it"
        name = printable(os.path.join(folder, NAME))
        self.tell(Problem(f"`{name}` is not read: {why}", remedy=remedy))
        return None


def read_attributes(lines: Sequence[str]) -> _Attributes:
    """Read the lines of a file; raises TooManyGlobs. A line that git forbids says nothing."""
    marked: dict[str, list[str]] = {}
    spoken: list[tuple[str, str]] = []
    for line in lines:
        if line.lstrip().startswith("#") or not (match := _LINE.fullmatch(line)):
            continue
        path = match[1] if match[1] is not None else match[2]
        if path.startswith(("!", "[attr]")):  # git forbids the one, and the other names a macro
            continue
        for sign, name, value in _ATTRIBUTE.findall(match[3]):
            if name == "language":
                spoken.append((path, "" if sign else value))
            elif name in MARKS:
                no = sign or value == FALSE
                marked.setdefault(name, []).append(f"!{path}" if no else path)
    marks = {name: read_patterns(paths) for name, paths in marked.items()}
    read_patterns(path for path, _ in spoken)  # no more of them than may be
    return _Attributes(marks, tuple((read_patterns([path]), word) for path, word in spoken))


def _first(said: Iterator[Said | None]) -> Said | None:
    return next((one for one in said if one is not None), None)
