"""rulekit/spec/synthesis.py: recipes and specifications, every mistake at its place."""

import pytest
from synthesizing import RECIPE, SPECIFICATION

from rulekit.errors import SpecError
from rulekit.spec.synthesis import read_specification, read_synthesis


def test_a_recipe_says_what_it_says_and_the_rest_is_usual():
    spec, _ = read_synthesis(RECIPE, "mine.yaml")
    assert [("small", "OPENAI", 1), ("large", "OPENAI", 2)] == [
        (one.model, one.at, one.n) for one in spec.endpoints
    ]
    assert (2, ["seeds"], ["chat", "alpaca"]) == (spec.stage, spec.against, spec.export)
    assert (2, 30, 512, 4) == (*vars(spec.execute).values(),)[1:]


@pytest.mark.parametrize(
    ("before", "after", "said", "line"),
    [
        ("draw: 1", "drow: 1", "unknown key `drow`, did you mean `draw`?", 4),
        ("specification: spec.yaml\n", "", "there is no `specification` to draw from", 3),
        ("{most: 4}", "{output: a}", "an `output` is that of a curation: say `curate`, too", 2),
        ("{most: 4}", "{per_category: 3}", "no `categories` are said", 2),
        ("{model: large, n: 2}", "{model: small, n: 2}", "`small` is here twice", 10),
        (
            '  tests: "{tests}"\n',
            "",
            "solutions are run with `tests`, which a sample has to say",
            12,
        ),
        ("execute: {cpu: 2, repeats: 4}\n", "", "tests that nothing runs: say `execute: {}`", 15),
        ("schema: task.json}", "schema: task.json}\n  sample: {n: 3}", "by `endpoints`", 8),
        (
            "schema: task.json}",
            "schema: task.json}\n  limits: {money: 3}",
            "no `price` is known",
            8,
        ),
        ("{model: small}", "{model: small, at: http}", "`at` must be", 9),
        ("judge: [code.yaml, whole.yaml]", "judge: []", "`judge` must not be empty", 20),
        ("tries: 2", "tries: 0", "`tries` must be", 17),
    ],
)
def test_a_mistake_is_told_at_its_place(before, after, said, line):
    assert before in RECIPE
    with pytest.raises(SpecError) as error:
        read_synthesis(RECIPE.replace(before, after), "mine.yaml")
    found = {one.line: one.message for one in error.value.problems}
    assert said in found[line], found


def test_a_specification_has_words_by_dimension():
    assert {"level": ["easy", "hard"], "sort": ["write", "mend", "explain"]} == read_specification(
        SPECIFICATION, "spec.yaml"
    )


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("dimensions: {}", "`dimensions` must not be empty", 1),
        ("dimensions:\n  seed: [a]", "`seed` is a column of its own", 2),
        ("dimensions:\n  two words: [a]", "`two words` cannot stand in a prompt", 2),
        ("dimensions:\n  level: [a, b, a]", "`a` is here twice", 2),
        ("dimensions:\n  level: []", "`level` must not be empty", 2),
    ],
)
def test_a_mistake_of_a_specification_is_told_at_its_place(text, said, line):
    with pytest.raises(SpecError) as error:
        read_specification(text, "spec.yaml")
    told = error.value.problems[0]
    assert (line, True) == (told.line, said in told.message), told
