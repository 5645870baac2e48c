"""rulekit/run/apart.py: documents in a copy of this process."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from rulekit.core.verdict import Verdict
from rulekit.errors import RulekitError, UsageError
from rulekit.run.apart import Judging, all_judged_apart, judged_apart

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows copies no process"),
    pytest.mark.slow,  # they wait for limits of time
]
KEEP = Verdict("a.py", "keep", "fine")


def judged(act, timeout=60.0, stall=60.0):
    """The verdict on a.py, when judging it begins with an act."""

    def judge():
        act()
        return KEEP

    return judged_apart(judge, "a.py", timeout, stall)


def first_time(folder, act):
    """An act that is done by the first process only."""

    def acted():
        if not Path(folder, "acted").exists():
            Path(folder, "acted").touch()
            act()

    return acted


def spin():
    while True:
        pass


def test_the_verdict_is_that_of_the_function():
    assert KEEP == judged(lambda: None)


@pytest.mark.parametrize(
    ("act", "cause", "reason"),
    [
        (lambda: os._exit(3), "crashed", "the process judging it died (exit code 3)"),
        (os.abort, "crashed", "the process judging it died (SIGABRT)"),
        (lambda: sys.exit(0), "crashed", "the process judging it died (exit code 1)"),
    ],
)
def test_a_document_that_ends_its_process_is_an_error(act, cause, reason):
    verdict = judged(act)
    assert ("error", (cause,), reason, "a.py") == (
        verdict.decision,
        verdict.decided_by,
        verdict.reason,
        verdict.path,
    )


def test_a_document_that_takes_too_much_time_is_an_error():
    """Fault 7: a single file was judged where no watchdog is."""
    verdict = judged(spin, timeout=0.3)
    assert ("timed-out",) == verdict.decided_by
    assert "takes more CPU time than --timeout allows" in verdict.reason


def test_time_that_it_waits_is_not_its_own():
    assert KEEP == judged(lambda: time.sleep(1), timeout=0.3)


def test_a_process_that_does_nothing_is_an_error():
    verdict = judged(lambda: time.sleep(60), stall=0.2)
    assert "it makes no progress, and takes no CPU time either" in verdict.reason


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGSEGV"])
def test_one_death_costs_nothing(folder, name):
    die = first_time(folder, lambda: os.kill(os.getpid(), getattr(signal, name)))
    assert KEEP == judged(die)


def test_what_a_copy_leaves_behind_does_not_keep_it(folder):
    """Its own copies have the pipe, too."""
    assert KEEP == judged(lambda: os.fork() == 0 and time.sleep(2))


def test_a_plan_that_is_broken_is_raised():
    def refuse():
        raise UsageError("no such thing")

    with pytest.raises(RulekitError, match="no such thing"):
        judged(refuse)


# Several documents


def all_judged(*acts):
    """The verdicts on as many documents, whose judging begins with these acts."""

    def judging(number, act):
        def judge():
            act()
            return Verdict(f"{number}.py", "keep", "fine")

        return Judging(f"{number}.py", judge)

    return all_judged_apart([judging(*one) for one in enumerate(acts)], 0.5)


def nothing():
    pass


@pytest.mark.parametrize("die", [lambda: os._exit(3), os.abort, spin])
@pytest.mark.parametrize("at", [0, 1, 3])
def test_one_that_ends_its_process_costs_itself_wherever_it_stands(die, at):
    acts = [nothing] * 4
    acts[at] = die
    decisions = [(verdict.path, verdict.decision) for verdict in all_judged(*acts)]
    assert [(f"{i}.py", "error" if i == at else "keep") for i in range(4)] == decisions


def test_each_has_the_whole_time():
    def work():
        started = time.process_time()
        while time.process_time() - started < 0.3:
            pass

    assert ["keep"] * 3 == [verdict.decision for verdict in all_judged(work, work, work)]


@pytest.mark.parametrize("handler", [signal.SIG_DFL, lambda *_: sys.exit(1)], ids=["bare", "cli"])
def test_each_may_be_at_a_death_from_outside(folder, handler):
    """The deaths of one document are not those of the next, whatever a command makes of its own."""
    before = signal.signal(signal.SIGTERM, handler)

    def killed(times, name):
        def act():
            tries = Path(folder, name)
            count = len(tries.read_text()) if tries.exists() else 0
            tries.write_text("x" * (count + 1))
            if count < times:
                os.kill(os.getpid(), signal.SIGTERM)

        return act

    verdicts = [*all_judged(killed(2, "a"), killed(2, "b"), killed(2, "c"))]
    signal.signal(signal.SIGTERM, before)
    assert ["keep"] * 3 == [verdict.decision for verdict in verdicts]


def test_no_document_is_judged_before_the_one_in_front_and_none_twice(folder):
    def note(word):
        return lambda: Path(folder, "log").open("a").write(word)

    list(all_judged(note("a"), first_time(folder, os.abort), note("b")))
    assert "ab" == Path(folder, "log").read_text()


def test_whoever_stops_reading_ends_the_copy(folder):
    def tell():
        Path(folder, "pid").write_text(str(os.getpid()))

    running = all_judged(tell, spin)
    next(running)
    running.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(Path(folder, "pid").read_text()), 0)


def test_none_is_none():
    assert [] == list(all_judged())
