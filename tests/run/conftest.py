"""Corpora to judge, and a pack that misbehaves."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from filtering import ALL, ROWS, finished, text
from mirroring import hashes

HOSTILE = '''
import builtins
import os
import subprocess
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
    if "please-sleep" in text:
        time.sleep(2.5)
    if "please-chdir" in text:
        os.chdir("/")
    if "please-fork" in text:
        os.fork()
    if "please-close" in text:
        os.closerange(0, 64)
    if "please-closer" in text:
        os.closerange(3, 200)
    if "please-stdin" in text:
        sys.stdin.read()
    if "please-base" in text:
        raise GeneratorExit
    if "please-builtin" in text:
        builtins.abs = lambda _: 0
    if "please-spawn" in text:
        child = subprocess.Popen(["sleep", "60"])
        Path(os.environ["LOOPING"], "child").write_text(str(child.pid))
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
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return folder


@pytest.fixture
def corpus(folder):
    """Two shards of the same rows, one of each format, some of them bad."""
    rows = [{"content": text(i), "path": f"{i}.py", "id": str(i), "stars": i} for i in range(ROWS)]
    rows[5]["content"] = None
    Path("data").mkdir()
    lines = [json.dumps(row) for row in rows]
    Path("data/b.jsonl").write_text("\n".join(lines) + "\n{broken\n")
    pq.write_table(pa.Table.from_pylist(rows), "data/a.parquet", row_group_size=12)
    return "data"


@pytest.fixture
def whole(corpus):
    finished(corpus, "whole", **ALL)
    return hashes("whole")
