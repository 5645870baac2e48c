"""rulekit/run/dispatch.py: tasks handed to executors, and their answers."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from rulekit.corpus.job import Shard, Task
from rulekit.errors import RulekitError
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


def test_a_task_that_is_lost_too_often_ends_the_run_and_all_executors():
    executors = [Echo(lambda _: 1 / 0), Echo()]
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
