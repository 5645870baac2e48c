"""rulekit/places/remote_file.py: ranges of a file in a store."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rulekit.places import remote_file

DATA = bytes(range(256)) * 3


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(remote_file, "BLOCK", 7)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(-20, 800), st.sampled_from([0, 1, 2]), st.integers(-1, 60))))
def test_it_reads_as_a_file_of_a_disk_does(far, small_blocks, steps):
    (far / "a").write_bytes(DATA)
    here, there = io.BytesIO(DATA), (far / "a").open()
    for offset, whence, size in steps:
        place = max(0, {0: 0, 1: here.tell(), 2: len(DATA)}[whence] + offset)
        here.seek(place)
        assert place == there.seek(offset, whence)
        assert here.read(size) == there.read(size)
        assert here.tell() == there.tell() or place > len(DATA)


def test_blocks_that_were_read_last_are_not_asked_for_again(far, small_blocks, monkeypatch):
    (far / "a").write_bytes(DATA)
    asked, read = [], type(far.store).read
    monkeypatch.setattr(
        type(far.store), "read", lambda *words: (asked.append(words[2:]), read(*words))[1]
    )
    file = (far / "a").open()
    assert DATA[5:16] == (file.seek(5), file.read(11))[1]
    assert [(0, 7), (7, 14), (14, 21)] == asked
    other = (far / "a").open()
    assert DATA[8:12] == (other.seek(8), other.read(4))[1]
    assert 3 == len(asked)


def test_a_file_that_was_written_anew_is_read_anew(far, small_blocks):
    (far / "a").write_bytes(b"first")
    assert b"first" == (far / "a").open().read()
    (far / "a").write_bytes(b"other")
    assert b"other" == (far / "a").open().read()
