"""rulekit/curate/order.py: warnings of an order of steps that hurts."""

import pytest

from curate.planning import built, parts, steps
from rulekit.curate.order import order_warnings
from rulekit.curate.pipeline_source import find_pipeline

SAMPLE = "sample: {to: {python: 1 GB}}"


def warnings_of(*lines):
    return [*order_warnings(built(steps(*lines)))]


def test_a_step_behind_one_that_it_should_stand_before_is_told_with_its_place():
    (warning,) = warnings_of(SAMPLE, "pii", "rules")
    assert warning.startswith("`rules` stands behind `sample`: ")
    assert warning.endswith(" (p.yaml:5:5)")


def test_what_drops_rows_stands_before_a_step_that_keeps_shares():
    score = "score: {signal: score, keep: {top: 30 %}}"
    told = [one.split(" (")[0] for one in warnings_of(score, "near", SAMPLE, score)]
    assert [
        "`near` stands behind `score`: what it drops was counted into the shares",
        "`score-2` stands behind `sample`: what it drops was counted into the targets",
    ] == told


def test_rules_that_ask_for_nothing_but_the_path_may_stand_before_any_step():
    assert [] == warnings_of("rules: {profile: place}", "exact", "header", "pii", "rules")


@pytest.mark.parametrize("line", ["rules:", "rules: {}"])
def test_it_is_told_at_the_name_however_the_step_is_written(line):
    assert warnings_of(SAMPLE, line)[0].endswith(" (p.yaml:4:5)")


def test_each_of_several_is_told():
    lines = (SAMPLE, "rules: {}", "admit: {}", SAMPLE, "rules: {}")
    told = [one.split(":")[0] for one in warnings_of(*lines)]
    assert [
        "`rules` stands behind `sample`",
        "`admit` stands behind `sample`",
        "`rules-2` stands behind `sample`",
        "`rules-2` stands behind `sample-2`",
    ] == told


@pytest.mark.parametrize("name", ["refinecode", "pretrain"])
def test_the_pipelines_that_come_with_it_are_in_order(name):

    assert [] == [*order_warnings(built(find_pipeline(parts(), name, (), "").text))]
