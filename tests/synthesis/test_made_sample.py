"""rulekit/synthesis/made_sample.py: what a reply to a task makes."""

from pathlib import Path

import pytest
from synthesizing import FILES, RECIPE

from rulekit.loader import load
from rulekit.spec.reply_form import Column
from rulekit.synthesis.made_sample import SampleMaker, property_values
from rulekit.synthesis.synthesis_recipe import read_synthesis_recipe

TASK = {"task": "abc-1", "seed": "abc", "content": "x = 1", "path": "a.py", "level": "easy"}
TASK |= {"lang": "python", "seed_row": 4}
REPLY = {"sample": 3, "model": "small", "key": "k" * 64, "outcome": "answered"}
REPLY |= {"reply.problem": "Why?", "reply.solution": "y = 2\n", "reply.tests": "assert y == 2"}
REPLY |= {"reply.entry_point": '["y", "z"]'}


@pytest.fixture
def maker(write):
    """A function: the maker of a recipe with one thing said otherwise."""

    def made(before="", after=""):
        write(FILES | {"recipe/mine.yaml": RECIPE.replace(before, after)})
        recipe = read_synthesis_recipe(Path("recipe/mine.yaml"))
        return SampleMaker(recipe, load().plan.table, 2)

    return made


def test_a_sample_is_called_by_round_task_attempt_checkpoint_and_number(maker):
    assert "2-abc-1-1-2-3" == maker().sample(1, 2, REPLY, TASK)["id"]


def test_a_sample_has_what_its_templates_say_and_what_its_task_is(maker):
    made = maker().sample(1, 2, REPLY, TASK)
    assert ("Why?", "y = 2\n", "y = 2\n", "y, z") == tuple(
        made[name] for name in ("instruction", "response", "solution", "names")
    )
    assert ("solution.py", "python", "easy", 4, "small") == tuple(
        made[name] for name in ("path", "lang", "level", "seed_row", "model")
    )
    assert "content" not in made


def test_as_a_page_code_stands_between_fences_that_it_does_not_hold(maker):
    assert "Why?\n\n```python\ny = 2\n```\n" == maker().sample(1, 1, REPLY, TASK)["text"]
    fenced = REPLY | {"reply.solution": "s = '''```'''\n"}
    assert "````python\n" in maker().sample(1, 1, fenced, TASK)["text"]


def test_as_a_page_prose_stands_as_it_is(maker):
    made = maker("path: solution.py", "path: answer.md").sample(1, 1, REPLY, TASK)
    assert ("Why?\n\ny = 2\n", "markdown") == (made["text"], made["lang"])


@pytest.mark.parametrize("name", ["problem", "solution", "tests", "entry_point"])
def test_a_property_that_is_not_there_is_lacking(maker, name):
    assert "" == maker().lack(REPLY, TASK)
    assert name == maker().lack(REPLY | {f"reply.{name}": None}, TASK)


def test_properties_are_filled_as_their_form_says():
    columns = [Column((name,), kind) for name, kind in [("a", "array"), ("n", "integer")]]
    columns += [Column(("s",), "string"), Column(("x", "y"), "number")]
    reply = {"reply.a": '["p", "q"]', "reply.n": 5.0, "reply.s": '["p"]', "reply.x.y": 0.5}
    assert {"a": "p, q", "n": 5, "s": '["p"]', "x.y": 0.5} == property_values(reply, columns)
    nothing = {"a": None, "n": None, "s": None, "x.y": None}
    assert nothing == property_values({}, columns)
    assert "[1]" == property_values({"reply.a": "[1]"}, columns)["a"]
