"""A project's `rulekit.toml`."""

from __future__ import annotations

import re
import tomllib
from typing import Annotated

from pydantic import BeforeValidator, Field

from rulekit.errors import Problem, SpecError, source_line
from rulekit.spec.check import Spec, check
from rulekit.spec.profile import Limits, ProfileName, Score, Selected
from rulekit.spec.rule import Prose
from rulekit.spec.share import share
from rulekit.spec.strict_yaml import Tree
from rulekit.spec.toml_places import Places

OVERRIDES = 1_000  # each is tried on every path


_WRITTEN = r"^\s*[-+]?[\d._]+([eE][-+]?\d+)?\s*%?\s*$"
DropRate = Annotated[
    float,
    BeforeValidator(share, json_schema_input_type=Score | Annotated[str, Field(pattern=_WRITTEN)]),
]


class OverrideSpec(Spec):
    """`[[override]]`: other rules for some paths, and why. Paths are git-ignore patterns."""

    paths: Annotated[list[str], Field(min_length=1)]
    reason: Prose
    skip: Selected = []
    limits: Limits = {}
    min_score: Annotated[Score | None, Field(alias="min-score")] = None


class ProjectSpec(Spec):
    """Keys of `rulekit.toml`."""

    profile: ProfileName | None = None
    select: Selected | None = None
    extend_select: Annotated[Selected, Field(alias="extend-select")] = []
    ignore: Selected = []
    exclude: list[str] = []
    rules: list[str] = []
    replies: list[str] = []
    min_score: Annotated[Score | None, Field(alias="min-score")] = None
    max_drop_rate: Annotated[DropRate | None, Field(alias="max-drop-rate")] = None
    baseline: Prose | None = None
    seed: int | None = None
    limits: Limits = {}
    override: Annotated[list[OverrideSpec], Field(max_length=OVERRIDES)] = []


def read_project(text: str, path: str) -> tuple[ProjectSpec, Tree]:
    """The project file; raises SpecError with every mistake and the line of its key."""
    try:
        value = tomllib.loads(text)
        places = Places(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise SpecError([_syntax_problem(error, text, path)]) from None
    tree = Tree(path, text, value, places.values, places.keys)
    return check(tree, ProjectSpec, what="rulekit.toml"), tree


def _syntax_problem(error: Exception, text: str, path: str) -> Problem:
    """Problem of tomllib's, with the place that stands in its message."""
    said = "nested too deeply" if isinstance(error, RecursionError) else str(error)
    found = re.search(r" [(]at (?:line (\d+), column (\d+)|end of document)[)]", said)
    line, column = 0, 0
    if found:
        lines = text.rstrip("\n").split("\n")
        line, column = len(lines), len(lines[-1]) + 1
        if found[1]:
            line, column = int(found[1]), int(found[2])
        said = said.replace(found[0], "")
    message = f"not TOML: {said[:1].lower()}{said[1:]}"
    return Problem(message, path, line, column, 1, source_line(text, line))
