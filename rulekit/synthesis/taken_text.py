"""Texts that are taken: a sample that copies one of them says nothing new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rulekit.synthesis.earlier_round import EarlierRound
from rulekit.synthesis.json_lines import Record, read_lines
from rulekit.synthesis.seed_source import SeedSource
from rulekit.synthesis.synthesis_recipe import SEEDS


def taken_texts(seeds: Path, source: SeedSource, earlier: EarlierRound | None) -> Iterator[Record]:
    """Seeds, texts of corpora that the recipe names, and samples of earlier rounds."""
    recipe = source.recipe
    if SEEDS in recipe.spec.against:
        yield from map(_of_seed, read_lines(seeds))
    if recipe.against:
        yield from map(_of_seed, source.texts(recipe.against))
    for one in earlier.samples() if earlier else ():
        taken = _taken(one["id"], one["response"], one["path"])
        yield taken | {"text": one["text"], "text_path": one["text_path"]}


def _of_seed(seed: Record) -> Record:
    place = f"{seed['seed_shard']}#row={seed['seed_row']}"
    return _taken(place, seed["content"], seed["path"])


def _taken(id: str, text: str, path: str) -> Record:
    """A row beside samples that a curation prefers to them: its `corpus` is 1, and theirs is 0."""
    return {"id": id, "response": text, "path": path, "text": text, "text_path": path, "corpus": 1}
