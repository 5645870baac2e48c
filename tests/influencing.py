"""A small influence: samples of two made-up languages, and a model that numpy alone can train.

The model tells a byte by the one before it, and all its numbers are trained: enough to have every
step of `rulekit influence` done in a moment, with gradients that are right.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from rulekit.corpus.readers import readers_of
from rulekit.errors import UsageError
from rulekit.influence.adam import AdamState
from rulekit.influence.influence_run import InfluenceRun
from rulekit.influence.recipe import read_influence_recipe
from rulekit.influence.source import SampleGradient
from rulekit.loader import build_engine
from rulekit.plan.options import PlanOptions

LETTERS = 32
RATE, STEPS = 0.05, 20
FILE = """
influence: good-samples
samples: [samples.jsonl]
strong: strong.jsonl
model: {base: tiny}
training: {rank: 1}
projection: {size: 256}
top: 10
"""


def gradient_of(weights, text):
    """Mean loss of bytes that are told by the one before, and its gradient."""
    letters = np.frombuffer(f"\n{text}\n".encode(), np.uint8) % LETTERS
    before, told = letters[:-1], letters[1:]
    raw = np.exp(weights[before] - weights[before].max(axis=1, keepdims=True))
    chances = raw / raw.sum(axis=1, keepdims=True)
    rows = np.arange(len(told))
    loss = -np.log(chances[rows, told]).mean()
    chances[rows, told] -= 1
    gradient = np.zeros_like(weights)
    np.add.at(gradient, before, chances / len(told))
    return float(loss), len(told), gradient.reshape(-1).astype(np.float32)


@dataclass
class TinyReference:
    """Trains by Adam, a sample a step; tells how often it was trained and loaded."""

    made: int = 0
    loaded: int = 0

    def prepare(self):
        pass

    def make(self, strong, folder):
        self.made += 1
        weights, adam = np.zeros((LETTERS, LETTERS)), AdamState(np.float32(0), np.float32(0), 0)
        for step in range(STEPS):
            gradient = gradient_of(weights, strong[step % len(strong)].response)[2]
            weights -= RATE * adam.direction(gradient, "shared").reshape(weights.shape)
            first = 0.9 * adam.first + np.float32(0.1) * gradient
            second = 0.999 * adam.second + np.float32(0.001) * gradient**2
            adam = AdamState(first, second, step + 1)
        for name, array in (("w", weights), ("m", adam.first), ("v", adam.second)):
            np.save(folder / f"{name}.npy", array)

    def load(self, folder):
        self.loaded += 1
        weights, first, second = (np.load(folder / f"{name}.npy") for name in "wmv")
        return TinyGradients(weights, AdamState(first, second, STEPS))


@dataclass
class TinyGradients:
    weights: np.ndarray
    adam: AdamState

    def of(self, sample):
        if "too long" in sample.response:
            raise UsageError("it has too many tokens")
        return SampleGradient(*gradient_of(self.weights, sample.response))


def line(number, kind, **more):
    """A sample of a language: in `abc`, b follows a and c follows b."""
    words = [kind if (number * 7 + i * 3) % 5 else "zq" for i in range(6 + number % 4)]
    return {
        "instruction": f"say {number}",
        "response": " ".join(words),
        "id": f"{kind}{number}",
    } | more


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def write_small(folder, samples=40, strong=16, text=FILE):
    """Candidates of two languages, strong samples of one, and the file."""
    rows = [line(i, "abc" if i % 2 else "uvw") for i in range(samples)]
    (folder / "samples.jsonl").write_text(lines(rows))
    (folder / "strong.jsonl").write_text(lines(line(i, "abc") for i in range(100, 100 + strong)))
    (folder / "good.yaml").write_text(text)


@cache
def engine():
    return build_engine(PlanOptions())


def run_of(folder, out="out", model=None, tell=lambda _: None, **more):
    recipe = read_influence_recipe(str(folder / "good.yaml"))
    readers = readers_of(engine(), out=str(folder / out))
    found = (recipe.samples(key, readers, str(folder / out)) for key in ("samples", "strong"))
    return InfluenceRun(recipe, *found, model or TinyReference(), folder / out, tell, **more)


def everything(folder):
    """The bytes of all files below a folder."""
    paths = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
