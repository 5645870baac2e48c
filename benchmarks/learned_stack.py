"""What a model of the texts knows beside the score of `default`, by language.

    python tests/precision/fetch.py FOLDER
    python benchmarks/learned_stack.py FOLDER [--unit bpe]

Prints a table in Markdown: the area under the ROC, and F1 of dropping what scores under 0.5, of the
score alone, of the model alone, and of both. Nothing is scored by what has seen its repository: the
scorecard is fitted ten times, the model five times, and so is the line through both.
"""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).parents[1] / "tests" / "precision"))
from labels import SETS, labelled

import rulekit
from rulekit.fitting.bands import auc
from rulekit.fitting.fold import dealt
from rulekit.fitting.labels import WEIGHTS, Labelled
from rulekit.fitting.model import FOLDS, fit_model
from rulekit.fitting.scorecard import fit_scorecard, read
from rulekit.fitting.written import limits_in_force
from rulekit.learned.model import Shape

SHAPES = {"bytes": Shape(), "bpe": Shape("bpe", (1, 2))}
STEPS = 30  # of Newton
FEW = 60  # files of a language that has a line of its own
EDGE = 1e-4  # of a chance, whose log-odds are finite


def rows_of(folder: Path) -> tuple[list[Labelled], dict[str, list[int]]]:
    """The labelled files that are there, and which of them are of each set and language."""
    rows: list[Labelled] = []
    parts: dict[str, list[int]] = {"**all**": []}
    for name in SETS:
        for one in labelled(name):
            if (data := one.fetched(folder)) is None:
                sys.exit(f"{one.repo}/{one.path} is not there: python tests/precision/fetch.py")
            for part in ("**all**", name, one.group):
                parts.setdefault(part, []).append(len(rows))
            text, weight = data.decode("utf-8", "replace"), WEIGHTS[one.confidence]
            rows.append(Labelled(text, one.path, not one.drop, weight, one.repo))
    named = [*parts]
    many = [one for one in named if len(parts[one]) >= FEW]
    order = ["**all**", *SETS, *sorted({*many} - {"**all**", *SETS})]
    return rows, {name: parts[name] for name in order}


def stacked(odds: Sequence[np.ndarray], rows: Sequence[Labelled]) -> np.ndarray:
    """Log-odds by a logistic regression on some others, of other repositories."""
    keep = np.array([one.keep for one in rows])
    folds = np.array(dealt([one.group for one in rows], keep.tolist(), FOLDS))
    table = np.stack([*odds, np.ones(len(rows))], axis=1)
    found = np.zeros(len(rows))
    for fold in range(FOLDS):
        inside, weights = folds != fold, np.zeros(table.shape[1])
        for _ in range(STEPS):
            chance = 1 / (1 + np.exp(-table[inside] @ weights))
            curve = (table[inside].T * (chance * (1 - chance))) @ table[inside]
            slope = table[inside].T @ (chance - keep[inside])
            weights -= np.linalg.solve(curve + 1e-6 * np.eye(len(weights)), slope)
        found[~inside] = table[~inside] @ weights
    return found


def f1(low: np.ndarray, keep: np.ndarray) -> float:
    """F1 of dropping what scores low."""
    return float(2 * (low & ~keep).sum() / (low.sum() + (~keep).sum()))


def main(folder: Path, unit: str) -> None:
    """Print the table, and the hash of the model."""
    rows, parts = rows_of(folder)
    model = fit_model(rows, SHAPES[unit])
    chances = np.clip(np.array(model.unseen), EDGE, 1 - EDGE)
    engine = rulekit.load(used_signals=True)
    card = fit_scorecard(rows, read(engine, rows), limits_in_force(engine.plan))
    both = [np.array(card.unseen), np.log(chances / (1 - chances))]
    odds = [*both, stacked(both, rows)]
    keep = np.array([one.keep for one in rows])
    print("| | files | to drop | score: AUC | F1 | model: AUC | F1 | both: AUC | F1 |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, some in parts.items():
        known = keep[some]
        figures = [
            f"{auc(one[some].tolist(), known.tolist()):.3f} | {f1(one[some] < 0, known):.3f}"
            for one in odds
        ]
        print(f"| {name} | {len(some)} | {(~known).sum()} | {' | '.join(figures)} |")
    print(f"\nmodel of {unit}: {hashlib.sha256(model.model.weights).hexdigest()[:16]}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--unit", choices=[*SHAPES], default="bytes")
    main(**vars(parser.parse_args()))
