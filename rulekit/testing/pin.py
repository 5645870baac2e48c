"""Readings that are written into the examples of a rule file, and nothing else of it changed."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rulekit.catalog.compile_rule import RuleFile
from rulekit.errors import Problem, SpecError
from rulekit.files.rewrite import rewrite
from rulekit.spec.strict_yaml import End, KeyPath, Tree, read_yaml
from rulekit.testing.examples import RuleOutcome

WHOLE = 1e15  # whole numbers under it are written as such


@dataclass(frozen=True)
class Pin:
    """A reading for an example: its key in the file, the line there, and what is written so far."""

    key: KeyPath
    line: int
    old: str  # "" where nothing is
    new: str


def pins(file: RuleFile, outcome: RuleOutcome) -> Iterator[Pin]:
    """The readings that examples lack or have wrong.

    An example on the wrong side has none: first its text or the limit must be mended.
    """
    for one in outcome.examples:
        if one.complaint or one.finding is None or one.finding.value is None:
            continue
        if one.reads is None or one.misread:
            key: KeyPath = ("examples", one.side, one.number)
            start, end = _written_at(file.tree, key)
            line = start[0] if start else one.line
            old = _slice(file.tree.text, start, end) if start and end else ""
            yield Pin(key, line, old, _number(one.finding.value))


def pin(file: RuleFile, found: Sequence[Pin]) -> None:
    """Write readings into a rule file: its comments and layout stay.

    Raises SpecError, and the file is as it was, when it has changed since it was read, or holds a
    form that cannot be edited; OSError when it cannot be written.
    """
    tree = file.tree
    for one in found:
        tree = _with(tree, one)
    path = Path(file.path)
    if path.is_symlink():
        problem = Problem("not written: it is a link", file.path, remedy="name the file itself")
        raise SpecError([problem])
    raw = path.read_bytes().decode("utf-8", "replace")
    ends = "\r\n" if "\r\n" in raw else "\n"
    if raw != file.tree.text.replace("\n", ends):
        message = "not written: it has changed since it was read, or mixes line ends"
        raise SpecError([Problem(message, file.path, remedy="run the command again")])
    rewrite(file.path, tree.text.replace("\n", ends).encode())


def _number(value: float) -> str:
    """A reading to nine digits, which is more than an example is held to."""
    whole = value == int(value) and abs(value) < WHOLE
    return f"{int(value)}" if whole else f"{value:.9g}"


def _written_at(tree: Tree, key: KeyPath) -> tuple[End | None, End | None]:
    """Where the reading of an example begins and ends; None where it has none."""
    place = tree.places.get((*key, "reads"))
    return (place[:2], tree.ends[(*key, "reads")]) if place else (None, None)


def _with(tree: Tree, one: Pin) -> Tree:
    """The file with one reading in it; raises SpecError if that changes anything else."""
    expected = copy.deepcopy(tree.value)
    _, side, number = one.key
    expected["examples"][side][number]["reads"] = float(one.new)
    for text in _edited(tree, one):
        try:
            edited = read_yaml(text, tree.path)
        except SpecError:
            continue
        if edited.value == expected:
            return edited
    problem = tree.problem("`reads` cannot be written here without changing the rest", one.key)
    raise SpecError([replace(problem, remedy=f"write it: `reads: {one.new}`")])


def _edited(tree: Tree, one: Pin) -> Iterator[str]:
    """The text with the reading, in the form that the example has; of several, the nicest first."""
    start, end = _written_at(tree, one.key)
    if start and end:
        blank = " " if start == end else ""
        yield _replaced(tree.text, start, end, blank + one.new)
        return
    last = max(end for path, end in tree.ends.items() if path[:3] == one.key and len(path) > 3)
    line, column, _ = tree.places[one.key]
    if _slice(tree.text, (line, column), (line, column + 1)) == "{":
        yield _replaced(tree.text, last, last, f", reads: {one.new}")
        return
    written = f"{' ' * (column - 1)}reads: {one.new}"
    lines = tree.text.split("\n")
    under = last[0] if last[1] > 1 else last[0] - 1  # a block scalar ends where a line begins
    filled = under
    while not lines[filled - 1].strip():
        filled -= 1
    for at in (filled, under):  # blank lines at the end of a text are its own in few forms
        yield "\n".join([*lines[:at], written, *lines[at:]])


def _slice(text: str, start: End, end: End) -> str:
    return text[_offset(text, start) : _offset(text, end)]


def _replaced(text: str, start: End, end: End, new: str) -> str:
    return text[: _offset(text, start)] + new + text[_offset(text, end) :]


def _offset(text: str, place: End) -> int:
    """Characters before a place."""
    line, column = place
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return starts[line - 1] + column - 1
