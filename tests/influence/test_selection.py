"""rulekit/influence/selection.py: the nearest to the mean of the strong ones."""

import numpy as np

from rulekit.influence.selection import Targets, check, scored, select


def row(vector, category="", trouble="", sha256="", **more):
    found = None if vector is None else np.array(vector, float)
    line = {"category": category, "trouble": trouble, "sha256": sha256, "vector": found}
    return line | {"loss": 1.0, "norm": 1.0, "tokens": 10, "step": 1.0} | more


def test_the_mean_is_of_steps_and_not_of_their_directions():
    targets = Targets.of([row([1, 0], step=3.0), row([0, 1], step=4.0)])
    assert [0.6, 0.8, -0.6] == [targets.influence(row(one)) for one in ([1, 0], [0, 1], [-1, 0])]


def test_a_step_of_no_length_has_no_influence():
    targets = Targets.of([row([1, 0])])
    assert 0.0 == targets.influence(row([0, 0]))


def test_of_equal_ones_the_first_is_taken():
    lines = scored([row([1, 0], id=i) for i in "abc"], Targets.of([row([1, 0])]))
    select(lines, 2)
    assert [("a", 1, "selected"), ("b", 2, "selected"), ("c", 3, "left")] == [
        (line["id"], line["rank"], line["outcome"]) for line in lines
    ]


def test_held_out_samples_are_compared_with_those_of_their_category():
    targets = Targets.of([row([1, 0], "one"), row([0, 1], "two")])
    lines = scored([row([0.1, 1], name) for name in ("one", "two") for _ in range(25)], targets)
    select(lines, 10)
    held = scored([row([1, 0.1], "one") for _ in range(25)], targets)
    found = check(held, lines)
    assert (25, 1.0) == (found.pairs, found.influence)


def test_without_held_out_samples_nothing_is_known():
    assert "not known" == check([], []).verdict
