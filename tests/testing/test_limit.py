"""rulekit/testing/limit.py: limits that no example notices, and the example that would."""

import pytest

from rulekit.testing.examples import ExampleRunner
from rulekit.testing.limit import unnoticed

COUNT = """\
title: Too loud
why: Shouting hides what is said.
source: ours
signal: {pattern: "!", measure: count}
keep: {max: 4}
"""
SHARE = COUNT.replace("count", "char_fraction").replace("4", "0.5")
HELD = ["{text: '!!!!'}"], ["{text: '!!!!!'}"]  # four pass, five do not


@pytest.fixture
def moves(catalog, rule):
    """A function: messages of the moves that a rule's examples do not notice."""

    def messages(*words):
        return [one.message for one in unnoticed(ExampleRunner(catalog), rule(*words))]

    return messages


def test_examples_on_both_sides_of_a_limit_notice_when_it_moves(moves):
    assert [] == moves(SHARE, ["{text: 'a!'}"], ["{text: aaaa!!!!!}"])


def test_whole_numbers_move_by_one_at_least(moves):
    assert [] == moves(COUNT, *HELD)


def test_the_place_of_the_limit_is_told(catalog, rule):
    file = rule(COUNT, ["{text: '!!!!'}"], ["{text: '!', repeat: 9}"])
    [one] = unnoticed(ExampleRunner(catalog), file)
    assert "mine/loud.yaml:5:13" == one.place


@pytest.mark.parametrize(
    ("limit", "keep", "drop", "message"),
    [
        ("max: 4", 4, 9, "max 4 could be 5: add an example to drop that reads 5"),
        ("max: 10", 8, 11, "max 10 could be 8: add an example to keep that reads 9 to 10"),
        ("min: 10", 10, 2, "min 10 could be 8: add an example to drop that reads 8 to 9"),
        ("min: 10", 20, 9, "min 10 could be 12: add an example to keep that reads 10 to 11"),
        ("max: 0", 0, 2, "max 0 could be 1: add an example to drop that reads 1"),
    ],
)
def test_the_example_that_would_notice_is_named(moves, limit, keep, drop, message):
    texts = [[f"{{text: 'Hi{'!' * count}'}}"] for count in (keep, drop)]
    assert message in moves(COUNT.replace("max: 4", limit), *texts)


def test_a_share_moves_by_a_fifth_and_stays_one(moves):
    assert [
        "max 0.5 could be 0.6: add an example to drop that reads over 0.5, up to 0.6",
        "max 0.5 could be 0.4: add an example to keep that reads over 0.4, up to 0.5",
    ] == moves(SHARE, ["{text: aa}"], ["{text: '!'}"])
    assert ["max 0.9 could be 0.72: add an example to keep that reads over 0.72, up to 0.9"] == (
        moves(SHARE.replace("0.5", "0.9"), ["{text: aa}"], ["{text: '!'}"])
    )


def test_a_share_of_0_moves_by_a_fifth_of_one(moves):
    assert ["max 0 could be 0.2: add an example to drop that reads over 0, up to 0.2"] == moves(
        SHARE.replace("0.5", "0"), ["{text: aa}"], ["{text: '!'}"]
    )


def test_both_ends_of_a_range_are_moved(moves):
    keep, drop = ["{text: '!', repeat: 15}"], ["{text: Hi}"]
    found = moves(COUNT.replace("max: 4", "min: 10, max: 20"), keep, drop)
    assert [
        "max 20 could be 24",
        "max 20 could be 16",
        "min 10 could be 12",
        "min 10 could be 8",
    ] == [one.partition(":")[0] for one in found]


WHEN = COUNT + "when: [{signal: text.lines, min: 4}]\n"


def test_conditions_are_moved_too(moves):
    keep, drop = ["{text: '!!!!'}"], ['{text: "!!!!!\\n", repeat: 9}']
    assert [
        "max 4 could be 5: add an example to drop that reads 5",
        "max 4 could be 3: add an example to keep that reads 4",
        "when min 4 could be 5: add an example to drop for which it is 4",
        "when min 4 could be 3: add an example to keep, beyond the limit, for which it is 3",
    ] == moves(WHEN, keep, drop)


def test_a_condition_with_examples_on_both_sides_is_noticed(moves):
    four, three = '{text: "!!!!!\\n", repeat: 4}', '{text: "!!!!!\\n", repeat: 3}'
    assert [] == [one for one in moves(WHEN, [three], [four]) if one.startswith("when")]
