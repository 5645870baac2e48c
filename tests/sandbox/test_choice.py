"""rulekit/sandbox/choice.py: the first sandbox that holds, or a refusal in words."""

import pytest
from sandboxing import sandbox_of

from rulekit.errors import UsageError
from rulekit.sandbox.choice import Trust, find_sandbox
from rulekit.sandbox.quota import Quota


def test_bubblewrap_comes_first():
    assert str(sandbox_of("bubblewrap")) == str(sandbox_of("auto"))


def test_without_bubblewrap_it_is_landlock(monkeypatch):
    sandbox_of("landlock")
    monkeypatch.setenv("PATH", "/nowhere")
    assert "landlock" == find_sandbox().confinement


def test_where_none_holds_nothing_is_run_and_it_is_said_why(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    with pytest.raises(UsageError, match=r"no sandbox holds here \(bubblewrap: it is of Linux on"):
        find_sandbox()


def test_landlock_bounds_one_process_and_says_so():
    with pytest.raises(UsageError, match="it bounds one process, and more are asked for"):
        find_sandbox("landlock", Quota(processes=2))


def test_unconfined_nothing_runs_without_the_words():
    with pytest.raises(UsageError, match="unconfined unless you say that you trust it"):
        find_sandbox("none")


def test_with_the_words_it_does():
    assert "none" == str(find_sandbox("none", trust=Trust.FULL))


def test_a_word_that_is_no_sandbox_is_told_with_the_nearest():
    with pytest.raises(UsageError, match="no sandbox `landlok`, did you mean `landlock`"):
        find_sandbox("landlok")
