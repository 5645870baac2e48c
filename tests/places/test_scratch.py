"""rulekit/places/scratch.py: a folder for what is on its way."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rulekit.places import scratch


def test_a_process_has_one_folder_and_leaves_none(folder, monkeypatch):
    program = "from rulekit.places.scratch import scratch; print(scratch(), scratch().is_dir())"
    said = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert (str(folder), "True") == (str(Path(said[0]).parent), said[1])
    assert [] == list(folder.iterdir())


def test_folders_of_processes_that_died_are_taken_away(folder, monkeypatch):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left, alive = (folder / f"rulekit-scratch-{one}-x" for one in (gone.pid, os.getppid()))
    left.mkdir()
    alive.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    scratch._made.cache_clear()
    scratch.scratch()
    scratch._made.cache_clear()
    assert (False, True) == (left.exists(), alive.exists())
