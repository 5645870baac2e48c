"""rulekit/curate/sorted_file.py: records of a range of numbers, here and in a store."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curate.test_arrays import EDGES, KEYS, U64
from rulekit.curate import sorted_file
from rulekit.curate.arrays import by_key, key_type, save
from rulekit.curate.sorted_file import SortedFile
from rulekit.places.place import place_of
from rulekit.places.store import Store

STORE = "memory://sorted"


@contextmanager
def written(records):
    """The records in a file of this machine, and in one of a store: two folders."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder) / "000000.npy"
        save(str(here), records)
        there = place_of(f"{STORE}/{Path(folder).name}")
        (there / here.name).put(str(here))
        yield [place_of(folder), there]


def found(folder, first, end, kind=None, field="high", span=1 << 64):
    """The records of all files of a folder."""
    files = SortedFile.all_in(folder, kind or key_type(), field, span)
    return [key for one in files.values() for key in one.between(first, end).tolist()]


@pytest.fixture
def narrow(monkeypatch):
    """Hardly more is brought than what is asked for."""
    monkeypatch.setattr(sorted_file, "LEAST", 1)
    monkeypatch.setattr(sorted_file, "NEAR", 0)


@pytest.mark.usefixtures("narrow")
@given(KEYS, EDGES | U64, EDGES | U64 | st.just(1 << 64))
def test_between_two_numbers_are_the_keys_whose_high_half_is(keys, first, end):
    ordered = by_key(keys)
    expected = [key for key in ordered.tolist() if first <= key[0] < end]
    with written(ordered) as places:
        if first <= end:
            assert [expected, expected] == [found(one, first, end) for one in places]


@pytest.mark.usefixtures("narrow")
@given(KEYS, st.integers(1, 9))
def test_each_key_is_in_one_of_the_parts(keys, parts):
    ordered = by_key(keys)
    cuts = [(number << 64) // parts for number in range(parts + 1)]
    with written(ordered) as places:
        for one in places:
            pieces = [found(one, cuts[i], cuts[i + 1]) for i in range(parts)]
            assert ordered.tolist() == [key for part in pieces for key in part]


def test_of_a_store_hardly_more_is_brought_than_what_is_asked_for(monkeypatch):
    kind = np.dtype([("row", "<u8"), ("group", "<u8")])
    records = np.empty(400_000, kind)
    records["row"] = np.arange(len(records)) * 3
    read, sizes = Store.read, []

    def counted(self, address, start=None, stop=None):
        sizes.append(stop - start)
        return read(self, address, start, stop)

    with written(records) as (_, there):
        monkeypatch.setattr(Store, "read", counted)
        rows = found(there, 600_000, 600_030, kind, "row", 1_200_000)
    assert [600_000 + 3 * i for i in range(10)] == [row for row, _ in rows]
    assert 1 == len(sizes)
    assert sizes[0] < 16 * len(records) / 20


def test_where_numbers_are_not_spread_more_is_brought():
    """As where a million rows are copies of one."""
    kind = np.dtype([("row", "<u8")])
    records = np.sort(np.concatenate([np.full(300_000, 7), np.arange(1_000)]).astype(kind))
    with written(records) as (_, there):
        assert [(999,)] == found(there, 999, 1_000_000, kind, "row", 1_000_000)
        assert 300_001 == len(found(there, 7, 8, kind, "row", 1_000_000))
