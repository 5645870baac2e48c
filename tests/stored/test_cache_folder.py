"""rulekit/stored/cache_folder.py: the user's folder of plans."""

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.stored.cache_folder import (
    ENDING,
    ENTRIES,
    FOLDER,
    cache_folder,
    read_entry,
    remove_entries,
    write_entry,
)

POSIX = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="the system knows no owners")


def test_an_entry_is_read_as_it_was_written(cache):
    assert write_entry(cache, "a", b"plan")
    assert b"plan" == read_entry(cache, "a")
    assert read_entry(cache, "b") is None


@given(content=st.binary(max_size=50), cut=st.integers(0, 200), bit=st.integers(1, 255))
def test_an_entry_that_is_torn_or_has_another_byte_is_none(tmp_path_factory, content, cut, bit):
    folder = tmp_path_factory.mktemp("cache")
    assert write_entry(folder, "a", content)
    file = folder / f"a{ENDING}"
    whole = file.read_bytes()
    cut %= len(whole)
    file.write_bytes(whole[:cut])
    assert read_entry(folder, "a") is None
    file.write_bytes(whole[:cut] + bytes([whole[cut] ^ bit]) + whole[cut + 1 :])
    assert read_entry(folder, "a") is None


def test_a_user_names_the_folder_or_none(monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER, str(tmp_path / "mine"))
    assert tmp_path / "mine" == cache_folder()
    for none in ("", "relative"):
        monkeypatch.setenv(FOLDER, none)
        assert cache_folder() is None


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="of the XDG standard")
def test_else_it_is_where_the_system_keeps_such_files(monkeypatch, tmp_path):
    monkeypatch.delenv(FOLDER, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert tmp_path / "xdg/rulekit" == cache_folder()
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert tmp_path / ".cache/rulekit" == cache_folder()


@pytest.mark.parametrize("mark", [".git", ".hg", ".jj"])
def test_a_folder_in_a_repository_is_not_used(monkeypatch, tmp_path, mark):
    (tmp_path / mark).mkdir()
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    assert cache_folder() is None
    elsewhere = Path(os.path.realpath(tmp_path)).with_name(f"{tmp_path.name}-link")
    elsewhere.symlink_to(tmp_path)
    monkeypatch.setenv(FOLDER, str(elsewhere / "cache"))
    assert cache_folder() is None


@POSIX
def test_what_others_may_write_is_not_read(cache):
    write_entry(cache, "a", b"plan")
    (cache / f"a{ENDING}").chmod(0o666)
    assert read_entry(cache, "a") is None
    (cache / f"a{ENDING}").chmod(0o600)
    cache.chmod(0o777)
    assert read_entry(cache, "a") is None
    assert not write_entry(cache, "b", b"plan")


@POSIX
def test_a_link_is_not_followed(cache, tmp_path):
    write_entry(cache, "a", b"plan")
    (cache / f"a{ENDING}").rename(tmp_path / "elsewhere")
    (cache / f"a{ENDING}").symlink_to(tmp_path / "elsewhere")
    assert read_entry(cache, "a") is None


def test_where_nothing_can_be_written_nothing_is(tmp_path):
    file = tmp_path / "file"
    file.write_text("no folder")
    assert not write_entry(file, "a", b"plan")
    assert not write_entry(file / "below", "a", b"plan")
    assert read_entry(file, "a") is None
    assert 0 == remove_entries(file)


def test_the_oldest_entries_go(cache):
    for number in range(ENTRIES + 5):
        write_entry(cache, f"{number:03}", b"plan")
        os.utime(cache / f"{number:03}{ENDING}", (number, number))
    assert ENTRIES == len(list(cache.iterdir()))
    assert read_entry(cache, "000") is None
    assert b"plan" == read_entry(cache, f"{ENTRIES + 4:03}")


def test_of_two_that_write_at_once_one_whole_entry_stays(cache):
    contents = [bytes([letter]) * 100_000 for letter in b"ab"]
    write_entry(cache, "a", contents[0])
    seen = []

    def write(content):
        for _ in range(20):
            write_entry(cache, "a", content)
            seen.append(read_entry(cache, "a"))

    writers = [threading.Thread(target=write, args=(content,)) for content in contents]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert {*seen} <= {*contents}


def test_all_of_them_are_removed_and_nothing_else(cache):
    write_entry(cache, "a", b"plan")
    write_entry(cache, "b", b"plan")
    (cache / "notes").write_text("mine")
    assert 2 == remove_entries(cache)
    assert ["notes"] == [path.name for path in cache.iterdir()]
    (cache / "notes").unlink()
    assert 0 == remove_entries(cache)
    assert not cache.exists()
