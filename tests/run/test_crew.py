"""rulekit/run/crew.py: executors that come and go, and their numbers."""

from rulekit.run.crew import Crew


class Nothing:
    """An executor that is never given a task."""

    def close(self):
        self.closed = True


class Fleet(Nothing):
    """A fleet of the executors that a test puts into `there`."""

    def __init__(self, *executors):
        self.there = [*executors]

    def standing(self):
        return self.there


def test_executors_of_a_list_have_its_numbers_and_stay():
    a, b = Nothing(), Nothing()
    crew = Crew([a, b])
    crew.look()
    assert ({0: a, 1: b}, [0, 1]) == (crew.members, crew.free)


def test_the_number_of_one_that_is_gone_is_given_again():
    a, b, c, d = (Nothing() for _ in range(4))
    crew = Crew(fleet := Fleet(a, b))
    crew.look()
    fleet.there = [b, c, d]
    crew.look()
    assert ({0: c, 1: b, 2: d}, [1, 0, 2]) == (crew.members, crew.free)


def test_one_that_is_gone_and_has_a_task_is_let_go_when_that_has_come_back():
    crew = Crew(fleet := Fleet(a := Nothing()))
    crew.look()
    crew.free.remove(0)
    fleet.there = []
    crew.look()
    assert {0: a} == crew.members
    crew.free.append(0)
    crew.look()
    assert ({}, []) == (crew.members, crew.free)


def test_a_fleet_ends_its_executors_itself():
    fleet, alone = Fleet(), Nothing()
    Crew(fleet).close()
    Crew([alone]).close()
    assert (True, True) == (fleet.closed, alone.closed)
