"""rulekit/run/pieces.py: what is still to be done of a task at which a process died."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.corpus.job import Shard, Task
from rulekit.errors import RulekitError
from rulekit.run.death import Death, Deaths
from rulekit.run.pieces import UNREADABLE, merged, split

TASK = Task("judge", Shard("a", "a", "jsonl"), 0, 0, 256)
HOW = ("crashed", "it died")


def ranges(pieces):
    return [(one.start, one.stop) for one in pieces]


def test_a_row_is_judged_apart_from_those_before_and_behind_it():
    assert [(0, 7), (7, 8), (8, 256)] == ranges(split(TASK, Death(*HOW, row=7), Deaths()))


def test_a_row_that_has_seen_enough_deaths_is_lost():
    deaths = Deaths()
    [_, alone, _] = split(TASK, Death(*HOW, row=7), deaths)
    [alone] = split(alone, Death(*HOW, row=7), deaths)
    assert ({"7": HOW}, None) == (alone.lost, alone.unreadable)


def test_a_row_that_cannot_even_be_read_is_not_read_again():
    deaths = Deaths()
    for _ in range(2):
        [alone, *_] = split(TASK, Death(*HOW, row=0, doing="read"), deaths)
    assert HOW == alone.unreadable


def test_a_row_that_is_lost_and_dies_once_more_is_not_read_again():
    deaths, death = Deaths(), Death(*HOW, row=0)
    task = TASK
    for _ in range(3):
        [task, *_] = split(task, death, deaths)
    assert (HOW, (0, 1)) == (task.unreadable, (task.start, task.stop))


def test_where_many_rows_cannot_be_read_the_rest_is_given_up():
    deaths, pieces, tries = Deaths(), [TASK], 0
    while pieces:
        piece = pieces.pop()
        if piece.unreadable is None:
            tries += 1
            pieces += reversed(split(piece, Death(*HOW, row=piece.start, doing="read"), deaths))
    assert 2 * UNREADABLE + 1 == tries


def test_a_block_that_dies_while_it_is_written_is_halved():
    pieces = split(TASK, Death(*HOW, doing="write"), Deaths())
    assert [(0, 128), (128, 256)] == ranges(pieces)


@pytest.mark.parametrize("do", ["open", "close"])
def test_what_is_about_a_whole_shard_is_tried_again_and_then_ends_the_run(do):
    task, deaths = Task(do, TASK.shard), Deaths()
    assert [task] == split(task, Death(*HOW), deaths)
    with pytest.raises(RulekitError, match=f"no process survives to {do} a: it died, again"):
        split(task, Death(*HOW), deaths)


@given(st.data())
def test_however_processes_die_every_row_is_done_once(data):
    """A process dies at rows of its own choice, doing what it likes."""
    deaths, pieces, done = Deaths(), [Task("judge", TASK.shard, 0, 0, 12)], []
    while pieces:
        piece = pieces.pop()
        if piece.unreadable is None and data.draw(st.booleans()):
            row = data.draw(st.integers(piece.start, piece.stop - 1))
            doing = data.draw(st.sampled_from(["read", "judge"]))
            pieces += reversed(split(piece, Death(*HOW, row=row, doing=doing), deaths))
        else:
            done += range(piece.start, piece.stop)
    assert [*range(12)] == done


def test_the_answers_to_pieces_are_one_answer():
    assert '{"records": [1, 2, 3]}' == merged(['{"records": [1]}', '{"records": [2, 3]}'])
    timed = ['{"records": [1], "seconds": 0.5}', '{"records": [2], "seconds": 1.0}']
    assert '{"records": [1, 2], "seconds": 1.5}' == merged(timed)


def test_a_shard_that_changed_under_one_piece_has_changed():
    assert '{"changed": "it"}' == merged(['{"counts": {}}', '{"changed": "it"}'])
