"""rulekit/synthesis/judge_pipeline.py: judges neither edit nor forget benchmarks."""

from pathlib import Path

import pytest
from synthesizing import FILES, WHOLE

from rulekit.errors import SpecError
from rulekit.loader import load
from rulekit.synthesis.judge_pipeline import check_judges
from rulekit.synthesis.synthesis_recipe import read_synthesis_recipe


@pytest.fixture
def check(write):
    """A function: check the judges of a recipe of which one is this pipeline."""

    def checked(whole):
        write(FILES | {"recipe/whole.yaml": whole})
        recipe = read_synthesis_recipe(Path("recipe/mine.yaml"))
        check_judges(recipe, load().plan.pipeline_parts)

    return checked


def test_a_pipeline_that_looks_for_benchmarks_is_enough(check):
    check(WHOLE)


@pytest.mark.parametrize(
    ("whole", "said", "remedy"),
    [
        ("curate: whole\nsteps: [rules]\n", "nothing looks for benchmarks", "- decontaminate: {"),
        (WHOLE.replace("content: text", "content: path"), "nothing looks for", "content: text"),
        (WHOLE + "  - pii\n", "`pii` edits texts that were run", ""),
        (WHOLE.replace("]}", "], action: cut}"), "`decontaminate` edits texts that were run", ""),
    ],
)
def test_others_are_refused_at_the_judges_of_the_recipe(check, whole, said, remedy):
    with pytest.raises(SpecError) as error:
        check(whole)
    (told,) = error.value.problems
    assert ("recipe/mine.yaml", 20) == (told.path, told.line)
    assert (True, True) == (said in told.message, remedy in told.remedy)
