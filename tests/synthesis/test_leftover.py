"""rulekit/synthesis/leftover.py: what a recipe makes no more is taken away."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from synthesizing import FILES, RECIPE

from rulekit.synthesis.leftover import remove_leftovers
from rulekit.synthesis.synthesis_recipe import read_synthesis_recipe

THERE = (
    "chat.jsonl", "alpaca.jsonl", "kept.jsonl", "taken.jsonl", "journal/000000.jsonl",
    "attempt-1/tasks.jsonl", "attempt-1/executed/manifest.json", "attempt-2/tasks.jsonl",
    "aspects/journal/000000.jsonl", "aspects/manifest.json", "judged/1-code/manifest.json",
    "judged/1-code.json", "judged/2-whole/manifest.json", "judged/2-whole.json",
)  # fmt: skip


@pytest.fixture
def gone(write):
    """A function: what is gone of a folder for this recipe, with one attempt."""

    def removed(recipe, samples):
        write(FILES | {"recipe/mine.yaml": recipe} | {f"made/{name}": "" for name in THERE})
        read = read_synthesis_recipe(Path("recipe/mine.yaml"))
        attempts = [SimpleNamespace(folder=Path("made/attempt-1"))]
        remove_leftovers(Path("made"), read, attempts, samples)
        return {name for name in THERE if not Path("made", name).exists()}

    return removed


def test_of_the_same_recipe_nothing_goes_but_attempts_that_were_not_made(gone):
    assert {"attempt-2/tasks.jsonl"} == gone(RECIPE, 3)


def test_what_a_recipe_does_no_more_goes_and_journals_stay(gone):
    recipe = RECIPE.replace("[code.yaml, whole.yaml]", "[whole.yaml]")
    recipe = recipe.replace("aspects: marks.yaml\n", "export: [chat]\n")
    recipe = recipe.replace("execute: {cpu: 2, repeats: 4}\n", "").replace(
        '  tests: "{tests}"\n', ""
    )
    assert {
        "alpaca.jsonl", "attempt-2/tasks.jsonl", "attempt-1/executed/manifest.json",
        "aspects/manifest.json", "judged/1-code/manifest.json", "judged/1-code.json",
        "judged/2-whole/manifest.json", "judged/2-whole.json",
    } == gone(recipe, 3)  # fmt: skip


def test_where_no_sample_passed_nothing_is_judged(gone):
    found = gone(RECIPE, 0)
    assert {"taken.jsonl", "chat.jsonl", "aspects/manifest.json"} < found
    assert not {"journal/000000.jsonl", "aspects/journal/000000.jsonl"} & found
