"""The stages of a pipeline: what can be done in one reading of the corpus, and what between them.

Neighbouring steps that look at rows are one stage. Where a step must know the whole corpus, the
stage before it ends with a note of every row; what was noted is then settled, and the next stage
goes on with what is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rulekit.curate.pipeline import Pipeline, PlannedStep
from rulekit.hooks.step import CopyStep, CorpusStep

Doing = Literal["rows", "group", "features", "settle"]


@dataclass(frozen=True)
class Stage:
    """One stage: rows go through the steps `first` to before `stop`, and `noted` is noted of them.

    A `group` sorts keys, `features` writes down what rows are compared by, `settle` decides.
    """

    number: int
    do: Doing
    first: int = 0
    stop: int = 0
    noted: int | None = None
    is_last: bool = False

    @property
    def name(self) -> str:
        """Name of its folder in the work of a run."""
        return f"{self.number:02}-{self.do}"

    @property
    def reads_rows(self) -> bool:
        """True if it reads the corpus."""
        return self.do in ("rows", "features")


def stages_of(pipeline: Pipeline) -> tuple[Stage, ...]:
    """The stages of a pipeline; the last one writes the audit."""
    found: list[Stage] = []
    for number, one in enumerate(_stages(pipeline.steps)):
        found.append(Stage(number, *one))
    return tuple(found)


def _stages(
    steps: tuple[PlannedStep, ...],
) -> Iterator[tuple[Doing, int, int, int | None, bool]]:
    first = 0
    for number, step in enumerate(steps):
        built = step.built
        if not isinstance(built, CopyStep | CorpusStep):
            continue
        yield "rows", first, number, number, False
        if isinstance(built, CorpusStep):
            yield "settle", number, number, number, False
            first = number  # each row is looked at once more
            continue
        yield "group", number, number, number, False
        if not built.is_exact:
            yield "features", number, number, number, False
            yield "settle", number, number, number, False
        first = number + 1
    yield "rows", first, len(steps), None, True
