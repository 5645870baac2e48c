"""rulekit/run/whereabouts.py: what one process says, and another reads when that is dead."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from rulekit.errors import RulekitError
from rulekit.run.whereabouts import NO_ROW, Whereabouts

SAY_AND_DIE = """
import os, signal, sys
from rulekit.run.whereabouts import Whereabouts
Whereabouts(sys.argv[1]).tell(70_000, "judge")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def whereabouts():
    made = Whereabouts()
    yield made
    made.close()


@pytest.mark.parametrize("row", [NO_ROW, 0, 1, 2**40])
@pytest.mark.parametrize("doing", ["read", "judge", "write"])
def test_what_is_told_is_read_by_another(whereabouts, row, doing):
    other = Whereabouts(whereabouts.path)
    other.tell(row, doing)
    assert (row, doing) == whereabouts.at()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no SIGKILL")
def test_a_process_that_is_killed_has_said_where(whereabouts):
    subprocess.run([sys.executable, "-c", SAY_AND_DIE, whereabouts.path], check=False)
    assert (70_000, "judge") == whereabouts.at()


def test_where_no_file_can_be_made_it_is_said_what_to_do(monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/no/such/folder")
    with pytest.raises(RulekitError) as told:
        Whereabouts()
    (problem,) = told.value.problems
    assert "no temporary file can be made: No such file or directory" == problem.message
    assert "TMPDIR" in problem.remedy


def test_its_file_goes_as_soon_as_both_have_it(whereabouts):
    other = Whereabouts(whereabouts.path)
    whereabouts.forget()
    assert not Path(whereabouts.path).exists()
    other.tell(3, "read")
    assert (3, "read") == whereabouts.at()
