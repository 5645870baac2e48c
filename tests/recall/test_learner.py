"""rulekit/recall/learner.py: a model of lessons, and its limit."""

from dataclasses import replace

import pytest
from recalling import corpus_of, write_small

from rulekit.errors import RulekitError
from rulekit.recall.learner import Learner, limit_of
from rulekit.recall.recipe import read_recipe
from rulekit.recall.seed import read_seed
from rulekit.recall.seed_fit import SeedFit


@pytest.fixture
def learner(folder):
    write_small(folder)
    recipe = read_recipe("code.yaml")
    return Learner(recipe, corpus_of(recipe))


def lessons(learner):
    return SeedFit.of(learner.corpus, learner.recipe, read_seed(learner.recipe)).found


def test_a_model_is_of_its_lessons_whatever_their_order(learner):
    some = lessons(learner)
    model = learner.learn(some)
    assert (96, 48, 12, 0) == tuple(model.card[k] for k in ("labels", "keep", "groups", "left_out"))
    assert 0 < limit_of(model) < 1
    assert model == learner.learn(some[::-1])


def test_the_limit_is_chosen_by_the_seed_alone(learner):
    some = lessons(learner)
    later = [replace(one, round=2) if one.domain == "c5.example" else one for one in some]
    assert 88 == learner.learn(later).card["seeds"]


def test_where_no_score_is_precise_enough_it_is_said(learner):
    some = lessons(learner)
    lying = [replace(one, keep=i % 2 == 0) for i, one in enumerate(some)]
    with pytest.raises(RulekitError, match=r"no score is right about 95% of ten pages or more"):
        learner.learn(lying)


def test_labels_of_too_few_domains_are_too_few(learner):
    some = [one for one in lessons(learner) if one.domain not in ("p4.example", "p5.example")]
    with pytest.raises(RulekitError, match="32 labels to drop, of 4 domains"):
        learner.learn(some)
