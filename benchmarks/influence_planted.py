"""Does influence say more than loss and norm? Tried on samples of which it is known.

    python3 benchmarks/influence_planted.py [--seed N] [--words N] [--json]

It needs torch 1.13 or newer and numpy, and nothing else of rulekit's: the Python that Debian's
python3-torch belongs to will do. It takes a minute of one core.

Five made-up languages have the same words and differ in which word follows which, so that
words and lengths say nothing. A small model of bytes learns all five. The strong samples are of
the first; of the candidates a third is. Candidates have words replaced by chance, those of the
first language more of them, so that loss alone does not tell them. Then both kinds are paired,
with loss and length within 5%.
"""

import argparse
import hashlib
import json
import sys
import time
from pathlib import Path

import numpy as np
import torch

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from influence_tiny import ByteModel, TinyGradients, loss_of, train  # noqa: E402

from rulekit.influence.adam import AdamState  # noqa: E402
from rulekit.influence.comparison import AHEAD, ENOUGH, Measures, beside, compare  # noqa: E402
from rulekit.influence.matching import matched  # noqa: E402
from rulekit.influence.projection import Projection  # noqa: E402
from rulekit.influence.rank import area, rank_correlation  # noqa: E402

LANGUAGES, SYLLABLES = 5, ("ka", "mo", "ri", "tu", "se", "lo", "na", "pi", "du", "fe")
STRONG, CANDIDATES = 60, 300
SIZE = 4096  # of the projection that is judged
SIZES = (512, 1024, 2048, SIZE)
CLOSE = 0.05  # of projected to full


