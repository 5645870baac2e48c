"""Answers for the stub of a model: tasks with solutions and tests, some of which are no good."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

SHIFT = """\
shifted = [number + {n} for number in numbers]
return [one for one in shifted if one >= 0]"""
CHUNK = """\
size = {n} + 1
return [items[start : start + size] for start in range(0, len(items), size)]"""
ROTATE = """\
if not items:
    return []
steps = {n} % len(items)
return items[steps:] + items[:steps]"""
TALLY = """\
least, counts = {n} % 7, {}
for word in words.split():
    if len(word) > least:
        counts[word] = counts.get(word, 0) + 1
return counts"""
DIGITS = """\
base, found = {n} % 8 + 2, []
while number:
    number, digit = divmod(number, base)
    found.append(digit)
return found[::-1] or [0]"""
CLIP = """\
low, high = -{n}, {n}
return [max(low, min(high, number)) for number in numbers]"""
GAPS = """\
pairs = zip(numbers, numbers[1:])
return [place for place, (one, other) in enumerate(pairs) if abs(one - other) > {n}]"""
SCALE = "return [number * {n} for number in numbers]"
# A verb, the argument, what the function does, its body, an argument, and what comes of it.
FAMILIES = (
    ("scale", "numbers", "multiplies each number of a list by {n}", SCALE, "[1]", "[{n}]"),
    ("shift", "numbers", "adds {n}, leaves out those below 0", SHIFT, "[1, -2e3]", "[1 + {n}]"),
    ("chunk", "items", "cuts a list into parts of {n} + 1", CHUNK, "[5]", "[[5][: {n} + 1]]"),
    ("rotate", "items", "moves {n} items to the end", ROTATE, "[0] * {n} + [1]", "[1] + [0] * {n}"),
    ("tally", "words", "counts those over {n} % 7 letters", TALLY, "'abcdefgh'", "{'abcdefgh': 1}"),
    ("digits", "number", "counts in base {n} % 8 + 2", DIGITS, "({n} % 8 + 2) ** 2", "[1, 0, 0]"),
    ("clip", "numbers", "keeps numbers from -{n} to {n}", CLIP, "[5000, -5000]", "[{n}, -{n}]"),
    ("gaps", "numbers", "finds neighbours over {n} apart", GAPS, "[0, 5000, 5000]", "[0]"),
)  # fmt: skip
SPOILT = ("wrong", "vacuous", "flaky", "endless", "silent")
ASPECTS = (
    "consistency", "relevance", "difficulty", "code_exists", "correctness", "standard", "clarity",
    "comments", "easy_to_learn", "composite",
)  # fmt: skip


def answers(good: int) -> Iterator[Mapping[str, Any]]:
    """Answers of which `good` of ten are good, each with marks of its own."""
    for number, family in enumerate(FAMILIES):
        for turn in range(10):
            kind = "good" if turn < good else SPOILT[(turn + number) % len(SPOILT)]
            marks = dict.fromkeys(ASPECTS, 3 + (turn + number) % 6)
            yield {**_task(family, kind), **marks, "reason": f"a {kind} one of {family[0]}"}


def _task(family: tuple[str, ...], kind: str) -> dict[str, Any]:
    verb, argument, does, body, given, expected = family
    name = f"{verb}_{{n}}"
    problem = (
        f"Write a function `{name}({argument})` that {does}. What it is given stays as it is. "
        f"Example: `{name}({given})` returns `{expected}`."
    )
    if kind == "wrong":
        body = body.replace("{n}", "({n} + 1)")
    elif kind == "flaky":
        body = f"import random\nif random.random() < 0.5:\n    return None\n{body}"
    elif kind == "endless":
        body = f"while True:\n    pass\n{body}"
    solution = f'def {name}({argument}):\n    """It {does}."""\n{textwrap.indent(body, "    ")}\n'
    tests = f"def test_the_example():\n    assert {name}({given}) == {expected}\n"
    if kind == "vacuous":
        tests = f"def test_it_is_there():\n    assert callable({name})\n"
    elif kind == "silent":
        tests = f"def test_it_runs():\n    {name}({given})\n"
    told = {"idea": f"A function that {does}.", "problem": problem, "solution": solution}
    return told | {"tests": tests, "entry_point": [name]}
