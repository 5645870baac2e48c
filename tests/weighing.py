"""Files of experiments for tests: planted weights, drawn by a hash."""

import hashlib

SIZE = """\
title: Short files, with comments
source: made up
terms:
  - {signal: text.lines, weight: -0.5, mean: 4}
  - {signal: {capture: comment, measure: line_fraction}, weight: 3}
"""
SMALL = """\
title: A long file
why: To see weights at work.
source: made up
signal: weighted(size)
keep: {min: -1}
examples:
  keep: [{text: "a = 1\\n", path: a.py, reads: 1.5}]
  drop: [{text: "a\\n", repeat: 7, path: a.py, reads: -1.5}]
"""
FILES = {"own/weights/size.yaml": SIZE, "own/mine/small.yaml": SMALL}


def unit(*words):
    """A number from 0 to 1, by a hash of the words."""
    digest = hashlib.sha256(repr(words).encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def planted(count, noise=0.1, weights=(2.0, -1.0, 0.5)):
    """Means of aspects, and results that these weights and some noise make of them."""
    rows = [[9 * unit(k, i) for i in range(len(weights))] for k in range(count)]
    results = [
        40 + sum(w * x for w, x in zip(weights, row, strict=True)) + noise * (unit(k, "y") - 0.5)
        for k, row in enumerate(rows)
    ]
    return rows, results


def experiments_yaml(rows, results, names=("reply(a)", "reply(b)", "reply(c)"), more=""):
    """A file of experiments whose means are written down."""
    lines = ["title: Results by training set", "source: made up", f"aspects: [{', '.join(names)}]"]
    lines += [*([more] if more else []), "experiments:"]
    for k, (row, result) in enumerate(zip(rows, results, strict=True)):
        means = ", ".join(f"{name}: {value:.4f}" for name, value in zip(names, row, strict=True))
        lines.append(f"  - {{name: set{k:02}, means: {{{means}}}, result: {result:.4f}}}")
    return "\n".join([*lines, ""])
