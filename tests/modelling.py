"""Small models for tests: the words that speak for and against are said."""

from rulekit.learned.model import Model, Shape
from rulekit.learned.model_file import written_model

SHAPE = Shape(orders=(2, 3, 4, 5), bits=16)


def model_of(good=b"return value", bad=b"lorem ipsum", weight=100):
    """A model in which the n-grams of one text speak for, and those of the other against."""
    import numpy as np

    weights = np.zeros(1 << SHAPE.bits, np.int8)
    weights[SHAPE.present(good)] = weight
    weights[SHAPE.present(bad)] = -weight
    return Model(SHAPE, weights.tobytes(), 0.02, 0.0, {"title": "a model of tests"})


RULE = """\
title: Looks like what readers drop
why: A model of our labels says so.
source: ours
signal: learned(worth)
keep: {min: 0.4}
examples:
  keep:
    - text: "return value\\n"
  drop:
    - text: "lorem ipsum\\n"
"""
FILES = {"own/models/worth.model": written_model(model_of()), "own/mine/unworthy.yaml": RULE}
