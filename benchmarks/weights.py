"""How well weights from K experiments rank documents, beside equal weights: docs/weights.md.

    python benchmarks/weights.py

Ten aspects, marks from 0 to 9; the tenth is nearly the mean of the others. Weights are planted, a
data set has the means of its aspects, its result is what the weights make of them, and noise of a
share of the spread of all results. The documents lie three times as far apart as the data sets.
"Ranks" is the rank correlation of the score with the true one, over documents; "said" is how often
weights are said to beat equal ones, by their error on results left out, and "right" how often they
then do. With `--uneven`, some aspects differ ten times as much between data sets as others. With
`--plain`, the penalty has seen the experiment that is left out. With `--scale`, aspects count in
their spread between data sets.
"""

import argparse

import numpy as np

from rulekit.fitting.leaning import rank_correlation
from rulekit.fitting.ridge import Ridge, root_mean_square
from rulekit.fitting.weighing import spreads, unseen_error

TURNS = 30
UNEVEN = np.array([0.1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0])
EVEN = np.full(9, 0.5)


def aspects(draw, count, spread):
    nine = draw.normal(5, 1, (count, 9)) * spread
    return np.column_stack([nine, nine.mean(axis=1) + draw.normal(0, 0.05 * spread.mean(), count)])


def turn(number, count, noise, options):
    draw = np.random.Generator(np.random.Philox(key=number))
    true = draw.normal(0.9, 0.8, 10)
    rows = aspects(draw, count, UNEVEN if options.uneven else EVEN)
    documents = aspects(draw, 1_000, np.full(9, 1.5))
    results = rows @ true
    results += noise * results.std() * draw.normal(size=count)
    units = spreads(rows) if options.scale else np.ones(10)
    rows = rows / units
    ridge = Ridge(rows, results)
    weights = ridge.weights(ridge.best_penalty) / units
    error = unseen_error(rows, results)
    if options.plain:
        error = root_mean_square(ridge.unseen(ridge.best_penalty))
    equal = unseen_error(rows.sum(axis=1, keepdims=True), results, penalty=0.0)
    truth = documents @ true
    ranks = rank_correlation(truth, documents @ weights)
    return ranks, rank_correlation(truth, documents.sum(axis=1)), error < equal


def main():
    parser = argparse.ArgumentParser()
    for name in ("uneven", "plain", "scale"):
        parser.add_argument(f"--{name}", action="store_true")
    options = parser.parse_args()
    print(" K  noise  ranks (worst)   equal  better  said  right")
    for count in (8, 12, 20, 40):
        for noise in (0.1, 0.5):
            found = np.array([turn(number, count, noise, options) for number in range(TURNS)])
            ranks, equal, said = found[:, 0], found[:, 1], found[:, 2] == 1
            better = ranks > equal
            right = f"{better[said].mean():5.0%}" if said.any() else "    -"
            told = f"{ranks.mean():.2f} ({ranks.min():5.2f})  {equal.mean():6.2f}"
            print(
                f"{count:2}  {noise:5}   {told}  {better.mean():6.0%} {said.mean():5.0%}  {right}"
            )


if __name__ == "__main__":
    main()
