"""rulekit/cli/curate.py: a corpus curated by a pipeline, on the command line."""

import hashlib
import json
import os
import random
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rulekit.core.document import MAX_BYTES
from rulekit.curate.ranks import lot

PIPELINE = """\
curate: planted
corpus: {committed: day}
steps:
  - admit: {max_bytes: 20 MB, types: [programming]}
  - exact: {prefer: [stars, committed]}
  - licence: {from: [column]}
  - near: {threshold: 0.7, prefer: [stars, committed]}
  - header
  - pii
  - rules
  - decontaminate: {against: [./items.jsonl]}
  - select: {name: algorithmic, any_of: [leetcode]}
  - functions: {name: snippets}
  - sample: {to: {go: 300 B}}
outputs:
  snippets:
    - admit: {min_bytes: 10}
    - exact: {prefer: []}
"""

RULES = {
    "rules/mine/loud.yaml": """\
title: Too loud
why: Because the test says so.
source: ours
signal: {pattern: '!', measure: count}
keep: {max: 2}
message: "{count} shouts, the first: {text}"
examples:
  keep: [{text: 'Hi!'}]
  drop: [{text: 'Hi!!!'}]
""",
    "rules/profiles/ours.yaml": "title: Ours\nsource: ours\nselect: [mine/]\n",
}

PROMPT = (
    "Return how many lanterns the harbour keeper must carry before winter "
    "when every second boat comes home without a captain"
)
ITEMS = json.dumps({"task_id": "lantern/1", "prompt": PROMPT}) + "\n"


def code(seed, lines=14, comment=""):
    """Lines of a program that has no words in common with that of another seed."""
    draw = random.Random(seed)
    words = ("".join(draw.choices("bcdfghklmnprstvw", k=7)) for _ in range(4 * lines))
    calls = zip(*[words] * 4, strict=True)
    return comment + "".join(f"{a} = {b}({c}, {d})\n" for a, b, c, d in calls)


def changed(text):
    """The same with another last line."""
    return "".join(text.splitlines(keepends=True)[:-1]) + "last = 1\n"


NOTICE = "# Copyright (c) 2019 Zoë Ålund\n# SPDX-License-Identifier: MIT\n"
MAIL = "zoe.alund@harbour-mail.org"
EDITED = f"#!/usr/bin/env python\n{NOTICE}\nwho = 'Zoë'\nask = '{MAIL}'\n{code('edited')}"
LOUD = f"{NOTICE}\nwho = 'Zoë'\nask = '{MAIL}'\nsay = 'é!!!'\n{code('loud')}"
LEAKY = f"{NOTICE}\n{code('leaky')}# {PROMPT}\nans = '{MAIL}'\n"
DOCUMENTED = '''\
def area(width, height):
    """The area of a rectangle."""
    return width * height
'''
GO = {f"go/{i}.go": f"package p{i}\n\nvar {code(f'go{i}', 1):.70}\n" for i in range(8)}

# Text, stars, day and licences of each row, and the step that ends it: None for those that stay.
ROWS = [
    ("few.py", code("stars"), 5, "2020-01-01", ["MIT"], "exact"),
    ("most.py", code("stars"), 9, "2019-01-01", ["MIT"], None),
    ("unstarred.py", code("stars"), None, "2021-01-01", ["MIT"], "exact"),
    ("early.py", code("days"), 3, "2020-01-01", None, "exact"),
    ("late.py", code("days"), 3, "2020-01-02", None, None),
    ("undated.py", code("null"), None, None, None, "exact"),
    ("dated.py", code("null"), None, "2001-01-01", None, None),
    ("lot/a.py", code("lot"), 1, "2020-01-01", None, "exact"),
    ("lot/b.py", code("lot"), 1, "2020-01-01", None, None),
    ("place.py", code("place"), 1, "2020-01-01", None, "exact"),
    ("near/worse.py", changed(code("near", 40)), 1, None, None, "near"),
    ("near/better.py", code("near", 40), 2, None, None, None),
    ("copyleft.py", code("gpl"), 1, None, ["MIT", "GPL-3.0-only"], "licence"),
    ("edited.py", EDITED, 1, None, ["MIT"], None),
    ("loud.py", LOUD, 1, None, ["MIT"], "rules"),
    ("leaky.py", LEAKY, 1, None, ["MIT"], "decontaminate"),
    ("kata.py", code("kata", comment="# LeetCode 1\n"), 1, None, None, None),
    ("one.py", DOCUMENTED + code("one"), 1, None, None, None),
    ("two.py", DOCUMENTED + code("two"), 1, None, None, None),
    ("notes.md", "Some words.\n", 1, None, None, "admit"),
    ("what", "no language\n", 1, None, None, "admit"),
    ("null.py", None, 1, None, None, ""),
    ("binary.py", "\0\1\2" * 99, 1, None, None, ""),
    ("huge.py", "x = 1\n" * (MAX_BYTES // 6 + 1), 1, None, None, ""),
    *((path, text, 1, None, None, "sample") for path, text in GO.items()),
]
HALF = 14  # rows of the first shard; the others are in the second


def record(path, text, stars, day, licences, _step):
    same = path.startswith("place")
    return {
        "n": {"deep": [stars, None]},
        "content": text,
        "path": path,
        "id": "same" if same else f"id of {path}",
        "stars": stars,
        "day": day,
        "licenses": licences,
    }


def command(*words, code=0, **more):
    """What a command says on standard output and on standard error."""
    ended = subprocess.run(
        [sys.executable, "-m", "rulekit", *words], capture_output=True, text=True, **more
    )
    assert code == ended.returncode, ended.stderr
    return ended


OURS = ("--rules", "rules", "--profile", "ours", "--isolated", "-j1")


@pytest.fixture(scope="module")
def curated(tmp_path_factory):
    """The folder of a corpus of two shards, its pipeline, and what a run has left in `out`."""
    folder = tmp_path_factory.mktemp("curated")
    records = [record(*row) for row in ROWS]
    lines = [json.dumps(one) for one in records[:HALF]]
    lines += ["{broken", json.dumps(record(*ROWS[9]))]
    files = RULES | {
        "planted.yaml": PIPELINE,
        "items.jsonl": ITEMS,
        "c/a.jsonl": "\n".join(lines) + "\n",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    pq.write_table(pa.Table.from_pylist(records[HALF:]), folder / "c/b.parquet", row_group_size=7)
    said = command("curate", "planted.yaml", "c", "--out", "out", *OURS, cwd=folder)
    (folder / "said").write_text(said.stdout)
    (folder / "warned").write_text(said.stderr)
    return folder
