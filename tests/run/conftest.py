"""A working directory that nothing outside of the test can change, and trees of files in it."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def too_deep(folder):
    """A folder whose path is too long to be opened: unreadable, even for root."""
    name = "d" * 250
    top = os.open(folder, os.O_RDONLY)
    depth = os.pathconf(folder, "PC_PATH_MAX") // len(name) + 1
    here = top
    for _ in range(depth):
        os.mkdir(name, dir_fd=here)
        inner = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    return Path(folder)


HOSTILE = '''
import os
import sys
import time
from pathlib import Path

import rulekit


def size(document):
    """The size of the text; what a word of the text says happens first."""
    text = document.text
    if "please-exit" in text:
        os._exit(3)
    if "please-leave" in text:
        sys.exit(0)
    if "please-abort" in text:
        os.abort()
    if "please-kill" in text:
        os.kill(os.getpid(), 9)
    if "please-loop" in text:
        Path(os.environ["LOOPING"], f"loops-{os.getpid()}").touch()
        while True:
            pass
    if "please-allocate" in text:
        bytearray(1 << 50)
    if "please-print" in text:
        print("printed")
        os.write(1, b"written\\n{}\\n")
    if "please-raise" in text:
        raise ValueError("as asked")
    return len(text)


@rulekit.hookimpl
def rulekit_packs():
    signal = rulekit.Signal("hostile.size", "characters", "size of the text", size)
    return [rulekit.Pack("hostile", Path(__file__).parent / "rules", signals=(signal,))]
'''

SIZE_RULE = """
title: Large
why: Small is beautiful.
source: ours
signal: hostile.size
keep: {max: 100}
examples:
  keep: [{text: short}]
  drop: [{text: "0123456789", repeat: 11}]
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A folder for PYTHONPATH with a distribution of somebody else, whose signal misbehaves."""
    folder = tmp_path_factory.mktemp("hostile")
    files = {
        "hostile_plugin.py": HOSTILE,
        "rules/hostile/large.yaml": SIZE_RULE,
        "hostile-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: hostile\nVersion: 1.0\n",
        "hostile-1.0.dist-info/entry_points.txt": "[rulekit]\nhostile = hostile_plugin\n",
    }
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder
