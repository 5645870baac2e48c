"""rulekit/synthesis/specification.py: dimensions multiply out; some are drawn for each seed."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from rulekit.synthesis.specification import Specification

TWO = {"level": ["easy", "hard"], "sort": ["write", "mend", "explain"]}


def test_all_combinations_stand_in_the_order_of_the_file():
    made = [said for _, said in Specification(TWO).of("a")]
    assert [("easy", "write"), ("easy", "mend"), ("easy", "explain"), ("hard", "write")] == [
        tuple(one.values()) for one in made[:4]
    ]
    assert (6, 6) == (len(made), Specification(TWO).combinations)


def test_without_dimensions_a_seed_is_one_task():
    assert [(0, {})] == [*Specification({}).of("a")]


def test_more_are_not_drawn_than_there_are():
    assert (6, 2) == (Specification(TWO, 9).size, Specification(TWO, 2).size)
    assert [*Specification(TWO).of("a")] == [*Specification(TWO, 9).of("a")]


@given(st.text(), st.integers(1, 5))
def test_fewer_are_a_part_of_more(seed, count):
    fewer, more = (
        {number for number, _ in Specification(TWO, most).of(seed)} for most in (count, count + 1)
    )
    assert (fewer < more, count) == (True, len(fewer))


def test_every_combination_is_drawn_for_some_seed():
    drawn = Counter(number for i in range(600) for number, _ in Specification(TWO, 1).of(str(i)))
    assert {0, 1, 2, 3, 4, 5} == drawn.keys()
    assert min(drawn.values()) > 60
