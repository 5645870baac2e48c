"""rulekit/synthesis/synthesis_recipe.py: a recipe with its files, and the models that are named."""

from pathlib import Path

import pytest
from synthesizing import FILES, RECIPE

from rulekit.errors import SpecError, UsageError
from rulekit.loader import load
from rulekit.synthesis.synthesis_recipe import (
    find_recipe,
    read_synthesis_recipe,
    recipe_names,
    with_models,
)


@pytest.fixture
def recipe(write):
    """A function: the recipe with these changes to its files."""

    def made(**changes):
        write(FILES | {f"recipe/{name.replace('__', '.')}": one for name, one in changes.items()})
        return read_synthesis_recipe(Path("recipe/mine.yaml"))

    return made


def test_it_is_known_by_the_texts_of_all_its_files(recipe):
    before = recipe().hashes
    names = ["marks.json", "marks.md", "marks.yaml", "models", "prompt.md", "recipe", "spec.yaml"]
    assert [*names, "task.json"] == [*before]
    now = recipe(prompt__md="{text}").hashes
    assert ["prompt.md"] == [name for name in before if before[name] != now[name]]


def test_a_checkpoint_draws_other_samples_in_each_attempt(recipe):
    made = recipe()
    large = made.spec.endpoints[1]
    numbers = [
        [one.sample for one in made.inquiry(large, attempt).requests("x", {})] for attempt in (1, 2)
    ]
    assert [[0, 1], [2, 3]] == numbers


def test_a_model_at_two_servers_draws_no_sample_twice(recipe):
    made = with_models(recipe(), ["a*2", "b", "a@SECOND*3"], "j")
    numbers = [
        [one.sample for one in made.inquiry(endpoint, attempt).requests("x", {})]
        for attempt in (1, 2)
        for endpoint in made.spec.endpoints
    ]
    assert [[0, 1], [0], [2, 3, 4], [5, 6], [1], [7, 8, 9]] == numbers


def test_files_of_aspects_are_known_by_their_paths_from_the_recipe(recipe, write):
    inner = {f"recipe/sub/{name}": FILES[f"recipe/{name}"] for name in ("marks.yaml", "marks.json")}
    write(inner | {"recipe/sub/marks.md": "Another. {text}"})
    made = recipe(mine__yaml=RECIPE.replace("marks.yaml", "sub/marks.yaml"))
    assert {"sub/marks.yaml", "sub/marks.md", "sub/marks.json"} <= made.hashes.keys()


def test_holes_are_held_against_properties_and_columns(recipe):
    columns = ["task", "level", "sort", "lang", "content"]
    recipe().check_columns(columns)
    wrong = recipe(mine__yaml=RECIPE.replace('"{problem}"', '"{probelm}: {content}"'))
    with pytest.raises(SpecError) as error:
        wrong.check_columns(columns)
    (told,) = error.value.problems
    assert (12, True) == (told.line, "`{probelm}`, did you mean `problem`?" in told.message)
    with pytest.raises(SpecError, match="there is no column `level`"):
        recipe().check_columns(["lang"])


@pytest.mark.parametrize(
    ("changes", "said", "path"),
    [
        ({"prompt.md": "prompt.txt"}, "there is no file `recipe/prompt.txt`", "mine.yaml"),
        ({"spec.yaml": "spec.yml"}, "there is no file `recipe/spec.yml`", "mine.yaml"),
        ({"marks.yaml": "none.yaml"}, "there is no file `recipe/none.yaml`", "mine.yaml"),
        (
            {"execute: {cpu": "train: [sh, '{chats}']\nexecute: {cpu"},
            "nothing fills `{chats}`",
            "mine.yaml",
        ),
        ({": mine\n": ": Mine it\n"}, "the name is lower-case words and hyphens", "mine.yaml"),
    ],
)
def test_a_mistake_is_told_at_its_place(recipe, changes, said, path):
    text = RECIPE
    for before, after in changes.items():
        text = text.replace(before, after)
    with pytest.raises(SpecError) as error:
        recipe(mine__yaml=text)
    told = error.value.problems[0]
    assert (True, f"recipe/{path}") == (said in told.message, told.path)
    assert told.line


def test_models_of_the_command_line_stand_for_those_of_the_file(recipe):
    made = with_models(recipe(), ["a", "b@SECOND*3", "c*d"], "j@JUDGE")
    found = [(one.model, one.at, one.n) for one in made.spec.endpoints]
    assert [("a", "OPENAI", 1), ("b", "SECOND", 3), ("c*d", "OPENAI", 1)] == found
    assert ("j", "JUDGE") == (made.aspects.spec.model, made.aspects.spec.at)
    same = with_models(recipe(), [], "")
    assert (recipe().spec, "judge") == (same.spec, same.aspects.spec.model)


NO_ENDPOINTS = RECIPE.replace("  - {model: small}\n  - {model: large, n: 2}\n", "").replace(
    "endpoints:\n", ""
)


@pytest.mark.parametrize(
    ("text", "words", "judge", "said"),
    [
        (NO_ENDPOINTS, [], "", "the recipe mine names no model"),
        (RECIPE, ["a"], "", "has samples marked, by a model as well"),
        (RECIPE.replace("aspects: marks.yaml\n", ""), ["a"], "j", "asks for no aspects"),
        (RECIPE, ["@B"], "j", "say MODEL, MODEL@SERVER"),
        (RECIPE, ["a@small"], "j", "say MODEL, MODEL@SERVER"),
        (RECIPE, ["a@A-B"], "j", "say MODEL, MODEL@SERVER"),
        (RECIPE, ["a*0"], "j", "a model makes 1 to 100 samples"),
        (RECIPE, ["a*101"], "j", "a model makes 1 to 100 samples"),
        (RECIPE, ["a"], "j*2", "how many marks are drawn is said by its file"),
    ],
)
def test_models_that_say_too_little_are_refused(recipe, text, words, judge, said):
    with pytest.raises(UsageError, match=said):
        with_models(recipe(mine__yaml=text), words, judge)


def test_a_recipe_is_a_file_or_one_that_is_installed(write):
    write({"recipes/mine.yaml": RECIPE, "recipes/spec.yaml": "dimensions: {}"})
    folders = [Path("recipes")]
    assert ["mine"] == recipe_names(folders)
    assert Path("recipes/mine.yaml") == find_recipe("mine", folders)
    assert Path("recipes/mine.yaml") == find_recipe("recipes/mine.yaml", [])
    with pytest.raises(UsageError, match="there is no recipe `mien`, did you mean `mine`"):
        find_recipe("mien", folders)
    with pytest.raises(UsageError, match=r"there is no file `mine\.yaml`"):
        find_recipe("mine.yaml", folders)


def test_recipes_that_are_installed_are_whole():
    (folder,) = {one.parent / "recipes" for one in load().plan.pipeline_parts.folders}
    names = recipe_names([folder])
    assert ["educational", "oss-instruct", "package-docs", "refine", "textbook"] == names
    columns = ["lang", "content", "path", "difficulty", "sort", "distribution", "version"]
    for name in names:
        made = read_synthesis_recipe(find_recipe(name, [folder]))
        made.check_columns(columns)
        with_models(made, ["a"], "b")
