"""A corpus of keys, features and ranks: in files, and as plain Python settles it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from rulekit.curate.arrays import Numbering, by_key, keys_array, ragged, save
from rulekit.curate.copies import CopyRecords, members
from rulekit.curate.ranks import Preference, rank_type
from rulekit.curate.settle import FeatureStore, settle

COLUMNS = ("stars", "committed")


@dataclass(frozen=True)
class Noted:
    """A row: its keys (none: it has no copies), its features and the numbers of its rank."""

    name: str
    keys: tuple[str, ...]
    features: frozenset[int] | None
    rank: tuple[int, ...]


def noted(name, keys, features, *columns):
    """A row whose lot and place are drawn from its name."""
    columns = (*columns, 0, 0)[: len(COLUMNS)]
    drawn = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")
    return Noted(name, tuple(keys), features, (*columns, drawn, drawn))


@st.composite
def corpora(draw, keys=3, most=14, features=True):
    """Shards of rows; ranks may be equal but for the last number."""
    count = draw(st.integers(0, most))
    places = draw(st.permutations(range(count)))
    rows = []
    for i in range(count):
        wanted = [f"{band}:{draw(st.integers(0, 3))}" for band in range(keys)]
        has_keys = draw(st.integers(0, 5)) > 0
        sizes = st.integers(0, 11)
        these = frozenset(draw(st.sets(sizes, max_size=8))) if features else None
        rank = (*(draw(st.integers(0, 2)) for _ in COLUMNS), draw(st.integers(0, 1)), places[i])
        rows.append(Noted(f"r{i}", tuple(wanted) if has_keys else (), these, rank))
    cuts = sorted(draw(st.lists(st.integers(0, count), max_size=3)))
    return [rows[a:b] for a, b in zip([0, *cuts], [*cuts, count], strict=True)]


def key_bytes(key):
    """16 bytes of a key, which lie in any part."""
    return hashlib.blake2b(key.encode(), digest_size=16).digest()


def records_of(folder: Path, shards) -> CopyRecords:
    """Keys, ranks and features in files, as the stages of a run write them."""
    for kind in ("keys", "ranks", "features"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    for number, rows in enumerate(shards):
        name = f"{number:06}.npy"
        keys = [(row, key_bytes(key)) for row, one in enumerate(rows) for key in one.keys]
        save(str(folder / "keys" / name), by_key(keys_array(keys)))
        ranks = np.zeros(len(rows), rank_type(len(COLUMNS)))
        for row, one in enumerate(rows):
            ranks[row] = one.rank if one.keys else (0,) * len(one.rank)  # nobody ranked it
        save(str(folder / "ranks" / name), ranks)
        lists = [(row, sorted(one.features)) for row, one in enumerate(rows) if has(one)]
        save(str(folder / "features" / name), ragged(lists))
    numbering = Numbering(tuple(map(len, shards)))
    return CopyRecords(folder, numbering, tuple(map(Preference, COLUMNS)))


def has(row):
    return row.features is not None


def settled(folder: Path, shards, threshold, parts):
    """What `settle` finds: [dropped, kept, jaccard, shared, by, size] by names; and what it tells.

    The copies are in the order of rows.
    """
    records = records_of(folder, shards)
    (folder / "members").mkdir()
    paths, groups = [], []
    for number in range(parts):
        found, count = members(records, number, parts)
        paths.append(folder / "members" / f"{number:06}.npy")
        save(str(paths[-1]), found)
        groups.append(count)
    store = FeatureStore(folder, records.numbering)
    copies, told = settle(records, paths, groups, store, threshold)
    return named(shards, copies), told


def named(shards, copies):
    """Copies by the names of rows, in the order of their numbers."""
    names = [one.name for rows in shards for one in rows]
    return [(names[int(one["row"])], names[int(one["kept"])], *one.tolist()[2:]) for one in copies]


def model(shards, threshold):
    """The copies by name: dropped, kept, jaccard, keys that both have, column that decided."""
    rows = sorted((one for rows in shards for one in rows if one.keys), key=lambda one: one.rank)
    kept, by_key, found = {}, {}, {}
    for row in rows:
        near = {name for key in row.keys for name in by_key.get(key, ())}
        for better in sorted((kept[name] for name in near), key=lambda one: one.rank):
            if (alike := similarity(row, better, threshold)) is not None:
                shared = sum(a == b for a in row.keys for b in better.keys)
                pairs = zip(row.rank, better.rank, strict=True)
                by = next(i for i, (a, b) in enumerate(pairs) if a != b)
                found[row.name] = (better.name, alike, shared, by)
                break
        else:
            kept[row.name] = row
            for key in row.keys:
                by_key.setdefault(key, []).append(row.name)
    return found


def similarity(row, other, threshold):
    """The Jaccard index of two rows that are copies; None if they are none, "?" if unknown."""
    if row.features is None or other.features is None:
        return "?" if threshold is None else None
    union = len(row.features | other.features)
    index = len(row.features & other.features) / union if union else 0.0
    return index if threshold is None or index >= threshold else None
