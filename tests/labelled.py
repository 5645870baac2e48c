"""Labelled rows for a fit, made here: short programs, boilerplate; files to label, and labels."""

import hashlib
import json

from rulekit.core.verdict import Verdict
from rulekit.labelling.label import ReaderLabel
from rulekit.labelling.queue import QueuedFile


def program(i):
    """A short program: a loop, branches and a sum, of a length of its own."""
    branches = [
        f"        if value > {i + k}:\n            found += value * {k + 1}\n"
        for k in range(i % 4 + 2)
    ]
    head = f"def total_{i}(values):\n    found = 0\n    for value in values:\n"
    return f"{head}{''.join(branches)}    return found\n"


def boilerplate(i):
    """Names that are set to others, line after line."""
    names = "".join(f"NAME_{i}_{k} = OTHER_{k}\n" for k in range(i % 5 + 6))
    return f"import module_{i}\n\n{names}"


def labelled_rows(count=60):
    """As many rows of each kind, two of each from one repository."""
    rows = []
    for i in range(count):
        repo = f"owner/project-{i // 2}"
        rows.append({"content": program(i), "path": f"p{i}.py", "label": "keep", "repo": repo})
        rows.append({"content": boilerplate(i), "path": f"b{i}.py", "label": "drop", "repo": repo})
    return rows


def as_jsonl(rows):
    """Rows as JSONL."""
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def queued(path, text="a = 1\n", decision="keep", repo=None):
    """A file of an audit with its text."""
    sha256 = hashlib.sha256(f"{path}:{text}".encode()).hexdigest()
    stands = {"shard": "s", "row": 0, "repo": repo, "language": "python"}
    verdict = Verdict(path, decision, "said", sha256=sha256, size=len(text), **stands)
    return QueuedFile(verdict, text)


def label(path="a.py", word="keep", reader="anna", **more):
    """A label of a file that is known by its path."""
    sha256 = hashlib.sha256(path.encode()).hexdigest()
    return ReaderLabel(**{"sha256": sha256, "path": path, "label": word, "reader": reader, **more})
