"""rulekit/run/death.py: what a process died of, and how often it may."""

import signal

import pytest

from rulekit.run.death import IDLE, LATE, OUTSIDE_DEATHS, Death, Deaths, how_it_died


@pytest.mark.parametrize(
    ("code", "note", "enough"),
    [
        (3, "(exit code 3)", 2),
        (-signal.SIGSEGV, "(SIGSEGV)", 2),
        (-signal.SIGKILL, "(SIGKILL)", OUTSIDE_DEATHS),
        (-signal.SIGTERM, "(SIGTERM)", OUTSIDE_DEATHS),
        (-250, "(signal 250)", 2),
    ],
)
def test_what_it_died_of_says_how_many_deaths_are_enough(code, note, enough):
    death = how_it_died(code)
    assert ("crashed", enough) == (death.cause, death.enough)
    assert note in death.note


def test_the_limit_of_time_is_no_crash_and_one_is_enough():
    assert LATE == how_it_died(-signal.SIGPROF)
    assert Deaths().are_enough(LATE)


def test_a_process_that_cannot_even_be_killed_counts_as_idle():
    assert IDLE == how_it_died(None)


def test_deaths_are_counted_for_each_row():
    deaths, death = Deaths(), Death("crashed", "")
    rows = [1, 2, 1]
    assert [False, False, True] == [deaths.are_enough(death._replace(row=row)) for row in rows]


def test_pauses_are_for_deaths_from_outside_and_grow():
    deaths, outside = Deaths(), how_it_died(-signal.SIGKILL)
    pauses = []
    for _ in range(4):
        deaths.are_enough(outside)
        pauses.append(deaths.pause)
    assert [0.1, 0.2, 0.4, 0.8] == pauses
    deaths.are_enough(how_it_died(1))
    assert 0.0 == deaths.pause
