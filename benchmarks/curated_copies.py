"""Plants of a curated corpus: exact copies, and near copies at known Jaccard indices."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from curated_text import Bases, Row, day, jaccard, number, row_of, shingles

Plant = dict[str, Any]
Planted = tuple[list[Row], list[Plant]]

# Members of a group: most have two, and a few many, as stubs that everyone copies.
SIZES = (2, 3, 2, 5, 2, 3, 2, 10, 2, 3, 2, 5, 2, 20, 2, 3, 2, 10, 2, 50)
BANDS = (0.99, 0.97, 0.95, 0.9, 0.85, 0.8, 0.7, 0.5)
LEAST = 1_100  # shingles: one word more or less is 0.01 of a text of a thousand
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[a-z_]{4,}")


def exact(bases: Bases, groups: int) -> Iterator[Planted]:
    """Groups of rows of one text, of which the best is to be kept; `why` says what decides."""
    for group in range(groups):
        text = bases.next()
        size = SIZES[group % len(SIZES)]
        rows = [row_of(text, "exact", group, member) for member in range(size)]
        why = tuple(DECIDED)[group % len(DECIDED)]
        rows, best = DECIDED[why](rows, number("best", group) % size)
        keep = [rows[member].id for member in best]
        name = f"exact-{group}"
        plant = {"kind": "exact", "group": name, "why": why, "keep": keep}
        yield rows, [plant | {"id": row.id} for row in rows]


def _most_stars(rows: list[Row], best: int) -> tuple[list[Row], list[int]]:
    """One has the most stars, and the oldest commit."""
    rows = [replace(row, stars=(row.stars or 0) % 500) for row in rows]
    rows[best] = replace(rows[best], stars=700, committed=day("old") - timedelta(days=9_000))
    return rows, [best]


def _latest_commit(rows: list[Row], best: int) -> tuple[list[Row], list[int]]:
    """All have the same stars."""
    rows = [replace(row, stars=41) for row in rows]
    latest = max(row.committed for row in rows if row.committed) + timedelta(hours=1)
    rows[best] = replace(rows[best], committed=latest)
    return rows, [best]


def _no_stars(rows: list[Row], best: int) -> tuple[list[Row], list[int]]:
    """None has stars, so the latest commit decides."""
    rows, keep = _latest_commit(rows, best)
    return [replace(row, stars=None) for row in rows], keep


def _null_is_last(rows: list[Row], best: int) -> tuple[list[Row], list[int]]:
    """One has no star, and the others have nothing there: none is better than null."""
    rows = [replace(row, stars=None) for row in rows]
    rows[best] = replace(rows[best], stars=0, committed=None)
    return rows, [best]


def _null_date_is_last(rows: list[Row], best: int) -> tuple[list[Row], list[int]]:
    """Of those with the same stars one has a date, which is old."""
    rows = [replace(row, stars=7, committed=None) for row in rows]
    rows[best] = replace(rows[best], committed=day("old") - timedelta(days=9_000))
    return rows, [best]


def _tie(rows: list[Row], best: int) -> tuple[list[Row], list[int]]:
    """Nothing decides between them: any may be kept, but one alone."""
    same = rows[best].committed
    return [replace(row, stars=7, committed=same) for row in rows], [*range(len(rows))]


DECIDED = {
    "stars": _most_stars,
    "commit": _latest_commit,
    "commit, no stars": _no_stars,
    "stars, null is last": _null_is_last,
    "commit, null is last": _null_date_is_last,
    "tie": _tie,
}


def near(bases: Bases, pairs: int) -> Iterator[Planted]:
    """Pairs for each band: a text with many stars, and a copy with some words changed, with few."""
    for band in BANDS:
        for pair in range(pairs):
            text = bases.next(least=LEAST)
            copy = changed(text.content, band, f"{band}/{pair}")
            kept = row_of(text, "near", band, pair, stars=900)
            row = row_of(text, "near copy", band, pair, content=copy, stars=9)
            true = jaccard(text.content, copy)
            plant = {"kind": "near", "id": row.id, "of": kept.id, "band": band, "jaccard": true}
            yield [kept, row], [plant]


def changed(content: str, band: float, seed: str) -> str:
    """The text with as many names changed as leave its Jaccard index at the band or just above.

    A name that is changed alone costs five runs and brings five: n of N leave (N - 5n) / (N + 5n).
    """
    total = len(shingles(content))
    places = _apart([*_WORD.finditer(content)], seed)
    count = max(1, min(len(places), int(total * (1 - band) / (5 * (1 + band)))))
    text = _with_names(content, places[:count], seed)
    while count < len(places) and jaccard(content, text) > band:
        count += 1
        text = _with_names(content, places[:count], seed)
    while count > 1 and jaccard(content, text) < band:
        count -= 1
        text = _with_names(content, places[:count], seed)
    return text


def _apart(words: Sequence[re.Match[str]], seed: str) -> list[tuple[int, int]]:
    """Places of names, in an order of chance, none within five words of another."""
    fit = [
        at
        for at, word in enumerate(words)
        if _NAME.fullmatch(word[0]) and not keyword.iskeyword(word[0])
    ]
    taken: set[int] = set()
    places = []
    for at in sorted(fit, key=lambda at: number(seed, at)):
        if not taken.intersection(range(at - 4, at + 5)):
            taken.add(at)
            places.append(words[at].span())
    return places


def _with_names(content: str, places: Sequence[tuple[int, int]], seed: str) -> str:
    pieces, last = [], 0
    for start, end in sorted(places):
        pieces += [content[last:start], f"name_{number(seed, start) % 16**6:06x}"]
        last = end
    return "".join([*pieces, content[last:]])
