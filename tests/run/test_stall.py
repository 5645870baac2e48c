"""rulekit/run/stall.py: a process that does nothing."""

import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from rulekit.run.stall import Stall

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell")


@contextmanager
def process(code):
    child = subprocess.Popen([sys.executable, "-c", code])
    try:
        yield child.pid
    finally:
        child.kill()
        child.wait()


def is_over(code, *, judging, word=False):
    """Whether a process is taken for one that does nothing within a second or so."""
    with process(code) as pid:
        time.sleep(0.5)
        stall, end = Stall(0.5), time.monotonic() + 1.2
        while time.monotonic() < end:
            if word:
                stall.word()
            if stall.over(pid, judging=judging):
                return True
            time.sleep(0.05)
        return False


SPIN, WAIT = "while True: pass", "import time; time.sleep(9)"
READ = "while True: open('/proc/self/stat').read()"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "judging", "over"),
    [(WAIT, True, True), (SPIN, True, False), (SPIN, False, True), (READ, False, False)],
)
def test_time_counts_while_it_judges_and_bytes_always(code, judging, over):
    assert over == is_over(code, judging=judging)


@pytest.mark.slow
def test_a_word_from_it_counts():
    assert not is_over(WAIT, judging=False, word=True)
