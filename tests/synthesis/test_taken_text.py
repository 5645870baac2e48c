"""rulekit/synthesis/taken_text.py: texts that no sample may copy."""

from pathlib import Path

from synthesizing import FILES, RECIPE, lines

from rulekit.synthesis.earlier_round import EarlierRound
from rulekit.synthesis.seed_source import SeedSource
from rulekit.synthesis.synthesis_recipe import read_synthesis_recipe
from rulekit.synthesis.taken_text import taken_texts

SEED = {"seed": "a", "content": "x = 1", "path": "a.py", "seed_shard": "s.jsonl", "seed_row": 3}
SAMPLE = {"id": "1-a", "response": "y = 2", "path": "b.py"}
SAMPLE |= {"text": "Why? y = 2", "text_path": "p.md"}


def taken(write, more="", earlier=None):
    write(FILES | {"recipe/mine.yaml": RECIPE + more, "seeds.jsonl": lines([SEED])})
    recipe = read_synthesis_recipe(Path("recipe/mine.yaml"))
    source = SeedSource(recipe, None, None, {}, [], "", "", Path("out"), 1)
    return [*taken_texts(Path("seeds.jsonl"), source, earlier)]


def test_a_seed_is_called_by_its_row_and_preferred_to_samples(write):
    expected = {"id": "s.jsonl#row=3", "response": "x = 1", "text": "x = 1", "corpus": 1}
    assert [expected | {"path": "a.py", "text_path": "a.py"}] == taken(write)


def test_who_does_not_mind_copies_of_seeds_says_so(write):
    assert [] == taken(write, "against: []\n")


def test_samples_of_earlier_rounds_are_taken_as_responses_and_as_pages(write):
    write({"one/kept.jsonl": lines([SAMPLE])})
    earlier = EarlierRound(Path("one"), 1, "f" * 64)
    assert [SAMPLE | {"corpus": 1}] == taken(write, "against: []\n", earlier)