def drawn(*words):
    digest = hashlib.sha256(repr(words).encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


class Languages:
    """Samples of the languages that a seed draws, of so many words."""

    def __init__(self, seed, words):
        self.seed, self.count = seed, words
        self.words = [SYLLABLES[i % 10] + SYLLABLES[(3 * i + i // 10) % 10] for i in range(words)]

    def _next(self, language, word, *about):
        choice = int(drawn(self.seed, *about) * 2)
        return int(drawn(self.seed, "follows", language, word, choice) * self.count)

    def sample(self, language, name, noise):
        """Three words to begin with, and those that follow, some of them by chance."""
        word = int(drawn(self.seed, "first", name) * self.count)
        words = [word]
        for i in range(14 + int(drawn(self.seed, "long", name) * 10)):
            word = self._next(language, word, "next", name, i)
            if drawn(self.seed, "noise", name, i) < noise:
                word = int(drawn(self.seed, "other", name, i) * self.count)
            words.append(word)
        text = [self.words[one] for one in words]
        return " ".join(text[:3]), " ".join(text[3:])

    def candidates(self, noisier):
        """Samples, and which are of the first language."""
        for i in range(CANDIDATES):
            wanted, part = i % 3 == 0, drawn(self.seed, "noisy", i)
            other = 1 + int(drawn(self.seed, "which", i) * (LANGUAGES - 1))
            noise = 0.45 * part + noisier * wanted
            yield self.sample(0 if wanted else other, ("candidate", i), noise), wanted


def reference(languages, strong, steps, taught):
    """A model that has learned all languages, then, by LoRA, the strong samples."""
    torch.manual_seed(languages.seed)
    torch.set_num_threads(1)
    pool = [languages.sample(i % LANGUAGES, ("learned", i), 0.1) for i in range(500)]
    model = ByteModel()
    batches = [[pool[int(drawn(s, b) * 500)] for b in range(16)] for s in range(steps)]
    tuned = {id(one) for one in model.lora()}
    train(model, [one for one in model.parameters() if id(one) not in tuned], batches, 5e-3)
    batches = [[strong[(8 * s + b) % len(strong)] for b in range(8)] for s in range(taught)]
    state = train(model, model.lora(), batches, 1e-3)
    return model, AdamState(*state)


def cosines(rows, strong):
    target = strong.mean(axis=0)
    return rows @ target / np.linalg.norm(rows, axis=1) / np.linalg.norm(target)


def tried(seed, words, steps, taught, noisier):
    """All figures of a seed."""
    languages, began = Languages(seed, words), time.process_time()
    strong = [languages.sample(0, ("strong", i), 0.05) for i in range(STRONG)]
    candidates, kinds = zip(*languages.candidates(noisier), strict=True)
    wanted = np.array(kinds)
    model, adam = reference(languages, strong, steps, taught)
    source, trained = TinyGradients(model), time.process_time()
    found = [source.of(*one) for one in [*strong, *candidates]]
    seconds = time.process_time() - trained
    loss, tokens = (np.array([float(one[i]) for one in found[STRONG:]]) for i in (0, 1))
    plain = np.stack([one[2] for one in found])
    norm = np.linalg.norm(plain[STRONG:], axis=1)
    rows = {
        "plain gradients": plain,
        "momentum removed": np.stack([adam.direction(one) for one in plain]),
        "momentum shared": np.stack([adam.direction(one, "shared") for one in plain]),
    }
    told = {"seed": seed, "parameters": plain.shape[1], "rates": {}, "forms": {}}
    for name, one in rows.items():
        told["forms"][name] = figures(one, Measures(norm, loss, norm, tokens), wanted)
    places = matched(wanted, (loss, tokens, norm))
    shown = cosines(rows["momentum removed"][STRONG:], rows["momentum removed"][:STRONG])
    thrice = area(shown[places], wanted[places])
    told["in norm, too"] = {"pairs": len(places) // 2, "influence": thrice}
    told["unmatched"] = {"loss": area(-loss, wanted), "norm": area(-norm, wanted)}
    told["same"] = is_same(model, adam, [*strong, *candidates], rows["momentum removed"])
    told["loss"] = {"strong": float(loss_of(model, strong)), "candidates": float(loss.mean())}
    told["rates"] = {"gradients": len(found) / seconds, "all": time.process_time() - began}
    return told


def figures(rows, plain, wanted):
    """Of a form of gradients: areas on matched pairs, full and projected, and correlations."""
    told, full = {}, cosines(rows[STRONG:], rows[:STRONG])
    for size in (None, *SIZES):
        small = rows
        if size:
            projection = Projection(rows.shape[1], size)
            small = np.stack([projection.project(one) for one in rows]).astype(np.float16)
            small = small.astype(np.float64)
        found = cosines(small[STRONG:], small[:STRONG])
        measures = Measures(found, plain.loss, plain.norm, plain.tokens)
        told[str(size or "full")] = {
            **compare(measures, wanted).told(),
            "all": area(found, wanted),
            "order": rank_correlation(found, full),
        }
    told["beside"] = beside(Measures(full, plain.loss, plain.norm, plain.tokens), 100)
    return told


def is_same(model, adam, samples, rows):
    """True if two shards, each with a model that is read anew, have the same rows to the bit."""
    for share in range(2):
        other = ByteModel()
        other.load_state_dict(model.state_dict())
        source = TinyGradients(other)
        for i in reversed(range(share, len(samples), 2)):
            row = adam.direction(source.of(*samples[i])[2])
            some, others = (Projection(len(row), SIZE).project(one) for one in (row, rows[i]))
            if some.tobytes() != others.tobytes():
                return False
    return True


def show(told):
    print(f"seed {told['seed']}: {told['parameters']:,} parameters of LoRA,", end=" ")
    print(f"{told['rates']['gradients']:.0f} gradients/s, {told['rates']['all']:.0f} s of CPU")
    print(f"{'':18}{'full':>8}" + "".join(f"{size:>8}" for size in SIZES), end="")
    print(f"{'all':>8}{'~loss':>8}{'~norm':>8}{'~length':>8}")
    for name, form in told["forms"].items():
        areas = "".join(f"{form[str(size)]['influence']:8.3f}" for size in ("full", *SIZES))
        near = "".join(f"{one:8.2f}" for one in form["beside"]["correlation"].values())
        print(f"{name:18}{areas}{form['full']['all']:8.3f}{near}")
    judged = told["forms"]["momentum removed"]["full"]
    for name in ("loss", "norm"):
        print(f"{'low ' + name:18}{judged[name]:8.3f}{'':32}{told['unmatched'][name]:8.3f}")
    print(f"{judged['pairs']} pairs with loss and length within 5%;", end=" ")
    also = told["in norm, too"]
    print(f"of {also['pairs']} pairs with norm, too, the area is {also['influence']:.3f}\n")


def accepted(told):
    """Name, figure and whether it is enough, for each number of the acceptance."""
    form = told["forms"]["momentum removed"]
    full, small = form["full"], form[str(SIZE)]
    ahead = small["influence"] - max(small["loss"], small["norm"])
    apart = abs(small["influence"] - full["influence"])
    yield f"area on matched pairs >= {ENOUGH:.2f}", small["influence"], small["influence"] >= ENOUGH
    yield f"above low loss and low norm by >= {AHEAD:.2f}", ahead, ahead >= AHEAD
    yield f"projected to {SIZE} and full apart by <= {CLOSE:.2f}", apart, apart <= CLOSE
    yield "two shards and a model read anew: the same bits", float(told["same"]), told["same"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--words", type=int, default=30, help="of each language")
    parser.add_argument("--steps", type=int, default=300, help="of the model's own training")
    parser.add_argument("--taught", type=int, default=10, help="steps of the reference")
    parser.add_argument("--noisier", type=float, default=0.0, help="samples of the first language")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    told = tried(options.seed, options.words, options.steps, options.taught, options.noisier)
    told["accepted"] = [[name, figure, bool(is_so)] for name, figure, is_so in accepted(told)]
    if options.json:
        print(json.dumps(told))
        return
    show(told)
    for name, figure, is_so in told["accepted"]:
        print(f"{'yes' if is_so else 'NO':4}{figure:7.3f}  {name}")
    verdict = told["forms"]["momentum removed"][str(SIZE)]["verdict"]
    print(verdict)


if __name__ == "__main__":
    main()
