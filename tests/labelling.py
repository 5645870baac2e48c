"""Labelled rows for a fit: short programs to keep, boilerplate to drop, made here."""

import json


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
