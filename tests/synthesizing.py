"""Recipes, corpora and answers for tests of synthesis: small, and with several ways to fail."""

import json

RECIPE = """\
synthesize: mine
seeds: {most: 4}
specification: spec.yaml
draw: 1
ask:
  prompt: prompt.md
  reply: {schema: task.json}
endpoints:
  - {model: small}
  - {model: large, n: 2}
sample:
  instruction: "{problem}"
  response: "{solution}"
  path: solution.py
  tests: "{tests}"
  names: "{entry_point}"
tries: 2
execute: {cpu: 2, repeats: 4}
aspects: marks.yaml
judge: [code.yaml, whole.yaml]
"""
SPECIFICATION = "dimensions:\n  level: [easy, hard]\n  sort: [write, mend, explain]\n"
PROMPT = "Make up a task that is {level}, to {sort} something, in {lang}.\n\n{text}\n"
TEXT = {"type": "string", "minLength": 1}
SCHEMA = {
    "type": "object",
    "properties": {
        "problem": TEXT,
        "solution": TEXT,
        "tests": TEXT,
        "entry_point": {"type": "array", "items": TEXT},
    },
    "required": ["problem", "solution", "tests", "entry_point"],
    "additionalProperties": False,
}
MARKS = """\
ask: marks
prompt: marks.md
reply: {schema: marks.json}
model: judge
"""
MARKED = {
    "type": "object",
    "properties": {"reason": TEXT, "worth": {"type": "integer", "minimum": 0, "maximum": 9}},
    "required": ["reason", "worth"],
    "additionalProperties": False,
}
CODE = """\
curate: code
corpus: {content: response, path: path}
steps:
  - exact: {prefer: [corpus]}
  - near: {threshold: 0.7, prefer: [corpus]}
  - score:
      signal: reply(marks:worth)
      buckets: {edges: [4], keep: [0, 100 %]}
"""
WHOLE = """\
curate: whole
corpus: {content: text, path: text_path}
steps:
  - decontaminate: {against: [./benchmark.jsonl]}
"""
BENCHMARK = {
    "task_id": "shelf/1",
    "prompt": "Given the heights of books on a shelf, tell how many can be seen from the left end.",
    "solution": "def seen_from_left(heights):\n    return len(set(heights))\n",
    "entry_point": "seen_from_left",
}
FILES = {
    "recipe/mine.yaml": RECIPE,
    "recipe/spec.yaml": SPECIFICATION,
    "recipe/prompt.md": PROMPT,
    "recipe/task.json": json.dumps(SCHEMA),
    "recipe/marks.yaml": MARKS,
    "recipe/marks.md": "How good is it? The task: {instruction}\n\n{text}\n",
    "recipe/marks.json": json.dumps(MARKED),
    "recipe/code.yaml": CODE,
    "recipe/whole.yaml": WHOLE,
    "recipe/benchmark.jsonl": json.dumps(BENCHMARK) + "\n",
}


def seed(name, more="", **columns):
    text = f'def {name}(x):\n    """Tell {name} of x."""\n    return x + len("{name}"){more}\n'
    return {"content": text, "path": f"src/{name}.py", **columns}


SEEDS = [seed(name) for name in ("first", "second", "third", "fourth", "fifth", "sixth")]


def lines(records):
    return "".join(json.dumps(one) + "\n" for one in records)


def answer(kind="good", worth=7):
    """A task that hangs on `{n}`, which the stub fills, and its marks."""
    body = {
        "wrong": "    return x + {n} + 1\n",
        "flaky": "    import random\n    return x + {n} + random.choice([0, 1])\n",
    }.get(kind, "    return x + {n}\n")
    tests = "assert callable(plus{n})\n" if kind == "vacuous" else "assert plus{n}(1) == 1 + {n}\n"
    return {
        "problem": "Write plus{n}(x), which adds {n}.",
        "solution": f'def plus{{n}}(x):\n    """Add {{n}}."""\n{body}',
        "tests": tests,
        "entry_point": ["plus{n}"],
        "worth": worth,
        "reason": f"it is {kind}",
    }


GOOD = [answer()]
MIXED = [answer(), answer("wrong"), answer("vacuous"), answer(worth=2), answer("wrong")]
