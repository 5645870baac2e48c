"""Leftovers of a folder: what is of another recipe, or of more tries, and would be believed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rulekit.places.place import names_in, remove
from rulekit.synthesis.attempt import EXECUTED, Attempt
from rulekit.synthesis.export import LAYOUTS
from rulekit.synthesis.synthesis_files import ASPECTS, ATTEMPT, JOURNAL, JUDGED, TAKEN
from rulekit.synthesis.synthesis_recipe import SynthesisRecipe


def remove_leftovers(
    out: Path, recipe: SynthesisRecipe, attempts: Sequence[Attempt], samples: int
) -> None:
    """Take away all that a recipe makes no more of so many samples; journals stay."""
    spec = recipe.spec
    keep = {one.folder.name for one in attempts}
    keep |= {f"{layout}.jsonl" for layout in spec.export if samples}
    others = {f"{layout}.jsonl" for layout in LAYOUTS}
    others |= {one for one in names_in(out) if one.startswith(ATTEMPT)}
    for name in others - keep:
        remove(out / name)
    for attempt in attempts if not spec.execute else ():
        remove(attempt.folder / EXECUTED)
    if not (samples and recipe.aspects):
        for name in names_in(out / ASPECTS) - {JOURNAL}:
            remove(out / ASPECTS / name)
    stages = [stage_name(i, one) for i, one in enumerate(spec.judge, 1) if samples]
    for name in names_in(out / JUDGED) - {*stages, *(f"{one}.json" for one in stages)}:
        remove(out / JUDGED / name)
    if not samples:
        remove(out / TAKEN)


def stage_name(number: int, pipeline: str) -> str:
    """The name of the folder of a pipeline over samples, the first of which is 1."""
    return f"{number}-{Path(pipeline).stem}"
