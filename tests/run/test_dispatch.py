"""rulekit/run/dispatch.py: tasks handed to executors, and their answers."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from rulekit.corpus.job import Shard, Task
from rulekit.errors import RulekitError
from rulekit.run import dispatch as dispatching
from rulekit.run.dispatch import LOST, dispatch, in_order

SHARD = Shard("a", "a", "jsonl")


class Echo:
    """An executor that answers with the number of the task, after a step of a test."""

    def __init__(self, step=lambda number: None):
        self.step, self.thread, self.closed = step, ThreadPoolExecutor(1), False

    def submit(self, task):
        return self.thread.submit(self.do, Task.from_json(task).number)

    def do(self, number):
        self.step(number)
        return json.dumps({"number": number})

    def close(self):
        self.closed = True
        self.thread.shutdown()


def tasks(count):
    return (Task("judge", SHARD, number) for number in range(count))


def numbers(answers):
    return [answer["number"] for answer in answers]


def test_answers_come_in_the_order_of_the_tasks_whichever_is_done_first():
    last = threading.Event()

    def step(number):
        assert number != 0 or last.wait(10)
        if number == 5:
            last.set()

    assert [*range(6)] == numbers(in_order(tasks(6), [Echo(step), Echo(step)], ahead=6))


def test_no_more_wait_for_an_earlier_one_than_are_allowed():
    taken, most = [], []

    def counted():
        for task in tasks(9):
            taken.append(task)
            yield task

    def step(number):
        if number == 0:
            threading.Event().wait(0.2)  # the others could all be done by now
            most.append(len(taken))

    assert [*range(9)] == numbers(in_order(counted(), [Echo(step), Echo(step)], ahead=3))
    assert [3] == most


def test_tasks_of_one_shard_are_in_the_order_of_their_rows():
    rows = [Task("judge", SHARD, 0, start, start + 1) for start in range(4)]
    assert [0] * 4 == numbers(in_order(rows, [Echo(), Echo()], ahead=4))


def test_a_task_that_is_lost_is_done_again():
    lost = [True, True, False, False]

    def step(_):
        if lost.pop(0):
            raise ConnectionError("the place is gone")

    assert [0, 1] == numbers(in_order(tasks(2), [Echo(step)], ahead=2))


def test_a_task_that_is_lost_is_done_by_whoever_is_free():
    executors = [Echo(lambda _: 1 / 0), Echo()]
    assert [0, 1, 2] == numbers(in_order(tasks(3), executors, ahead=3))


def test_a_task_that_is_lost_too_often_ends_the_run_and_all_executors():
    executors = [Echo(lambda _: 1 / 0), Echo(lambda _: 1 / 0)]
    with pytest.raises(RulekitError, match=f"a task was lost {LOST} times: division by zero"):
        numbers(in_order(tasks(1), executors, ahead=2))
    assert [True, True] == [one.closed for one in executors]


def test_what_no_executor_can_do_is_raised():
    class Fatal(Echo):
        def do(self, number):
            return json.dumps({"fatal": [{"message": "no profile"}]})

    with pytest.raises(RulekitError, match="no profile"):
        list(in_order(tasks(3), [Fatal()], ahead=3))


def test_whoever_stops_reading_closes_all_executors():
    executors = [Echo(), Echo()]
    answers = in_order(tasks(9), executors, ahead=9)
    next(answers)
    answers.close()
    assert [True, True] == [one.closed for one in executors]


def test_an_executor_for_which_there_is_nothing_now_is_asked_again_after_an_answer():
    left = {0: list(tasks(2)), 1: []}

    def take(number):
        return left[number].pop(0) if left[number] else None

    for task, _ in dispatch(take, [Echo(), Echo()]):
        if task.number == 0:
            left[1].append(Task("close", SHARD, 7))
    assert {0: [], 1: []} == left


class Changing:
    """A fleet of the executors that a test has put into `there`."""

    def __init__(self, *executors):
        self.there, self.closed = [*executors], False

    def standing(self):
        return [*self.there]

    def close(self):
        self.closed = True


def test_executors_that_come_in_mid_run_get_tasks():
    second = Echo()
    fleet = Changing(Echo(lambda number: number or fleet.there.append(second)))
    taken = []
    left = [*tasks(5)]

    def take(number):
        taken.append(number)
        return left.pop() if left else None

    found = {task.number for task, _ in dispatch(take, fleet)}
    assert ({0, 1, 2, 3, 4}, {0, 1}) == (found, {*taken})
    assert fleet.closed


def test_tasks_that_are_lost_together_are_done_by_those_that_are_left():
    gone = threading.Event()

    def leave(number):
        fleet.there[:] = [last]
        gone.set()
        raise ConnectionError("the machine is gone")

    last = Echo(lambda _: gone.wait(10))
    fleet = Changing(Echo(leave), Echo(leave), Echo(leave), last)
    assert [*range(9)] == numbers(in_order(tasks(9), fleet, ahead=9))


def test_where_nobody_is_left_the_next_that_comes_goes_on(monkeypatch):
    monkeypatch.setattr(dispatching, "LOOK", 0.01)
    fleet = Changing()

    def leave(number):
        fleet.there.clear()
        threading.Timer(0.05, fleet.there.append, [Echo()]).start()
        raise ConnectionError("the machine is gone")

    fleet.there.append(Echo(leave))
    assert [0, 1, 2] == numbers(in_order(tasks(3), fleet, ahead=3))


def test_nobody_is_waited_for_when_nothing_is_left():
    fleet = Changing(Echo(lambda _: fleet.there.clear()))
    assert [0] == numbers(in_order(tasks(1), fleet, ahead=1))
