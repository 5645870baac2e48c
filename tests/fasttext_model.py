"""A small model of fastText, written by hand: words that speak for code, and for prose."""

from struct import pack

GOOD, BAD = ("return", "value"), ("lorem", "ipsum")
LABELS = ("__label__code", "__label__prose")
DIM, SUPERVISED, SOFTMAX = 2, 3, 3


def matrix(rows):
    """A dense matrix of floats."""
    return pack("<qq", len(rows), DIM) + b"".join(pack("<2f", *row) for row in rows)


def fasttext_model(model=SUPERVISED, version=12):
    """The bytes of a file, as fastText writes them."""
    # dim, ws, epoch, minCount, neg, wordNgrams, loss, model, bucket, minn, maxn, lrUpdateRate
    args = pack("<12id", DIM, 5, 5, 1, 5, 1, SOFTMAX, model, 0, 0, 0, 100, 1e-4)
    words = (*GOOD, *BAD)
    counts = pack("<iiiqq", len(words) + len(LABELS), len(words), len(LABELS), 10, -1)
    entries = b"".join(one.encode() + b"\0" + pack("<qb", 5, 0) for one in words)
    entries += b"".join(one.encode() + b"\0" + pack("<qb", 5, 1) for one in LABELS)
    into = matrix([(3.0, 0.0) if one in GOOD else (-3.0, 0.0) for one in words])
    out = matrix([(1.0, 0.0), (-1.0, 0.0)])
    head = pack("<ii", 793_712_314, version)
    return b"".join((head, args, counts, entries, b"\0", into, b"\0", out))


RULE = """\
title: No page about code
why: Somebody's model of web pages says so.
source: ours
signal: learned(code-pages)
keep: {min: 0.5}
examples:
  keep:
    - text: "return value\\n"
  drop:
    - text: "lorem ipsum\\n"
"""
DESCRIPTION = """\
kind: fasttext
title: Is about code
source: written by hand
label: __label__code
lower: true
characters: 40
"""
FILES = {
    "own/models/code-pages.yaml": DESCRIPTION,
    "own/models/code-pages.bin": fasttext_model(),
    "own/mine/no-code.yaml": RULE,
}
