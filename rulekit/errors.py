"""Errors for the person who can fix them: place, word, remedy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Part = TypeVar("Part")
MISTAKES = 100  # told of one file; nobody reads more


@dataclass(frozen=True)
class Problem:
    """A mistake in something that a person wrote.

    `line` and `column` are 1-based; 0 means unknown. `width` is in characters and `source` is the
    text of the line, both for the pointer under it.
    """

    message: str
    path: str = ""
    line: int = 0
    column: int = 0
    width: int = 1
    source: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        parts = [f"error: {self.message}"]
        if self.path:
            parts.append(f"  --> {self.place}")
        if self.source:
            number = f"{self.line:>4}"
            parts += [f"{number} | {self.source}"]
            if self.column <= len(self.source) + 1:  # else the line was cut before it
                pointer = " " * (self.column - 1) + "^" * max(1, self.width)
                parts += [f"{' ' * len(number)} | {pointer}"]
        if self.remedy:
            parts.append(f"  = {self.remedy}")
        return "\n".join(parts)

    @property
    def place(self) -> str:
        """`path:line:column`, as far as it is known."""
        known = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path, *known])


class RulekitError(Exception):
    """rulekit could not do what was asked. Carries every problem that was found, never none."""

    def __init__(self, problems: Sequence[Problem] | str) -> None:
        if isinstance(problems, str):
            problems = [Problem(problems)]
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class SpecError(RulekitError):
    """A rule, tune, profile, query or project file is wrong: its author can fix it."""


class PluginError(RulekitError):
    """A plugin is broken and something that was selected needs it."""


class UsageError(RulekitError):
    """A request for things that do not exist or do not go together."""


def first_of(problems: Iterable[Problem]) -> list[Problem]:
    """The first MISTAKES of one file, and that there are more; the others are never made."""
    found = list(islice(problems, MISTAKES + 1))
    if len(found) > MISTAKES:
        message = f"there are more than {MISTAKES} mistakes, and only the first are told"
        found[MISTAKES:] = [Problem(message, found[0].path, remedy="mend these, and try again")]
    return found


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`, did you mean `x`?` for the nearest known word, or nothing when none is near."""
    import difflib  # 3 ms that only a mistake costs

    words = sorted(known)
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if not near:  # `line_share`: the first part is right, and the nearest of those will do
        first = re.split(r"[_./-]", word)[0]
        same = [one for one in words if one != first and re.split(r"[_./-]", one)[0] == first]
        near = difflib.get_close_matches(word, same, n=1, cutoff=0.4)
    return f", did you mean `{near[0]}`?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """`, did you mean `x`?` for the nearest known word, else all known words."""
    words = list(known)
    return did_you_mean(word, words) or f"; there are: {', '.join(words) or 'none'}"


def pick(what: str, name: str, known: Mapping[str, Part]) -> Part:
    """The part of this name; raises UsageError with the nearest name when there is none."""
    if name not in known:
        raise UsageError(f"there is no {what} `{name}`{nearest(name, known)}")
    return known[name]


def source_line(text: str, line: int) -> str:
    """The 1-based line of a text, without its end, cut to 200 characters; "" when there is none."""
    lines = text.split("\n")
    return shown_line(lines[line - 1]) if 0 < line <= len(lines) else ""


def shown_line(line: str) -> str:
    """A line as a problem shows it: without its end, cut to 200 characters."""
    return line.rstrip("\r")[:200]
