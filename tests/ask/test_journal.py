"""rulekit/ask/journal.py: an answer that came is there, whenever the process dies."""

import errno
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from rulekit.ask import journal as journals
from rulekit.ask.journal import MOST, Entry, ReplyJournal, whole_counts
from rulekit.errors import SpecError, UsageError

SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
FOLDER = Path("journal")
FILE = FOLDER / "000000.jsonl"
GOOD = Entry("a", "answered", 200, "{}", {"input": 3, "output": 2}, "fp-1", 2)
BAD = Entry("a", "failed", 500, "no\n")

made = some.builds(
    Entry,
    key=some.text("abc", min_size=1, max_size=2),
    outcome=some.sampled_from(["answered", "failed"]),
    status=some.integers(0, 599),
    body=some.text(),
    usage=some.dictionaries(some.sampled_from(["input", "output"]), some.integers(0, MOST)),
    fingerprint=some.text(),
    tries=some.integers(1, 7),
)


def written(entries):
    for path in FOLDER.glob("*"):
        path.unlink()
    with ReplyJournal(FOLDER) as journal:
        for entry in entries:
            journal.add(entry)


def read():
    return [*ReplyJournal(FOLDER).entries()]


def test_counts_that_no_answer_has_are_none():
    """A server may write any number, and none of them may end a run or pass a limit."""
    wild = {"input": 10**400, "output": -(10**6), "a": True, "b": 1.5, "c": None, "d": 7}
    assert {"d": 7} == whole_counts(wild)


@SHARED
@given(some.lists(made, max_size=6))
def test_what_was_added_is_found(folder, entries):
    written(entries)
    with ReplyJournal(FOLDER) as journal:
        assert entries == [*journal.entries()]
        last = {one.key: one for one in entries if one.is_answered}
        assert last == {one.key: journal.find(one.key) for one in last.values()}


@SHARED
@given(some.lists(made, min_size=1, max_size=4), some.data())
def test_a_process_that_dies_at_any_byte_loses_at_most_the_line_that_it_wrote(
    folder, entries, data
):
    written(entries)
    whole = FILE.read_bytes()
    left = data.draw(some.integers(0, len(whole)))
    FILE.write_bytes(whole[:left])
    kept = entries[: whole[:left].count(b"\n")]
    assert kept == read()
    with ReplyJournal(FOLDER) as journal:
        journal.add(GOOD)
    assert [*kept, GOOD] == read()


def test_a_failure_is_counted_and_never_used(folder):
    written([BAD])
    with ReplyJournal(FOLDER) as journal:
        assert [BAD] == [*journal.entries()]
        assert (None, BAD) == (journal.find("a"), journal.failure("a"))


def test_an_answer_is_found_in_the_journal_that_it_is_added_to(folder):
    with ReplyJournal(FOLDER) as journal:
        journal.add(GOOD)
        assert GOOD == journal.find("a")


def test_a_file_has_so_many_lines_and_then_there_is_another(folder, monkeypatch):
    monkeypatch.setattr(journals, "LINES", 2)
    written([GOOD] * 5)
    with ReplyJournal(FOLDER) as journal:
        journal.add(BAD)
    assert [2, 2, 2] == [path.read_bytes().count(b"\n") for path in sorted(FOLDER.iterdir())]
    assert [*[GOOD] * 5, BAD] == read()


def test_a_line_that_is_none_is_told_with_its_place(folder):
    written([GOOD, GOOD])
    FILE.write_bytes(FILE.read_bytes().replace(b"answered", b"answ\xff", 1))
    with pytest.raises(SpecError, match=r"000000.jsonl:1"):
        read()


def test_a_disk_without_room_is_told_before_anybody_is_asked(folder, monkeypatch):
    def full(_file, _data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(journals.os, "write", full)
    with pytest.raises(UsageError, match="cannot be written: No space left"), ReplyJournal(FOLDER):
        pass
    assert b"" == FILE.read_bytes()
