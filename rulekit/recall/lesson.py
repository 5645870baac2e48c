"""Lessons: pages whose label is known, of which a model learns, or by which it is graded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Lesson:
    """A page with its label: who said so, and in which round it came; seeds are of round 0.

    What is `held_out` grades, and is never learned from.
    """

    sha256: str
    url: str
    domain: str
    keep: bool
    by: str
    round: int = 0
    held_out: bool = False


def as_lines(lessons: Iterable[Lesson]) -> str:
    """The lessons as JSONL, in their order."""
    return "".join(json.dumps(asdict(one)) + "\n" for one in lessons)


def read_lessons(path: Path) -> list[Lesson]:
    """The lessons in a file that `as_lines` made."""
    return [Lesson(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def counts(lessons: Iterable[Lesson]) -> Mapping[str, int]:
    """How many there are to keep and to drop, to learn from and to grade."""
    found = {"keep": 0, "drop": 0, "held_out_keep": 0, "held_out_drop": 0}
    for one in lessons:
        found[("held_out_" if one.held_out else "") + ("keep" if one.keep else "drop")] += 1
    return found
