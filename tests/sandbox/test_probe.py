"""rulekit/sandbox/probe.py: a sandbox is believed when nothing could get out of it."""

import pytest
from sandboxing import KINDS, sandbox_of

from rulekit.sandbox.choice import Trust, find_sandbox
from rulekit.sandbox.probe import weakness
from rulekit.sandbox.quota import Quota
from rulekit.sandbox.sandbox import Confinement, Sandbox


@pytest.mark.parametrize("kind", KINDS)
def test_one_that_holds_has_no_weakness(kind):
    assert "" == weakness(sandbox_of(kind))


def test_one_that_holds_nothing_has_all():
    told = weakness(find_sandbox("none", trust=Trust.FULL))
    for what in ("read", "written", "TCP", "UDP", "socket", "process", "signal"):
        assert what in told


def test_one_in_which_nothing_starts_says_why():
    told = weakness(Sandbox(Confinement.NONE, "", Quota(memory=4096)))
    assert "a program in it ended with -11" == told  # as the kernel ends what has no room to start
