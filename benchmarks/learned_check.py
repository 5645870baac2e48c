"""How far a model is what docs/learned.md promises: ranking, evidence, speed, hashes.

    python benchmarks/learned_check.py LABELS.jsonl [--unit bpe] [--layout four] [--hashes]

LABELS is what `rulekit train` takes, with texts: pages of benchmarks/pages.py, say. Prints the
area under the ROC, all folds together and one by one; at the limit for a precision of 95%, the
share of each group over it; for how many of the texts that score low words are shown, and how often
these add up to the other side than the score; texts a second. `--layout four` deals groups into
four folds, in the order of their names, as the first trial did. `--hashes` prints the hashes of the
model and of its scores alone, to be compared between machines.
"""

import argparse
import hashlib
import platform
import time

import numpy as np

import rulekit.fitting.model as fitting
from rulekit.fitting.bands import auc
from rulekit.fitting.fold import dealt
from rulekit.fitting.labels import Labelled, read_labels
from rulekit.fitting.threshold import keep_from
from rulekit.learned.model import Model, Shape
from rulekit.learned.model_file import parse_model, written_model
from rulekit.learned.spoken import spoken

SHAPES = {"bytes": Shape(), "bpe": Shape("bpe", (1, 2))}
PRECISION, FEWEST = 0.95, 20
PAGE = 5_000  # bytes of a text whose speed is measured


def in_four(groups: list[str], keep: list[bool], _folds: int) -> list[int]:
    """Four folds: groups to keep by name, and those to drop by name."""
    place = {}
    for side in (True, False):
        names = sorted({group for group, kept in zip(groups, keep, strict=True) if kept is side})
        place |= {name: i % 4 for i, name in enumerate(names)}
    return [place[group] for group in groups]


def ranking(rows: list[Labelled], unseen: tuple[float, ...], folds: list[int]) -> None:
    """Areas, and what lies over the limit."""
    keep = [one.keep for one in rows]
    areas = []
    for fold in sorted({*folds}):
        some = [row for row, one in enumerate(folds) if one == fold]
        areas.append(auc([unseen[row] for row in some], [keep[row] for row in some]))
    shown = " ".join(f"{one:.3f}" for one in areas)
    print(f"area under the ROC {auc(unseen, keep):.3f}, worst fold {min(areas):.3f}: {shown}")
    found = keep_from(unseen, keep, PRECISION)
    print(f"for a precision of {PRECISION:.0%}: {found}")
    groups = {one.group: one.keep for one in rows}
    if found is None or len(groups) > FEWEST:
        return
    for kept, name in sorted((kept, name) for name, kept in groups.items()):
        some = [unseen[row] for row, one in enumerate(rows) if one.group == name]
        share = sum(one >= found.limit for one in some) / len(some)
        print(f"  {'keep' if kept else 'drop'}  {name:24} {share:6.1%} over it")


def evidence(model: Model, texts: list[bytes]) -> None:
    """Texts that score low, those with words to show, and those whose words say otherwise."""
    low = shown = wrong = 0
    for data in texts:
        present = model.shape.present(data)
        total = int(model.by_bucket[present].sum(dtype="int64"))
        if not len(present) or model.score(data) >= 0.5:
            continue
        words = spoken(model, data)
        low, shown = low + 1, shown + bool(words)
        wrong += bool(words) and np.sign(sum(one.points for one in words)) != np.sign(total)
    print(f"{low} texts score below 0.5: {shown} have words to show; of {wrong} the words add up")
    print("  to the other side than all weights do")


def speed(written: bytes, texts: list[bytes]) -> None:
    """Texts a second on one core: by a model that has just been read, and again."""
    model = parse_model(written, "a model")
    pages = [one[:PAGE].ljust(PAGE, b" ") for one in texts[:500]]
    for word in ("at first", "again"):
        begun = time.process_time()
        for one in pages:
            model.score(one)
        rate = len(pages) / (time.process_time() - begun)
        print(f"{rate:,.0f} texts of {PAGE:,} bytes a second, {word}")


def main(labels: str, unit: str, layout: str, *, hashes: bool) -> None:
    """Train, and print what is asked."""
    deal = in_four if layout == "four" else dealt
    fitting.dealt = deal
    rows = read_labels(labels)
    begun = time.process_time()
    found = fitting.fit_model(rows, SHAPES[unit])
    taken = time.process_time() - begun
    written = written_model(found.model)
    sums = [hashlib.sha256(one).hexdigest()[:16] for one in (written, repr(found.unseen).encode())]
    print(f"Python {platform.python_version()}, numpy {np.__version__}: model {sums[0]}, ", end="")
    print(f"scores {sums[1]}")
    if hashes:
        return
    print(f"{len(rows)} texts learnt from in {taken:.0f} s; a file of {len(written) / 1e3:.0f} kB")
    folds = deal([one.group for one in rows], [one.keep for one in rows], fitting.FOLDS)
    ranking(rows, found.unseen, folds)
    texts = [one.text.encode("utf-8", "replace") for one in rows]
    evidence(found.model, texts)
    speed(written, texts)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("labels")
    parser.add_argument("--unit", choices=[*SHAPES], default="bytes")
    parser.add_argument("--layout", choices=["five", "four"], default="five")
    parser.add_argument("--hashes", action="store_true")
    main(**vars(parser.parse_args()))
