"""rulekit/synthesis/seed_source.py: which rows of a corpus are seeds, and of which category."""

import json
from collections import Counter
from pathlib import Path

import pytest
from synthesizing import FILES, RECIPE, SEEDS, lines, seed

from rulekit.corpus.readers import readers_of
from rulekit.errors import SpecError
from rulekit.loader import build_engine
from rulekit.plan.options import PlanOptions
from rulekit.synthesis.json_lines import read_lines
from rulekit.synthesis.seed_source import SeedSource
from rulekit.synthesis.synthesis_recipe import read_synthesis_recipe

KINDS = """\
categories: two
tasks:
  - {name: money, description: prices and amounts of coins and bills}
  - {name: words, description: letters and sentences of a text}
"""
MONEY = [seed(f"prices_and_coins_{i}") for i in range(6)]
WORDS = [seed(f"letters_of_sentences_{i}") for i in range(4)]
CURATED = "curate: seeds\nsteps:\n  - sample: {to: {python: 200 B}}\n"


@pytest.fixture
def source(write):
    """A function: the seeds of a recipe that says this of them, over these rows."""

    def made(seeds, rows, **files):
        recipe = RECIPE.replace("seeds: {most: 4}", f"seeds: {seeds}")
        more = {f"recipe/{name}.yaml": text for name, text in files.items()}
        write(FILES | {"recipe/mine.yaml": recipe, "rows.jsonl": lines(rows)} | more)
        Path("out/work").mkdir(parents=True, exist_ok=True)
        options = PlanOptions()
        engine = build_engine(options)
        read = read_synthesis_recipe(Path("recipe/mine.yaml"))
        return SeedSource(
            read, engine, options, readers_of(engine), ["rows.jsonl"], "", "", Path("out"), 1
        )

    return made


def written(source):
    count = source.write(Path("out/seeds.jsonl"), lambda _: None)
    found = [*read_lines(Path("out/seeds.jsonl"))]
    assert count == len(found)
    return found


def test_so_many_are_drawn_and_stand_in_the_order_of_the_rows(source):
    made = source("{most: 4}", SEEDS)
    rows = [one["seed_row"] for one in written(made)]
    assert (4, sorted(rows)) == (len(rows), rows)
    assert {"seeds": {"rows": 6, "not drawn": 2, "seeds": 4}} == made.said
    fewer = [one["seed_row"] for one in written(source("{most: 3}", SEEDS))]
    assert {*fewer} < {*rows}


def test_so_many_of_each_category_are_drawn(source):
    made = source("{categories: kinds.yaml, per_category: 3}", [*MONEY, *WORDS], kinds=KINDS)
    found = written(made)
    assert {"money": 3, "words": 3} == Counter(one["category"] for one in found)
    assert {"hashed"} == {one["category_by"] for one in found}
    told = json.loads(json.dumps(made.said["categories"]))
    assert ("two", "hashed", {"money": 6, "words": 4}) == (
        told["categories"], told["by"], told["seeds"],
    )  # fmt: skip


def test_a_seed_of_no_category_is_drawn_for_none(source):
    rows = [*MONEY[:2], {"content": "=+-\n" * 3, "path": "a.py"}]
    made = source("{categories: kinds.yaml, per_category: 9}", rows, kinds=KINDS)
    assert ["money", "money"] == [one["category"] for one in written(made)]
    assert 1 == made.said["categories"]["seeds"]["(none)"]
    everyone = source("{categories: kinds.yaml}", rows, kinds=KINDS)
    assert ["money", "money", ""] == [one["category"] for one in written(everyone)]


@pytest.mark.slow
def test_of_a_curation_kept_rows_are_seeds_that_know_their_rows(source):
    found = written(source("{curate: some.yaml}", SEEDS, some=CURATED))
    assert 0 < len(found) < 6
    for one in found:
        assert SEEDS[one["seed_row"]]["content"] == one["content"]


@pytest.mark.slow
def test_an_output_that_a_pipeline_has_not_is_told_with_the_nearest(source):
    cut = "curate: seeds\nsteps:\n  - functions: {name: snippets, need: [docstring]}\n"
    with pytest.raises(SpecError, match="no output `snipets`, did you mean `snippets`"):
        written(source("{curate: some.yaml, output: snipets}", SEEDS, some=cut))
    found = written(source("{curate: some.yaml, output: snippets}", SEEDS, some=cut))
    assert [*range(6)] == [one["seed_row"] for one in found]
    assert all(one["seed_end"] for one in found)
