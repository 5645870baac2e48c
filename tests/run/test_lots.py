"""rulekit/run/lots.py: the lots of a stage, and which task is at which."""

import json
import time

import pytest

from rulekit.audit import holder, lease
from rulekit.corpus.share import Share
from rulekit.places.place import create
from rulekit.run import lots
from rulekit.run.lots import Lots

RUN = "0123456789abcdef and more"


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Seconds that a test has time for."""
    monkeypatch.setattr(lots, "LOOK", 0.01)
    for module in (holder, lease):
        monkeypatch.setattr(module, "SILENCE", 0.3)


@pytest.fixture
def task(new_audit):
    """Tasks of three that are at one stage; at the end none holds anything."""
    made = []

    def begun(number, run=RUN, is_over=lambda: False):
        made.append(Lots(new_audit, "02-rows", Share(number, 3), run, is_over))
        return made[-1]

    yield begun
    for one in made:
        one.close()


def taken(one):
    """Numbers of the lots that a task can take now."""
    found = []
    while share := one.take():
        found.append(share.number)
    return found


def held(new_audit, number):
    """The lease of a process of another machine that does not go on with it."""
    told = {"part": "", "machine": "elsewhere", "process": 1, "beats": 0}
    path = new_audit.work / holder.FOLDER / f"{RUN[:16]}.02-rows.{number}-of-3.000000.json"
    create(path, json.dumps(told).encode())


def test_a_task_takes_its_own_lot_first_then_those_after_it(task):
    assert [2, 3, 1] == taken(task(2))


def test_of_two_tasks_each_has_its_own(task):
    one, other = task(1), task(2)
    assert (Share(1, 3), Share(2, 3)) == (one.take(), other.take())
    assert ([3], []) == (taken(one), taken(other))


def test_a_lot_that_is_done_is_taken_by_nobody(task):
    one = task(1)
    one.end(one.take())
    assert [2, 3] == taken(task(2))
    assert not one.are_done


def test_the_lot_of_a_task_that_died_is_taken_by_another(new_audit, task):
    held(new_audit, 2)
    one = task(1)
    assert [1, 3] == taken(one)
    time.sleep(0.4)
    assert [2] == taken(one)


def test_what_a_task_lets_go_of_is_taken_by_another(task):
    one, other = task(1), task(2)
    assert [1, 2, 3] == taken(one)
    one.close()
    assert [2, 3, 1] == taken(other)


def test_when_all_lots_are_done_one_task_ends_the_stage(task):
    one, other = task(1), task(2)
    while share := one.take():
        one.end(share)
    assert taken(other) == []
    assert one.are_done
    assert other.are_done
    assert one.take_end()
    assert not other.take_end()
    one.end()
    assert not other.take_end()
    assert other.is_ended


def test_where_something_is_missing_all_lots_are_looked_at_anew(task):
    one = task(1)
    while share := one.take():
        one.end(share)
    one.forget()
    assert not one.are_done
    assert [3, 1, 2] == taken(task(3))


def test_of_a_run_that_others_have_ended_nothing_is_taken(task):
    assert [] == taken(task(1, is_over=lambda: True))


def test_lots_of_another_run_are_others(task):
    one = task(1)
    one.end(one.take())
    assert [1, 2, 3] == taken(task(1, run="another run"))
