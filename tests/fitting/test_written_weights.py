"""rulekit/fitting/written_weights.py: weights as the file that rules read."""

import pytest
from weighing import experiments_yaml, planted

from rulekit.fitting.experiment import read_experiments
from rulekit.fitting.weighing import weigh
from rulekit.fitting.written_weights import weights_as_yaml
from rulekit.loader import load
from rulekit.spec.check import check
from rulekit.spec.strict_yaml import read_yaml
from rulekit.spec.weights import WeightsSpec

NAMES = ("text.lines", "text.words", "line_fraction(@comment)")
ASPECTS = "[text.lines, text.words, {capture: comment, measure: line_fraction}]"


@pytest.fixture
def fitted(write):
    """A function: file, experiments and weights of these rows and results."""

    def made(rows, results):
        text = experiments_yaml(rows, results, NAMES)
        write({"runs.yaml": text.replace(f"[{', '.join(NAMES)}]", ASPECTS)})
        file = read_experiments("runs.yaml", load(select=["text/"]).plan.catalog.weighable)
        experiments = file.experiments()
        means = [[mean.value for mean in one.data.means] for one in experiments]
        return file, experiments, weigh(means, [one.result for one in experiments])

    return made


def test_what_is_written_is_read_back_to_the_digit(fitted):
    file, experiments, weighing = fitted(*planted(14))
    spec = check(
        read_yaml(weights_as_yaml(file, experiments, weighing), "w.yaml"), WeightsSpec, what="w"
    )
    terms = [(one.weight, one.mean, *(one.interval or ())) for one in spec.terms]
    assert [tuple(one) for one in weighing.aspects] == terms
    assert file.spec.aspects == [one.signal for one in spec.terms]
    assert (14, weighing.penalty) == (spec.fit.experiments, spec.fit.penalty)
    errors = (spec.fit.error.weights, spec.fit.error.equal, spec.fit.error.mean)
    assert (weighing.error, weighing.equal, weighing.mean) == errors
    assert [one.result for one in experiments] == [one.result for one in spec.fit.sources]


def test_a_rule_reads_what_is_written(fitted, write):
    text = weights_as_yaml(*fitted(*planted(14)))
    write({"own/weights/runs.yaml": text})
    assert "weighted(runs)" in load(rules=["own"]).plan.catalog.weights


def test_an_aspect_without_a_weight_is_left_out(fitted):
    rows, results = planted(14)
    text = weights_as_yaml(*fitted([[*row[:2], 0.5] for row in rows], results))
    assert 2 == text.count("weight:")


def test_experiments_are_written_by_name_whatever_their_order(fitted):
    file, experiments, weighing = fitted(*planted(14))
    assert weights_as_yaml(file, experiments, weighing) == weights_as_yaml(
        file, experiments[::-1], weighing
    )
