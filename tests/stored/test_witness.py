"""rulekit/stored/witness.py: files that a plan was made of."""

import os
import sys

import pytest

from rulekit.stored.witness import SETTLED, installed, looks_at, now, unchanged

HOUR = 3_600 * 10**9


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text("one")
    return file


def looks(*paths):
    return looks_at(map(str, paths), now() + HOUR)


def test_a_file_is_unchanged_until_it_is_written_to(file):
    seen = looks(file)
    assert unchanged(seen)
    file.write_text("two")
    assert not unchanged(seen)


def test_a_copy_of_the_same_size_and_time_is_seen(file, tmp_path):
    seen, status = looks(file), file.stat()
    other = tmp_path / "b.yaml"
    other.write_text("two")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(file)
    assert not unchanged(seen)


def test_a_file_that_is_gone_and_a_new_one_in_a_folder_are_seen(file, tmp_path):
    seen, folder = looks(file), looks(tmp_path)
    file.unlink()
    assert not unchanged(seen)
    assert not unchanged(folder)


def test_what_may_have_changed_while_it_was_read_is_not_believed(file, tmp_path):
    assert looks_at([str(file)], now()) is None
    assert looks_at([str(file)], now(), -HOUR)
    assert looks_at([str(tmp_path / "gone")], now() + HOUR) is None
    assert SETTLED >= 2 * 10**9  # of FAT, the coarsest


def test_what_is_installed_or_removed_changes_what_is_known(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "gone")])
    assert () == installed()
    about = tmp_path / "toy-1.0.dist-info"
    about.mkdir()
    (tmp_path / "notes").mkdir()
    (before,) = installed()
    assert str(about) == before[0]
    (about / "entry_points.txt").write_text("")
    os.utime(about, ns=(0, before[1] + 1))
    assert (before,) != installed()
