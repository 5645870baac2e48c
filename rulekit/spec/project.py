"""A project's `rulekit.toml`."""

from __future__ import annotations

import re
import tomllib
from typing import Annotated

from pydantic import Field

from rulekit.errors import Problem, SpecError, source_line
from rulekit.spec.check import Written, check
from rulekit.spec.profile import LimitSpec, Score
from rulekit.spec.strict_yaml import Path, Tree


class OverrideSpec(Written):
    """`[[override]]`: other rules for some paths, and why. Paths are git-ignore patterns."""

    paths: Annotated[list[str], Field(min_length=1)]
    reason: str
    skip: list[str] = []
    limits: dict[str, LimitSpec] = {}


class ProjectSpec(Written):
    """What `rulekit.toml` may say."""

    profile: str | None = None
    select: list[str] | None = None
    extend_select: Annotated[list[str], Field(alias="extend-select")] = []
    ignore: list[str] = []
    exclude: list[str] = []
    rules: list[str] = []
    min_score: Annotated[Score | None, Field(alias="min-score")] = None
    max_drop_rate: Annotated[str | float | None, Field(alias="max-drop-rate")] = None
    seed: int | None = None
    limits: dict[str, LimitSpec] = {}
    override: list[OverrideSpec] = []


def read_project(text: str, path: str) -> tuple[ProjectSpec, Tree]:
    """The project file; raises SpecError with every mistake and the line of its key."""
    try:
        value = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(found[1]), int(found[2])) if found else (0, 0)
        message = f"not TOML: {re.sub(r' [(]at .*[)]$', '', str(error))}"
        raise SpecError(
            [Problem(message, path, line, column, 1, source_line(text, line))]
        ) from None
    places = _places(text)
    tree = Tree(path, text, value, places, places)
    return check(tree, ProjectSpec, what="rulekit.toml"), tree


def _places(text: str) -> dict[Path, tuple[int, int, int]]:
    """Where each key stands. TOML readers keep no places, so tables and keys are found by line."""
    places: dict[Path, tuple[int, int, int]] = {}
    table: Path = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]", line):
            table = _dotted(header[2])
            if header[1] == "[[":
                index = counts.get(header[2], -1) + 1
                counts[header[2]] = index
                table = (*table, index)
            places[table] = (number, header.start(2) + 1, len(header[2]))
        elif key := re.match(r"\s*([\w\"'./-]+(?:\s*\.\s*[\w\"'./-]+)*)\s*=", line):
            places[(*table, *_dotted(key[1]))] = (number, key.start(1) + 1, len(key[1]))
            _inline(places, (*table, *_dotted(key[1])), line, number, key.end())
    return places


def _inline(
    places: dict[Path, tuple[int, int, int]], path: Path, line: str, number: int, start: int
) -> None:
    """Keys of an inline table on one line."""
    for key in re.finditer(r"[{,]\s*([\w-]+)\s*=", line[start:]):
        places.setdefault((*path, key[1]), (number, start + key.start(1) + 1, len(key[1])))


def _dotted(key: str) -> Path:
    parts = re.findall(r"\"([^\"]*)\"|'([^']*)'|([^\s.\"']+)", key)
    return tuple(next(part for part in group if part) for group in parts)
